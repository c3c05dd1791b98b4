import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../../../server/boot/root';
import { eventually } from '../../../support/eventually';
import { parseMetrics, sumOf } from '../../../support/metrics-text';

interface Worker {
  origin: string;
  pid: number;
}

let primary: ChildProcess;
let workers: Worker[];
beforeAll(async () => {
  primary = spawn(process.execPath, ['--import', 'tsx', 'tests/unit/server/metrics/cluster-site.ts'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LOG_LEVEL: 'silent' } });
  workers = [];
  for await (const line of createInterface(primary.stdout!)) {
    const [port, pid] = line.split(' ');
    if (workers.push({ origin: `http://127.0.0.1:${port}`, pid: Number(pid) }) === 2) break;
  }
}, 30_000);
afterAll(() => {
  for (const { pid } of workers) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  primary.kill('SIGKILL');
});

async function read({ origin }: Worker) {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return { text, samples: parseMetrics(text) };
}

const counted = ({ samples }: Awaited<ReturnType<typeof read>>) => sumOf(samples, 'anli_http_request_duration_seconds_count', { route: '/cases/[number]' });

async function visit({ origin }: Worker, times: number) {
  for (let n = 0; n < times; n += 1) await (await fetch(`${origin}/cases/${n}`)).text();
}

test('whichever worker is asked tells the sum of all', async () => {
  await visit(workers[0]!, 2);
  await visit(workers[1]!, 3);
  for (const worker of workers) {
    const told = await read(worker);
    expect(counted(told)).toBe(5);
    expect(sumOf(told.samples, 'anli_workers')).toBe(2);
    expect(told.text).toMatch(/^# HELP/);
  }
});

test('a worker that hangs is left out, and the text says so; when it goes on, it is there again', async () => {
  process.kill(workers[1]!.pid, 'SIGSTOP');
  const without = await read(workers[0]!);
  expect(without.text).toMatch(/^# 1 of 2 workers answered in time\.\n/);
  expect(sumOf(without.samples, 'anli_workers')).toBe(1);
  expect(counted(without)).toBe(2);
  process.kill(workers[1]!.pid, 'SIGCONT');
  const all = await eventually(() => read(workers[0]!), ({ samples }) => sumOf(samples, 'anli_workers') === 2);
  expect(counted(all)).toBe(5);
}, 30_000);

test('with a primary that hangs, a worker tells his own and says so', async () => {
  primary.kill('SIGSTOP');
  const alone = await read(workers[0]!);
  primary.kill('SIGCONT');
  expect(alone.text).toMatch(/^# This process alone/);
  expect(counted(alone)).toBe(2);
}, 30_000);

test('a worker that has died is out of the sum', async () => {
  process.kill(workers[1]!.pid, 'SIGKILL');
  const rest = await eventually(() => read(workers[0]!), ({ samples, text }) => sumOf(samples, 'anli_workers') === 1 && text.startsWith('# HELP'));
  expect(counted(rest)).toBe(2);
}, 30_000);
