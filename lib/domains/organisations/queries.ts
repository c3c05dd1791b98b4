import { db } from '../../platform/database/transaction';

/** The id of the organisation of exactly this name; null where there is none. */
export async function organisationId(name: string): Promise<string | null> {
  const found = await db().organisation.findUnique({ where: { name }, select: { id: true } });
  return found?.id ?? null;
}
