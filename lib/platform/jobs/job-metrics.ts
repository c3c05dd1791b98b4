import { Gauge } from 'prom-client';
import { metrics } from '../metrics/metrics';
import { Timings } from '../metrics/timings';
import { shared } from '../registry';

/** Seconds. A job is anything between one statement and an export of a whole library. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900] as const;

/** How a job stands that is in the queue. */
export const STATES = ['waiting', 'later', 'running', 'failed'] as const;

/** The jobs of one task that stand alike. */
interface QueueCount {
  task: string;
  state: (typeof STATES)[number];
  jobs: number;
}

/** The whole queue, of all instances. */
export interface QueueState {
  counts: QueueCount[];
  /** Seconds since the job was due that has waited longest; 0 where none waits. */
  oldest: number;
}

function declare() {
  const { registry } = metrics();
  let read: () => Promise<QueueState | null> = async () => null;
  let asked: Promise<QueueState | null> | undefined;
  // Both figures of one scrape are of one look.
  const state = () => (asked ??= read().finally(() => (asked = undefined)));
  new Gauge({
    name: 'anli_jobs',
    help: 'Jobs in the queue, of all instances: due and waiting, due later (also to be tried again), running, failed for good',
    labelNames: ['task', 'state'],
    // Every instance tells the same queue.
    aggregator: 'max',
    registers: [registry],
    async collect() {
      this.reset();
      for (const { task, state: name, jobs } of (await state())?.counts ?? []) this.set({ task, state: name }, jobs);
    },
  });
  new Gauge({
    name: 'anli_jobs_oldest_waiting_seconds',
    help: 'How long the job that has waited longest is due, of all instances',
    aggregator: 'max',
    registers: [registry],
    async collect() {
      const now = await state();
      this.reset();
      if (now) this.set(now.oldest);
    },
  });
  return {
    /** Runs by how they came out: `done`, `failed` (tried again), `given_up` (failed for good). */
    runs: new Timings({ name: 'anli_job_duration_seconds', help: 'Time of one run of a job', labelNames: ['task', 'outcome'], buckets: BUCKETS }, registry),
    /** Says, whenever the metrics are read, how the queue stands; null where that cannot be told. */
    queueIs(reader: () => Promise<QueueState | null>): void {
      read = reader;
    },
  };
}

/** What a runner tells, on the registry of its process. */
export function jobMetrics(): ReturnType<typeof declare> {
  return shared('job-metrics', declare);
}
