import { setTimeout as wait } from 'node:timers/promises';
import { sweepMedia } from '../../lib/domains/assets/sweep';
import { db, transaction } from '../../lib/platform/database/transaction';
import { LIMITS } from '../../lib/platform/limits';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';

const HOUR = 60 * 60 * 1_000;
/** Next loads all pages as soon as it is ready; that comes first. */
const FIRST = 5_000;

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
  /** Ends it between two batches. */
  signal?: AbortSignal;
}

/**
 * Clears away expired sessions, used up counters of attempts and answers kept for repetitions, in short transactions.
 * One instance at a time: who finds another one at it leaves it to him.
 * @returns how many rows went, or null where another instance was at it
 */
export async function tidy({ batch = 1_000, signal }: Settings = {}): Promise<Record<Leftover, number> | null> {
  const gone: Record<Leftover, number> = { sessions: 0, attempts: 0, answers: 0 };
  for (const what of Object.keys(DELETE) as Leftover[]) {
    for (let deleted = batch; deleted === batch && !signal?.aborted; gone[what] += deleted) {
      const done = await deleteSome(what, batch);
      if (done === null) return null;
      deleted = done;
    }
  }
  return gone;
}

/** The lock belongs to the transaction: it goes with it however it ends, also behind a pooler of connections. */
function deleteSome(what: Leftover, batch: number): Promise<number | null> {
  return transaction(async () => {
    const [lock] = await db().$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('anli housekeeping', 0)) AS got`;
    return lock?.got ? DELETE[what](batch) : null;
  });
}

/** Tidies soon after the start and every hour from then on. @returns ends it: resolves when nothing of it runs any more */
export function keepTidy(): () => Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  const pause = (ms: number) => wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const running = (async () => {
    for (await pause(FIRST); !signal.aborted; await pause(HOUR)) {
      try {
        const gone = await tidy({ signal });
        const rows = Object.values(gone ?? {}).reduce((sum, some) => sum + some, 0);
        if (rows > 0) log().info(gone, 'housekeeping');
        const files = gone === null ? 0 : await sweepMedia({ signal });
        if (files > 0) log().info({ files }, 'housekeeping of the media store');
        metrics().housekeeping.rows.inc(rows);
        metrics().housekeeping.runs.inc();
      } catch (error) {
        log().warn({ err: error }, 'housekeeping failed; it will be tried again in an hour');
      }
    }
  })();
  return () => {
    end.abort();
    return running;
  };
}
