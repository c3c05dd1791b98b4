import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { disconnect } from '../../lib/platform/database/client';
import { provideEnv } from '../../lib/platform/env';
import { metrics } from '../../lib/platform/metrics/metrics';
import { provideWritersClock } from '../../lib/platform/commit-clock/clock';
import { JobRunner } from '../../lib/platform/jobs/runner';
import type { Figures } from '../metrics/metrics-of-workers';
import { checkedEnv } from '../boot/checked-env';
import { collectWhenIdle } from '../boot/idle-collection';
import { fail, outliveOutput } from '../boot/say';
import { STOP_SIGNALS } from '../boot/stop-signals';
import { JOB_END } from '../answers/time-outs';
import type { KeeperCalls, RunnerCalls } from './calls';
import { tellSchedules } from './schedule-metrics';
import { HANDLERS } from './tasks';

// The job runner, in a thread or a process of its own; see keeper.ts.

/** Connections for the work of jobs, of which two run at a time; what the queue needs comes besides. */
const CONNECTIONS = 3;

const { DATABASE_URL, DATABASE_POOL_SIZE } = checkedEnv();
provideEnv({ DATABASE_POOL_SIZE: String(Math.min(DATABASE_POOL_SIZE, CONNECTIONS)) });
// Nothing is served from here, and whoever started us does serve: what a job changes is seen by all when their leases have run out.
provideWritersClock({ expire: () => undefined, othersLiving: async () => true });

tellSchedules(DATABASE_URL!);
const runner = new JobRunner({ connectionString: DATABASE_URL!, handlers: HANDLERS });

async function end(): Promise<void> {
  await runner.stop();
  await disconnect();
  process.exit(0);
}

const calls: RunnerCalls = {
  answers: () => true,
  figures: async () => (await metrics().registry.getMetricsAsJSON()) as Figures,
  end: () => void end().catch(fail),
};
const port = parentPort;
const channel = port
  ? { post: (data: unknown) => port.postMessage(data), on: (listen: (data: unknown) => void) => void port.on('message', listen) }
  : { post: (data: unknown) => void (process.connected && process.send?.(data, undefined, undefined, () => undefined)), on: (listen: (data: unknown) => void) => void process.on('message', listen) };
const keeper = createBirpc<KeeperCalls, RunnerCalls>(calls, { ...channel, timeout: -1 });

if (!port) {
  outliveOutput();
  // Ctrl-C reaches the whole group, and an init system may signal every process: what is to happen, the supervisor says.
  for (const signal of [...STOP_SIGNALS, 'SIGUSR2']) process.on(signal, () => undefined);
  // It has gone without a word.
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), JOB_END).unref();
    calls.end();
  });
}
collectWhenIdle();
void keeper.loaded.asEvent();
await runner.ready;
void keeper.ready.asEvent();
