import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '../../lib/platform/database/transaction';
import { enqueue } from '../../lib/platform/jobs/enqueue';
import { INTERRUPTED } from '../../lib/platform/jobs/presence';
import { sql, sqlRow } from '../support/database';
import { eventually } from '../support/eventually';
import { startRunner, type RunnerProcess } from '../support/job-runner';
import { failing, giving, noting, waiting } from '../support/job-tasks';
import { readMetrics } from '../support/metrics';
import { sumOf } from '../support/metrics-text';
import { unique } from '../support/people';
import { layCable, type Cable } from '../support/proxy';
import { site } from '../support/site';

/*
 * The tasks are the tests' own, so the site of this worker, whose runner looks at the same queue, leaves them alone.
 */

interface Job {
  id: string;
  attempts: number;
  payload: unknown;
  run_at: Date;
  locked_by: string | null;
  last_error: string | null;
  due_in: number;
}

const JOBS = `SELECT j.*, extract(epoch FROM run_at - now())::float8 AS due_in FROM graphile_worker._private_jobs j`;
const jobs = () => sql<Job>(`${JOBS} WHERE task_id IN (SELECT id FROM graphile_worker._private_tasks WHERE identifier LIKE 'test-%') ORDER BY id`);
const jobOf = async (id: string) => (await sql<Job>(`${JOBS} WHERE id = $1`, [id]))[0];
const done = (id: string) => eventually(async () => (await jobOf(id)) === undefined, Boolean, { until: `job ${id} is done`, patience: 60_000 });

/** What jobs of this name have given, and takes it away. */
const given = async (name: string) => (await sql<{ slug: string }>('DELETE FROM "Category" WHERE name = $1 RETURNING slug', [name])).map(({ slug }) => slug);
/** A runner looks every two seconds for what is due now and was not; it need not be waited for. */
const nudge = () => sql(`SELECT pg_notify('jobs:insert', '{"count":1}')`);

let folder: string;
let runners: RunnerProcess[];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anli-jobs-'));
});
beforeEach(() => {
  runners = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.kill()));
  await sql(`DELETE FROM graphile_worker._private_jobs WHERE task_id IN (SELECT id FROM graphile_worker._private_tasks WHERE identifier LIKE 'test-%')`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (what: string) => path.join(folder, unique(what));
const linesOf = (name: string) => (existsSync(name) ? readFileSync(name, 'utf8').split('\n').filter(Boolean) : []);
const open = (gate: string) => writeFileSync(gate, '');

async function start(databaseUrl = site.databaseUrl, env: Record<string, string> = {}): Promise<RunnerProcess> {
  const runner = await startRunner(databaseUrl, env);
  runners.push(runner);
  return runner;
}

/** A job that has begun in `runner`, which is the only one, and goes on when its gate is opened. */
async function begun(runner: RunnerProcess) {
  const [trace, gate] = [file('trace'), file('gate')];
  const id = await enqueue(waiting, { trace, gate });
  await eventually(() => linesOf(trace).includes(`began ${runner.pid} 1`), Boolean, { until: 'the job has begun', patience: 60_000 });
  return { id, trace, gate };
}

describe('enqueue', () => {
  test('belongs to the transaction: rolled back there was never a job, committed there is one', async () => {
    const payload = { trace: file('trace'), mark: 'a' };
    const broken = transaction(async () => {
      await enqueue(noting, payload);
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await jobs()).toEqual([]);
    const id = await transaction(async () => {
      const enqueued = await enqueue(noting, payload);
      expect(await jobs(), 'what others see before the commit').toEqual([]);
      return enqueued;
    });
    expect(await jobs()).toMatchObject([{ id, payload, attempts: 0 }]);
  });

  test('refuses a payload that its task does not take, and says where', async () => {
    const wrong = { trace: 1, mark: 'a' } as unknown as { trace: string; mark: string };
    await expect(enqueue(noting, wrong)).rejects.toThrow(/^Payload of the job test-note: trace: .*string/);
    expect(await jobs()).toEqual([]);
  });

  test('of one key one job waits: the last one, at its own time', async () => {
    const key = unique('key');
    const trace = file('trace');
    await enqueue(noting, { trace, mark: 'first' }, { key });
    await enqueue(noting, { trace, mark: 'other' }, { key: unique('key') });
    await enqueue(noting, { trace, mark: 'last' }, { key, runAt: new Date(Date.now() + 3_600_000) });
    const waitingOnes = await jobs();
    expect(waitingOnes.map(({ payload }) => (payload as { mark: string }).mark)).toEqual(['last', 'other']);
    expect(waitingOnes[0]!.due_in).toBeGreaterThan(3_500);
  });
});

describe('two runners', () => {
  let pair: RunnerProcess[];
  beforeAll(async () => {
    pair = await Promise.all([startRunner(site.databaseUrl), startRunner(site.databaseUrl)]);
  });
  afterAll(() => Promise.all(pair.map((runner) => runner.kill())));

  /** The next try of a job is a matter of seconds; a test need not wait for them. */
  const now = async (id: string) => {
    await sql('SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at := now())', [id]);
    await nudge();
  };

  test('do two hundred jobs, each one once', async () => {
    const trace = file('trace');
    const marks = Array.from({ length: 200 }, (_, n) => `mark ${n}`);
    await transaction(async () => {
      for (const mark of marks) await enqueue(noting, { trace, mark });
    });
    await eventually(async () => (await jobs()).length === 0, Boolean, { until: 'all are done', patience: 60_000 });
    expect(linesOf(trace).sort()).toEqual([...marks].sort());
  });

  test('try a job that fails again after a while, and it is done', async () => {
    const id = await enqueue(failing, { times: 1 });
    const failed = (await eventually(() => jobOf(id), (job) => job?.last_error !== null))!;
    expect(failed).toMatchObject({ attempts: 1, last_error: 'no luck at try 1', locked_by: null });
    expect(failed.due_in).toBeGreaterThan(1);
    await now(id);
    await done(id);
  });

  test('leave one that has failed for good where it can be seen, with what it failed of, and do not try it again', async () => {
    const id = await enqueue(failing, { times: 9 });
    await eventually(() => jobOf(id), (job) => job?.last_error === 'no luck at try 1');
    await now(id);
    await eventually(() => jobOf(id), (job) => job?.last_error === 'no luck at try 2');
    await now(id);
    const figure = (state: string) => async () => sumOf(await readMetrics(), 'anli_jobs', { task: 'test-fail', state });
    expect(await eventually(figure('failed'), (count) => count === 1)).toBe(1);
    expect(await figure('waiting')()).toBe(0);
    // What was enqueued after it is done before it would be.
    await done(await enqueue(failing, { times: 0 }));
    expect(await jobOf(id)).toMatchObject({ attempts: 2, last_error: 'no luck at try 2' });
    expect(pair.map((runner) => runner.output()).join('')).toMatch(/"msg":"job failed for good"/);
  });

  test('say so of a payload that another version has left', async () => {
    const { id } = await sqlRow<{ id: string }>(`SELECT id FROM graphile_worker.add_job('test-note', '{"trace": 1}', max_attempts => 1)`);
    const failed = await eventually(() => jobOf(id), (job) => job?.last_error !== null);
    expect(failed?.last_error).toMatch(/^Payload of the job test-note: trace: .*; mark: /);
  });

  test('that do the same job, since one was taken for dead: one alone has an effect', async () => {
    const [trace, gate, name] = [file('trace'), file('gate'), unique('given')];
    const id = await enqueue(giving, { trace, gate, name });
    await eventually(() => linesOf(trace).length === 1, Boolean, { until: 'the job has begun', patience: 60_000 });
    // As by somebody who wrongly takes the first for dead.
    await sql(`UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, attempts = 0 WHERE id = $1`, [id]);
    await nudge();
    await eventually(() => linesOf(trace).length === 2, Boolean, { until: 'the job has begun again', patience: 60_000 });
    open(gate);
    await done(id);
    await eventually(() => pair.some((runner) => runner.output().includes('taken over by another runner')), Boolean, { until: 'one has given up', patience: 60_000 });
    expect(await given(name)).toHaveLength(1);
  });
});

describe('a runner that is gone', () => {
  test('leaves its jobs to another one, within seconds, with nothing done of what is bound to its job; one that is paused keeps its own', async () => {
    const [slow, victim, other] = (await Promise.all([start(), start(), start()])) as [RunnerProcess, RunnerProcess, RunnerProcess];
    // One after the other is the only one that is awake.
    victim.signal('SIGSTOP');
    other.signal('SIGSTOP');
    const paused = await begun(slow);
    slow.signal('SIGSTOP');
    victim.signal('SIGCONT');
    const killed = await begun(victim);
    const name = unique('given');
    const bound = { trace: file('trace'), gate: file('gate'), name };
    // This one may be tried once only. A kill at the last try grants another one.
    const boundId = await enqueue(giving, bound);
    await eventually(() => linesOf(bound.trace).length === 1, Boolean, { until: 'the other job has begun', patience: 60_000 });
    await victim.kill();
    other.signal('SIGCONT');
    await eventually(() => linesOf(killed.trace).includes(`began ${other.pid} 2`) && linesOf(bound.trace).length === 2, Boolean, { until: 'another runner has begun both', patience: 15_000 });
    expect(await jobOf(killed.id)).toMatchObject({ attempts: 2, last_error: INTERRUPTED });
    expect(await jobOf(boundId)).toMatchObject({ attempts: 1, last_error: INTERRUPTED });
    expect(linesOf(paused.trace)).toEqual([`began ${slow.pid} 1`]);
    for (const gate of [killed.gate, bound.gate, paused.gate]) open(gate);
    await done(killed.id);
    await done(boundId);
    slow.signal('SIGCONT');
    await done(paused.id);
    expect(linesOf(paused.trace)).toEqual([`began ${slow.pid} 1`, `ended ${slow.pid} by itself`]);
    expect(linesOf(killed.trace)).toEqual([`began ${victim.pid} 1`, `began ${other.pid} 2`, `ended ${other.pid} by itself`]);
    expect(await given(name)).toEqual([expect.stringMatching(`^${name}-${other.pid}-`)]);
  });
});

test('what a schedule wants is done once over two runners, also when it is made up', async () => {
  const trace = file('trace');
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 30 * 60_000);
  const env = { TICK_TRACE: trace, TICK_CRON: `${due.getUTCMinutes()} * * * *` };
  await sql(`DELETE FROM graphile_worker._private_known_crontabs WHERE identifier = 'test-tick'`);
  await sql(`INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution) VALUES ('test-tick', $1, $1)`, [new Date(due.getTime() - 3_600_000)]);
  const [one, other] = await Promise.all([start(site.databaseUrl, env), start(site.databaseUrl, env)]);
  await eventually(() => linesOf(trace).length > 0, Boolean, { until: 'it is done', patience: 60_000 });
  // Both have gone through their schedules when they end.
  for (const runner of [one, other]) runner.signal('SIGTERM');
  expect([await one.exit(), await other.exit()]).toEqual([0, 0]);
  expect(await jobs()).toEqual([]);
  expect(linesOf(trace).map((line) => line.split(' ')[1])).toEqual([due.toISOString()]);
});

describe('one runner', () => {
  let cable: Cable;
  let runner: RunnerProcess;
  beforeAll(async () => {
    cable = await layCable(site.databaseUrl);
    runner = await startRunner(cable.url);
  });
  afterAll(async () => {
    await runner.kill();
    await cable.cut();
  });

  test('outlives a database that is away; a job that ended meanwhile is not done twice', async () => {
    const { id, trace, gate } = await begun(runner);
    await cable.cut();
    open(gate);
    await eventually(() => linesOf(trace).length === 2, Boolean, { until: 'the job has ended', patience: 60_000 });
    const second = file('trace');
    const later = await enqueue(noting, { trace: second, mark: 'a' });
    await cable.mend();
    await done(id);
    await done(later);
    expect(linesOf(trace)).toEqual([`began ${runner.pid} 1`, `ended ${runner.pid} by itself`]);
    expect(linesOf(second)).toEqual(['a']);
  });

  test('told to stop, lets its job end and begins no other', async () => {
    const { id, trace, gate } = await begun(runner);
    runner.signal('SIGTERM');
    await eventually(() => runner.output().includes('takes nothing more\n'), Boolean, { until: 'it takes nothing more', patience: 60_000 });
    const next = file('trace');
    const left = await enqueue(noting, { trace: next, mark: 'a' });
    open(gate);
    expect(await runner.exit()).toBe(0);
    expect(linesOf(trace)).toEqual([`began ${runner.pid} 1`, `ended ${runner.pid} asked to`]);
    expect(await jobOf(id)).toBeUndefined();
    expect([await jobOf(left), linesOf(next)]).toMatchObject([{ attempts: 0 }, []]);
  });
});
