import { db, transaction } from '../../lib/platform/database/transaction';
import { LIMITS } from '../../lib/platform/limits';

/** What outlives its use: rows that nothing reads any more, found by an index. */
type Leftover = 'sessions' | 'attempts' | 'answers';

/** Deletes at most `batch` rows, the oldest first; rows that somebody is at work on are left for the next time. @returns how many */
const DELETE: Record<Leftover, (batch: number) => Promise<number>> = {
  sessions: (batch) => db().$executeRaw`
    DELETE FROM "Session" WHERE "id" IN (
      SELECT "id" FROM "Session" WHERE "expiresAt" < now() ORDER BY "expiresAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
  attempts: (batch) => db().$executeRaw`
    DELETE FROM "RateLimit" WHERE "key" IN (
      SELECT "key" FROM "RateLimit" WHERE "expire" < now() ORDER BY "expire" LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
  answers: (batch) => db().$executeRaw`
    DELETE FROM "IdempotencyRecord" WHERE ("userId", "route", "key") IN (
      SELECT "userId", "route", "key" FROM "IdempotencyRecord"
      WHERE "createdAt" < now() - make_interval(hours => ${LIMITS.idempotencyHours}::int)
      ORDER BY "createdAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
};

interface Settings {
  /** Rows a transaction: few enough that it is over in milliseconds. */
  batch?: number;
  /** Ends it between two batches; the rest is left for the next time. */
  signal?: AbortSignal;
}

/**
 * Clears away expired sessions, used up counters of attempts and answers kept for repetitions, in short transactions. Several
 * may be at it at once: each takes rows that nobody else holds.
 * @returns how many rows went
 */
export async function clearExpired({ batch = 1_000, signal }: Settings = {}): Promise<Record<Leftover, number>> {
  const gone: Record<Leftover, number> = { sessions: 0, attempts: 0, answers: 0 };
  for (const what of Object.keys(DELETE) as Leftover[]) {
    for (let deleted = batch; deleted === batch && !signal?.aborted; gone[what] += deleted) {
      deleted = await transaction(() => DELETE[what](batch));
    }
  }
  return gone;
}
