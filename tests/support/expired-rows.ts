import { LIMITS } from '../../lib/platform/limits';
import { unique } from './people';

type Run = (text: string, values: unknown[]) => Promise<unknown>;

const MINUTE = `interval '1 minute'`;

/**
 * Leaves sessions, attempts and answers behind of which some have outlived their use by a minute, and the others have a minute left.
 * @param rows of each kind, and so many of those that are to stay
 * @returns a mark by which `LEFT` finds them
 */
export async function leaveExpired(run: Run, userId: string, rows: number): Promise<string> {
  const mark = unique('row');
  const kept = `interval '${LIMITS.idempotencyHours} hours'`;
  await run(
    `INSERT INTO "Session" (id, "userId", "createdAt", "expiresAt")
       SELECT gen_random_uuid(), $1::uuid, now(), now() + sign * ${MINUTE} FROM generate_series(1, $2::int), (VALUES (-1), (1)) AS t(sign)`,
    [userId, rows],
  );
  await run(
    `INSERT INTO "RateLimit" (key, points, expire)
       SELECT $1::text || n || sign, 1, now() + sign * ${MINUTE} FROM generate_series(1, $2::int) AS n, (VALUES (-1), (1)) AS t(sign)`,
    [mark, rows],
  );
  await run(
    `INSERT INTO "IdempotencyRecord" ("userId", route, key, "requestHash", status, answer, "createdAt")
       SELECT $1::uuid, 'POST /', $3::text || n || sign, '', 200, '{}', now() - ${kept} + sign * ${MINUTE} FROM generate_series(1, $2::int) AS n, (VALUES (-1), (1)) AS t(sign)`,
    [userId, rows, mark],
  );
  return mark;
}

/** What is left: $1 the user, $2 the mark. */
export const LEFT = `SELECT (SELECT count(*)::int FROM "Session" WHERE "userId" = $1 AND "expiresAt" < now()) AS "expiredSessions",
  (SELECT count(*)::int FROM "Session" WHERE "userId" = $1 AND "expiresAt" BETWEEN now() AND now() + 2 * ${MINUTE}) AS sessions,
  (SELECT count(*)::int FROM "RateLimit" WHERE key LIKE $2 || '%') AS attempts,
  (SELECT count(*)::int FROM "IdempotencyRecord" WHERE key LIKE $2 || '%') AS answers`;
