import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import { record } from '../audit/audit';
import { organisationPolicy } from './policy';
import { organisationId } from './queries';

/**
 * The organisation of this name, made in the open transaction where there is none yet; null for an empty name.
 * Safe against two writers at once, who wait for one another.
 * @throws DomainError forbidden where it would have to be made
 */
export async function organisationNamed(actor: Actor, name: string | null): Promise<string | null> {
  if (!name) return null;
  const known = await organisationId(name);
  if (known) return known;
  organisationPolicy.authorize(actor, 'organisation.create');
  // A unique name would not keep two apart that are composed in different ways.
  await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('organisation ' || normalize(${name}::text, NFC), 0))`;
  const meanwhile = await organisationId(name);
  if (meanwhile) return meanwhile;
  const made = await db().organisation.create({ data: { name }, select: { id: true } });
  await record(actor, { action: 'organisation.created', subject: 'organisation', subjectId: made.id, data: { name } });
  return made.id;
}
