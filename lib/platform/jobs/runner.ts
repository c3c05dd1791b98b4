import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Runner as QueueRunner, RunnerOptions, WorkerEvents } from 'graphile-worker';
import { ConnectionPool } from '../connection';
import { log } from '../log';
import { SCHEMA } from './install';
import { jobLog } from './job-log';
import { jobMetrics } from './job-metrics';
import { perform } from './perform';
import { Presence } from './presence';
import { readQueue } from './queue-state';
import type { Handler } from './task';

/** Jobs at a time: a long one does not hold up the short ones. */
const AT_ONCE = 2;
/** Connections for the queue itself: one listens, the others fetch jobs and write down what became of them. */
const CONNECTIONS = 3;
/** How often the queue is asked besides what it tells by itself: as late a job may be whose time has come. Milliseconds. */
const POLL = 2_000;
/** Until a connection, or an answer on it, counts as lost. */
const DEADLINE = 10_000;
/** The pauses between two tries to reach the database, or to begin anew. */
const PAUSES = { first: 200, longest: 5_000 };
/** How long a job that has ended waits for the database when the runner is told to end. */
const LAST_WAIT = 5_000;
/** So many fetches in a row fail, though the database answers us: this run of the library is not going to recover. */
const STUCK = 5;

interface Settings {
  connectionString: string;
  handlers: readonly Handler[];
}

/**
 * Takes jobs from the queue and runs them, until it is told to stop. Any number may work on one queue, in any number of
 * processes. While the database is away it waits; where the library gives up, it is begun anew.
 */
export class JobRunner {
  private readonly pool: ConnectionPool;
  private readonly ending = new AbortController();
  private run: QueueRunner | undefined;
  private failedFetches = 0;
  private readonly running: Promise<void>;
  private fetched: () => void = () => undefined;

  /** Resolves when it has asked the queue for the first time, and others can see that it lives. */
  readonly ready = new Promise<void>((resolve) => (this.fetched = resolve));

  constructor(private readonly settings: Settings) {
    const { connectionString, handlers } = settings;
    this.pool = new ConnectionPool({ connectionString, max: CONNECTIONS, application_name: 'anli jobs', connectionTimeoutMillis: DEADLINE, query_timeout: DEADLINE });
    const names = handlers.map(({ task }) => task.name);
    jobMetrics().queueIs(() => readQueue(this.pool, names).catch(() => null));
    this.running = this.keepRunning();
  }

  /**
   * Takes no more jobs, and resolves when those that are running have ended, however long that takes; they are told by their
   * signal. What is cut off instead is taken up again by another runner.
   */
  async stop(): Promise<void> {
    this.ending.abort();
    // It may have stopped by itself meanwhile.
    await this.run?.stop().catch(() => undefined);
    await this.running;
    await this.pool.end();
  }

  private get over(): boolean {
    return this.ending.signal.aborted;
  }

  private async keepRunning(): Promise<void> {
    for (let pause = PAUSES.first; !this.over; pause = Math.min(pause * 2, PAUSES.longest)) {
      const began = performance.now();
      try {
        await this.runOnce();
      } catch (error) {
        log().warn({ err: error }, 'jobs: begun anew');
      }
      if (performance.now() - began > PAUSES.longest) pause = PAUSES.first;
      await this.pause(pause);
    }
  }

  /** One run of the library, under a name of its own. Ends when it is told to, or has failed. */
  private async runOnce(): Promise<void> {
    const { run, parseCronItems } = await import('graphile-worker');
    const { handlers, connectionString } = this.settings;
    let presence: Presence | undefined;
    let present: Promise<void> | undefined;
    const announce = (name: string) => {
      presence ??= new Presence(connectionString, name, () => this.endIfStuck());
      return (present ??= presence.start(this.ending.signal));
    };
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:getJob:empty', () => this.hasFetched()).on('job:start', () => this.hasFetched());
    events.on('worker:getJob:error', () => (this.failedFetches += 1));
    const options: RunnerOptions = {
      pgPool: this.pool,
      schema: SCHEMA,
      events,
      logger: await jobLog(),
      concurrency: AT_ONCE,
      pollInterval: POLL,
      noHandleSignals: true,
      taskList: Object.fromEntries(handlers.map((handler) => [handler.task.name, (payload, { job }) => perform(handler, payload, job, this.surroundings)])),
      parsedCronItems: parseCronItems(
        handlers.flatMap(({ task: { name, attempts, schedule } }) =>
          schedule ? [{ task: name, identifier: name, match: schedule.cron, options: { backfillPeriod: schedule.makeUp, maxAttempts: attempts } }] : [],
        ),
      ),
      preset: {
        // With a delay, of nothing, a write that fails ends this run; without one it would be a rejection that nobody hears.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        // No job is fetched before others can tell whether its runner lives.
        plugins: [{ name: 'presence', version: '1.0.0', worker: { hooks: { startWorker: (_, { worker }) => announce(worker.workerPool.id) } } }],
      },
    };
    try {
      this.failedFetches = 0;
      this.run = await run(options);
      if (this.over) await this.run.stop();
      await this.run.promise;
    } finally {
      this.run = undefined;
      await presence?.stop();
    }
  }

  private hasFetched(): void {
    this.failedFetches = 0;
    this.fetched();
  }

  /** The database has answered us. */
  private endIfStuck(): void {
    if (this.failedFetches < STUCK) return;
    this.failedFetches = 0;
    void this.run?.stop('fetching fails though the database answers').catch(() => undefined);
  }

  private readonly surroundings = { signal: this.ending.signal, reachable: () => this.reachable() };

  /** The library gives up at the first write that fails; so it writes when the database is there. */
  private async reachable(): Promise<void> {
    const giveUp = () => this.over && performance.now() - asked > LAST_WAIT;
    const asked = performance.now();
    for (let pause = PAUSES.first; !giveUp(); pause = Math.min(pause * 2, PAUSES.longest)) {
      try {
        await this.pool.query('SELECT 1');
        return;
      } catch {
        await wait(pause);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}
