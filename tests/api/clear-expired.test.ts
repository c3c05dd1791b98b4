import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearExpired } from '../../server/jobs/clear-expired';
import { as } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { leaveExpired, LEFT } from '../support/expired-rows';
import { createUser, newSession, unique, type Person } from '../support/people';
import { site } from '../support/site';

let person: Person;
/** Somebody else who is at the same rows. */
let other: Client;
beforeAll(async () => {
  person = await createUser('EDITOR');
  other = new Client({ connectionString: site.databaseUrl });
  await other.connect();
  await clearExpired();
});
afterAll(() => other.end());

const leave = (rows: number) => leaveExpired(sql, person.id, rows);

test('what has outlived its use goes, in as many batches as it takes, and nothing else', async () => {
  const mark = await leave(7);
  expect(await clearExpired({ batch: 3 })).toEqual({ sessions: 7, attempts: 7, answers: 7 });
  expect(await sqlRow(LEFT, [person.id, mark])).toEqual({ expiredSessions: 0, sessions: 7, attempts: 7, answers: 7 });
  expect(await clearExpired()).toEqual({ sessions: 0, attempts: 0, answers: 0 });
});

test('a row without an end stays', async () => {
  const key = unique('lasting');
  await sql('INSERT INTO "RateLimit" (key, points, expire) VALUES ($1, 1, NULL)', [key]);
  await clearExpired();
  expect(await sql('SELECT key FROM "RateLimit" WHERE key = $1', [key])).toHaveLength(1);
});

test('who is signed in stays so, and the answer to a request is still given again', async () => {
  const { cookie } = await newSession(person);
  const headers = { 'idempotency-key': unique('key'), cookie };
  const first = await as(person).post('/api/articles', { title: '题目' }, headers);
  await clearExpired();
  const again = await as(person).post('/api/articles', { title: '题目' }, headers);
  expect(first.status).toBe(201);
  expect(again.body).toEqual(first.body);
});

test('two that are at it at once share the rows', async () => {
  const mark = await leave(9);
  const [one, two] = await Promise.all([clearExpired({ batch: 2 }), clearExpired({ batch: 2 })]);
  expect([one.sessions + two.sessions, one.attempts + two.attempts, one.answers + two.answers]).toEqual([9, 9, 9]);
  expect(await sqlRow(LEFT, [person.id, mark])).toMatchObject({ expiredSessions: 0, attempts: 9, answers: 9 });
});

test('a row that somebody holds does not hold up the others', async () => {
  const mark = await leave(2);
  await other.query(`BEGIN; SELECT 1 FROM "RateLimit" WHERE key = '${mark}1-1' FOR UPDATE`);
  expect(await clearExpired()).toEqual({ sessions: 2, attempts: 1, answers: 2 });
  await other.query('ROLLBACK');
  expect(await clearExpired()).toEqual({ sessions: 0, attempts: 1, answers: 0 });
});

test('told to end, it does no more', async () => {
  const mark = await leave(1);
  expect(await clearExpired({ signal: AbortSignal.abort() })).toEqual({ sessions: 0, attempts: 0, answers: 0 });
  expect(await sqlRow(LEFT, [person.id, mark])).toMatchObject({ expiredSessions: 1 });
  await clearExpired();
});
