import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import { record } from '../audit/audit';
import { organisationPolicy } from './policy';
import { organisationId } from './queries';

/**
 * The organisation of this name, made in the open transaction where there is none yet; null for an empty name.
 * Safe against two writers at once: the unique name decides.
 * @throws DomainError forbidden where it would have to be made
 */
export async function organisationNamed(actor: Actor, name: string | null): Promise<string | null> {
  if (!name) return null;
  const known = await organisationId(name);
  if (known) return known;
  organisationPolicy.authorize(actor, 'organisation.create');
  const [made] = await db().organisation.createManyAndReturn({ data: [{ name }], skipDuplicates: true, select: { id: true } });
  // Somebody else has made it in this moment.
  if (!made) return organisationId(name);
  await record(actor, { action: 'organisation.created', subject: 'organisation', subjectId: made.id, data: { name } });
  return made.id;
}
