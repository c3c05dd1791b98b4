import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { JobKeeper } from '../../server/jobs/keeper';
import { runnerThread, type RunnerHandle } from '../../server/jobs/runner-handle';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { leaveExpired, LEFT } from '../support/expired-rows';
import { logged } from '../support/log-lines';
import { readMetrics } from '../support/metrics';
import { sumOf } from '../support/metrics-text';
import { unique } from '../support/people';
import { jobRunnersOf } from '../support/process-tree';
import { missSchedules } from '../support/schedules';
import { startSite, type Site } from '../support/site-process';
import '../support/site';

const TASK = 'clear-expired-rows';
const USER = '00000000-0000-4000-8000-000000000001';

/** A database of a site's own, with somebody who holds and leaves rows there. */
async function newDatabase() {
  const url = await cloneDatabase(inject('template'), unique('jobs'));
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`INSERT INTO "User" (id, email, name, "passwordHash", "updatedAt") VALUES ($1, 'e@test.example', 'n', '', now())`, [USER]);
  const leave = () => leaveExpired((text, values) => client.query(text, values), USER, 1);
  const left = async (mark: string) => (await client.query<{ expiredSessions: number; attempts: number; answers: number }>(LEFT, [USER, mark])).rows[0]!;
  const jobs = async () => (await client.query<{ attempts: number; locked_by: string | null }>(`SELECT attempts, locked_by FROM graphile_worker.jobs WHERE task_identifier = $1`, [TASK])).rows;
  /** A job that has begun, and can go on when this client ends its transaction. */
  const begin = async () => {
    await client.query('BEGIN; LOCK TABLE "Session" IN ACCESS EXCLUSIVE MODE');
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query('SELECT graphile_worker.add_job($1, max_attempts => 3)', [TASK]);
    await eventually(async () => (await other.query(`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '"Session"'::regclass`)).rowCount === 1, Boolean, { until: 'the job waits for the table', patience: 60_000 });
    await other.end();
  };
  return { url, client, leave, left, jobs, begin };
}

describe('a site', () => {
  test('makes up an hour that was missed, lets a job end that runs when it is told to stop, and leaves nothing behind', async () => {
    const database = await newDatabase();
    onTestFinished(() => database.client.end());
    const missed = await database.leave();
    await missSchedules(database.url);
    const own = await startSite({ databaseUrl: database.url });
    onTestFinished(() => own.stop());
    await eventually(() => database.left(missed), ({ expiredSessions, attempts, answers }) => expiredSessions === 0 && attempts === 1 && answers === 1);
    const metrics = await eventually(() => readMetrics(own.origin), (samples) => sumOf(samples, 'anli_job_duration_seconds_count', { task: TASK, outcome: 'done' }) === 1);
    expect(sumOf(metrics, 'anli_expired_rows_total')).toBe(3);

    const late = await database.leave();
    await database.begin();
    own.signal('SIGTERM');
    await eventually(() => send('GET', '/api/health', { origin: own.origin, agent: false }).then(() => false, () => true), (refused) => refused);
    expect(await database.jobs()).toMatchObject([{ attempts: 1, locked_by: expect.any(String) as string }]);
    await database.client.query('ROLLBACK');
    expect(await own.exit()).toBe(0);
    // It was told to end soon, and so left what it had not begun to the next hour.
    expect(await database.left(late)).toMatchObject({ expiredSessions: 0, attempts: 2, answers: 2 });
    expect(await database.jobs()).toEqual([]);
    expect((await database.client.query(`SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'anli%' AND datname = current_database()`)).rows).toEqual([]);
  });
});

describe('a supervisor', () => {
  let own: Site;
  let database: Awaited<ReturnType<typeof newDatabase>>;
  beforeAll(async () => {
    database = await newDatabase();
    own = await startSite({ databaseUrl: database.url, env: { WEB_CONCURRENCY: '2' } });
  });
  afterAll(async () => {
    await own.stop();
    await database.client.end();
  });

  const ready = () => send('GET', '/api/health/ready', { origin: own.origin, agent: false });
  const figure = async (name: string, labels: Record<string, string>) => sumOf(await readMetrics(own.origin), name, labels);

  test('has one runner, in a process, which its workers’ readiness and metrics tell of', async () => {
    expect(jobRunnersOf(own.pid)).toHaveLength(1);
    expect((await ready()).body).toMatchObject({ data: { dependencies: { jobs: 'up' } } });
    await database.client.query(`SELECT graphile_worker.add_job('of-another-version', run_at => now() - interval '1 hour')`);
    const samples = await readMetrics(own.origin);
    expect(sumOf(samples, 'anli_jobs', { task: 'of-another-version', state: 'waiting' })).toBe(1);
    expect(sumOf(samples, 'anli_jobs_oldest_waiting_seconds')).toBeGreaterThanOrEqual(3_600);
    expect(sumOf(samples, 'anli_jobs_oldest_waiting_seconds')).toBeLessThan(3_700);
  });

  test('replaces one that is killed; its job is taken up again within seconds', async () => {
    const mark = await database.leave();
    const [victim] = jobRunnersOf(own.pid);
    await database.begin();
    expect(await figure('anli_jobs', { task: TASK, state: 'running' })).toBe(1);
    process.kill(victim!, 'SIGKILL');
    const without = await eventually(ready, ({ text }) => text.includes('"jobs":"down"'));
    expect(without.status, 'readers are answered all the same').toBe(200);
    expect(without.body).toMatchObject({ data: { dependencies: { jobs: 'down', database: 'up' } } });
    await eventually(ready, ({ text }) => text.includes('"jobs":"up"'));
    await logged(own, ({ msg, by }) => msg === 'the job runner died' && by === 'signal SIGKILL');
    await database.client.query('ROLLBACK');
    await eventually(database.jobs, (jobs) => jobs.length === 0, { patience: 15_000 });
    expect(await database.left(mark)).toMatchObject({ expiredSessions: 0, attempts: 1, answers: 1 });
    expect(await eventually(() => figure('anli_job_duration_seconds_count', { task: TASK, outcome: 'done' }), (count) => count === 1)).toBe(1);
    expect(jobRunnersOf(own.pid)).not.toContain(victim);
  });
});

test('a runner in a thread is replaced too', async () => {
  const made: RunnerHandle[] = [];
  const keeper = new JobKeeper(() => {
    const handle = runnerThread(false);
    made.push(handle);
    return handle;
  });
  onTestFinished(() => keeper.end());
  await keeper.start();
  const names = async () => (await keeper.figures()).map(({ name }) => name);
  expect(await names()).toContain('anli_jobs');
  made[0]!.kill();
  await eventually(async () => made.length, (count) => count === 2);
  expect(await made[1]!.ready).toBe(true);
  expect(await names()).toContain('anli_jobs');
  await keeper.end();
  expect(await made[1]!.ended).toBe('exit code 0');
});
