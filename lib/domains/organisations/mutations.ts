import { db } from '../../platform/database/transaction';

/**
 * The organisation of this name, made where there is none yet; null for an empty name.
 * Safe against two writers at once: the unique name decides.
 */
export async function organisationNamed(name: string | null): Promise<string | null> {
  if (!name) return null;
  await db().organisation.createMany({ data: [{ name }], skipDuplicates: true });
  const found = await db().organisation.findUniqueOrThrow({ where: { name }, select: { id: true } });
  return found.id;
}
