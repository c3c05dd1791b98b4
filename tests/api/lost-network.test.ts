import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConnectionPool } from '../../lib/platform/connection';
import { isUnavailable } from '../../lib/platform/unavailable';
import { send, type Answer } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { unique } from '../support/people';
import { layCable, type Cable } from '../support/proxy';
import { startSite, type Site } from '../support/site-process';

/** Far below what a network time-out takes (minutes), far above what is needed (some seconds), on a busy machine too. */
const SOON = { patience: 45_000 };

let own: Site;
let cable: Cable;
let other: Client;

beforeAll(async () => {
  const database = await cloneDatabase(inject('template'), unique('lost'));
  other = new Client({ connectionString: database });
  await other.connect();
  cable = await layCable(database);
  own = await startSite({ databaseUrl: cable.url, env: { DATABASE_POOL_SIZE: '2' } });
});
afterAll(async () => {
  await own.stop();
  await cable.cut();
  await other.end();
});

const get = (path: string): Promise<Answer> => send('GET', path, { origin: own.origin });
const register = (email: string) =>
  send('POST', '/api/registration', { origin: own.origin, headers: { 'content-type': 'application/json' }, body: { email, name: '读者', password: 'a long password of mine' } });

test('a statement that takes long is waited for; one whose answer is lost is not, and what lay idle goes with it', async () => {
  const pool = new ConnectionPool({ connectionString: cable.url, max: 2 });
  const pid = async () => (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
  // Longer than the silence after which the server is asked, on both.
  const sleep = `SELECT 'well' AS slept, pg_backend_pid() AS pid FROM pg_sleep(3)`;
  const slept = await Promise.all([pool.query<{ slept: string; pid: number }>(sleep), pool.query<{ slept: string; pid: number }>(sleep)]);
  expect(slept.map(({ rows }) => rows[0]!.slept)).toEqual(['well', 'well']);
  expect(pool.idleCount).toBe(2);
  cable.swallow();
  const lost = pool.query('SELECT 1').catch((error: unknown) => error);
  expect(await lost).toMatchObject({ code: 'ETIMEDOUT' });
  expect(isUnavailable(await lost)).toBe(true);
  await cable.mend();
  await eventually(() => pool.totalCount, (count) => count === 0, SOON);
  expect(slept.map(({ rows }) => rows[0]!.pid)).not.toContain(await pid());
  await pool.end();
});

test('after a network that swallowed what was under way the site is back by itself, reads and writes', async () => {
  expect((await get('/api/health/ready')).status).toBe(200);
  // Every connection of the pool is in use: each waits for a lock when the network goes.
  await other.query('BEGIN; LOCK TABLE "Article" IN ACCESS EXCLUSIVE MODE');
  const caught = Array.from({ length: 6 }, (_, n) => get(`/api/cases/${200_000 + n}`));
  const waiting = `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await eventually(async () => (await other.query<{ waiting: number }>(waiting)).rows[0]!.waiting, (count) => count >= 2);
  cable.swallow();
  await other.query('ROLLBACK');
  await eventually(async () => (await other.query<{ waiting: number }>(waiting)).rows[0]!.waiting, (count) => count === 0);
  expect((await get('/cases/100001')).status).toBe(503);
  await cable.mend();
  expect((await eventually(() => get('/api/health/ready'), ({ status }) => status === 200, SOON)).status).toBe(200);
  for (const { status } of await Promise.all(caught)) expect([404, 503]).toContain(status);
  expect((await eventually(() => register('after@test.example'), ({ status }) => status !== 503, SOON)).status).toBe(201);
});

test('told to stop while the network is gone, it ends', async () => {
  cable.swallow();
  const caught = Array.from({ length: 4 }, () => get('/cases/100001').catch(() => undefined));
  own.signal('SIGTERM');
  expect(await own.exit()).toBe(0);
  await Promise.all(caught);
});
