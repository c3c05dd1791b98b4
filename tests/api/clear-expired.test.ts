import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { tidy } from '../../server/housekeeping';
import { as } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { sql, sqlRow } from '../support/database';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/metrics';
import { sumOf } from '../support/metrics-text';
import { createUser, newSession, unique, type Person } from '../support/people';
import { site } from '../support/site';
import { startSite } from '../support/site-process';

let person: Person;
/** Another instance that is at its housekeeping. */
let other: Client;
beforeAll(async () => {
  person = await createUser('EDITOR');
  other = new Client({ connectionString: site.databaseUrl });
  await other.connect();
  // The worker's own site comes to it soon after its start; its next time is in an hour.
  await eventually(readMetrics, (samples) => sumOf(samples, 'anli_housekeeping_runs_total') === 1);
  await tidy();
});
afterAll(() => other.end());

const MINUTE = `interval '1 minute'`;

/** Rows of which some have outlived their use by a minute, and the others have a minute left. */
async function leave(userId: string, rows: number, run: (text: string, values: unknown[]) => Promise<unknown> = sql): Promise<string> {
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

const LEFT = `SELECT (SELECT count(*)::int FROM "Session" WHERE "userId" = $1 AND "expiresAt" < now()) AS "expiredSessions",
  (SELECT count(*)::int FROM "Session" WHERE "userId" = $1 AND "expiresAt" BETWEEN now() AND now() + 2 * ${MINUTE}) AS sessions,
  (SELECT count(*)::int FROM "RateLimit" WHERE key LIKE $2 || '%') AS attempts,
  (SELECT count(*)::int FROM "IdempotencyRecord" WHERE key LIKE $2 || '%') AS answers`;

test('what has outlived its use goes, in as many batches as it takes, and nothing else', async () => {
  const mark = await leave(person.id, 7);
  expect(await tidy({ batch: 3 })).toEqual({ sessions: 7, attempts: 7, answers: 7 });
  expect(await sqlRow(LEFT, [person.id, mark])).toEqual({ expiredSessions: 0, sessions: 7, attempts: 7, answers: 7 });
  expect(await tidy()).toEqual({ sessions: 0, attempts: 0, answers: 0 });
});

test('a row without an end stays', async () => {
  const key = unique('lasting');
  await sql('INSERT INTO "RateLimit" (key, points, expire) VALUES ($1, 1, NULL)', [key]);
  await tidy();
  expect(await sql('SELECT key FROM "RateLimit" WHERE key = $1', [key])).toHaveLength(1);
});

test('who is signed in stays so, and the answer to a request is still given again', async () => {
  const { cookie } = await newSession(person);
  const headers = { 'idempotency-key': unique('key'), cookie };
  const first = await as(person).post('/api/articles', { title: '题目' }, headers);
  await tidy();
  const again = await as(person).post('/api/articles', { title: '题目' }, headers);
  expect(first.status).toBe(201);
  expect(again.body).toEqual(first.body);
});

test('one instance at a time: where another is at it, nothing is done', async () => {
  const mark = await leave(person.id, 2);
  await other.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('anli housekeeping', 0))`);
  expect(await tidy()).toBeNull();
  expect(await sqlRow(LEFT, [person.id, mark])).toMatchObject({ expiredSessions: 2, attempts: 4, answers: 4 });
  await other.query('ROLLBACK');
  expect(await tidy()).toEqual({ sessions: 2, attempts: 2, answers: 2 });
});

test('a row that somebody holds does not hold up the others', async () => {
  const mark = await leave(person.id, 2);
  await other.query(`BEGIN; SELECT 1 FROM "RateLimit" WHERE key = '${mark}1-1' FOR UPDATE`);
  expect(await tidy()).toEqual({ sessions: 2, attempts: 1, answers: 2 });
  await other.query('ROLLBACK');
  expect(await tidy()).toEqual({ sessions: 0, attempts: 1, answers: 0 });
});

test('told to end, it does no more', async () => {
  const mark = await leave(person.id, 1);
  expect(await tidy({ signal: AbortSignal.abort() })).toEqual({ sessions: 0, attempts: 0, answers: 0 });
  expect(await sqlRow(LEFT, [person.id, mark])).toMatchObject({ expiredSessions: 1 });
  await tidy();
});

test('a site does it by itself, and still ends at once when it is told to', async () => {
  const database = await cloneDatabase(inject('template'), unique('tidy'));
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    const userId = person.id;
    await client.query(`INSERT INTO "User" (id, email, name, "passwordHash", "updatedAt") VALUES ($1, 'e@test.example', 'n', '', now())`, [userId]);
    const mark = await leave(userId, 1, (text, values) => client.query(text, values));
    const own = await startSite({ databaseUrl: database });
    const left = async () => (await client.query(LEFT, [userId, mark])).rows[0];
    await eventually(left, ({ expiredSessions, attempts, answers }) => expiredSessions === 0 && attempts === 1 && answers === 1);
    await own.stop();
    expect((await client.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'anli' AND datname = current_database()`)).rowCount).toBe(0);
  } finally {
    await client.end();
  }
});
