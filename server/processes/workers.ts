import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../../lib/platform/log';
import type { Acceptor } from './acceptor';
import type { Figures } from '../metrics/metrics-of-workers';
import { MetricsOfWorkers } from '../metrics/metrics-of-workers';
import { RestartPause } from '../boot/restart-pause';
import { StartError } from '../boot/start-error';
import { DRAIN } from '../answers/time-outs';
import { WorkerProcess } from './worker-process';

/** Above what a worker takes for its own end. */
const END = DRAIN + 5_000;

interface Settings {
  count: number;
  acceptor: Acceptor;
  /** What workers get beside our own environment. */
  env: Record<string, string>;
  /** What somebody beside them has counted, for the sum that they tell. */
  besides?: () => Promise<Figures>;
}

/** The workers of a supervisor: started, replaced when they die, exchanged one by one, ended. */
export class Workers {
  /** All processes that have not ended yet. */
  private readonly living = new Set<WorkerProcess>();
  /** Those that are given connections. */
  private readonly serving = new Set<WorkerProcess>();
  private readonly metrics: MetricsOfWorkers;
  private readonly ending = new AbortController();
  /** Deaths in a row, each soon after a start. */
  private readonly pause = new RestartPause();
  private rolling = false;

  constructor(private readonly on: Settings) {
    this.metrics = new MetricsOfWorkers(on.besides);
  }

  /** The first ones. @throws StartError when one of them does not come up */
  async start(): Promise<void> {
    const first = Array.from({ length: this.on.count }, () => this.fork());
    const came = await Promise.all(first.map(({ ready }) => ready));
    if (came.includes(false)) throw new StartError('A worker could not start: correct what it says above and start again.');
    for (const worker of first) this.admit(worker);
  }

  /**
   * Exchanges every worker: a new one first, then the old one answers what it has, while the others serve.
   * @param prepare what has to be done before the first new one starts
   * @param follow what is exchanged after them
   */
  async roll(prepare: () => Promise<unknown>, follow: () => Promise<unknown> = async () => undefined): Promise<void> {
    if (this.rolling) return log().warn('a rolling restart is under way already: ask again when it is over');
    this.rolling = true;
    try {
      log().info({ workers: this.serving.size }, 'rolling restart: begins');
      await prepare();
      for (const old of [...this.serving]) await this.exchange(old);
      await follow();
      log().info({ workers: this.serving.size }, 'rolling restart: done');
    } catch (error) {
      if (!this.ending.signal.aborted) log().error({ err: error }, 'rolling restart: given up, the workers that are there go on');
    } finally {
      this.rolling = false;
    }
  }

  /** Lets them say that they will end. */
  announceEnd(): void {
    this.ending.abort();
    for (const worker of this.living) worker.tell({ end: 'soon' });
  }

  /** Ends them when they have answered what they have; the caller has seen to it that nothing new comes. */
  async stop(): Promise<void> {
    this.ending.abort();
    const cut = setTimeout(() => [...this.living].forEach((worker) => worker.kill()), END);
    for (const worker of this.living) worker.tell({ end: 'now' });
    await Promise.all([...this.living].map(({ ended }) => ended));
    clearTimeout(cut);
  }

  private async exchange(old: WorkerProcess): Promise<void> {
    // It may have died meanwhile, and been replaced by a new one.
    if (!this.serving.has(old)) return;
    const fresh = this.fork();
    if (!(await fresh.ready)) throw new Error('the new worker could not start');
    if (this.ending.signal.aborted) return;
    this.admit(fresh);
    this.dismiss(old);
    old.tell({ end: 'retired' });
    await old.ended;
    log().info({ worker: fresh.pid, instead: old.pid }, 'rolling restart: worker exchanged');
  }

  private admit(worker: WorkerProcess): void {
    if (!this.living.has(worker)) return;
    this.serving.add(worker);
    this.metrics.add(worker.child);
    this.on.acceptor.add(worker);
  }

  private dismiss(worker: WorkerProcess): void {
    this.serving.delete(worker);
    this.on.acceptor.remove(worker);
  }

  private fork(): WorkerProcess {
    const worker = new WorkerProcess(this.on.env, () => this.on.acceptor.distribute());
    this.living.add(worker);
    void worker.ended.then((by) => this.bury(worker, by));
    return worker;
  }

  private bury(worker: WorkerProcess, by: string): void {
    const served = this.serving.has(worker);
    this.living.delete(worker);
    this.dismiss(worker);
    for (const socket of worker.leftBehind()) this.on.acceptor.hand(socket);
    if (this.ending.signal.aborted) return;
    if (!worker.dismissed) log().error({ worker: worker.pid, by, afterSeconds: Math.round(worker.age / 1000) }, 'a worker died');
    if (served) {
      this.pause.died(worker.age);
      void this.replace();
    }
  }

  private async replace(): Promise<void> {
    while (!this.ending.signal.aborted) {
      await wait(this.pause.length, undefined, { signal: this.ending.signal }).catch(() => undefined);
      if (this.ending.signal.aborted) return;
      const worker = this.fork();
      if (await worker.ready) {
        this.admit(worker);
        return log().info({ worker: worker.pid }, 'a new worker serves');
      }
      this.pause.died(0);
    }
  }
}
