import { db } from '../database/transaction';
import { LOCK_CLASS } from './presence';

/**
 * Whether a runner works on the queue, in whichever process or on whichever machine: asked of the database, since the one who
 * asks is seldom the one who runs. A runner holds its lock only while it takes jobs.
 * @throws Error where there is none
 */
export async function runnerIsPresent(): Promise<void> {
  const [runners] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM pg_locks
    WHERE locktype = 'advisory' AND classid = ${LOCK_CLASS}::int::oid AND granted AND mode = 'ExclusiveLock'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  if (!runners || runners.count === 0n) throw new Error('no runner works on the queue of jobs');
}
