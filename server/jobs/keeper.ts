import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../../lib/platform/log';
import type { Figures } from '../metrics/metrics-of-workers';
import { RestartPause } from '../boot/restart-pause';
import { StartError } from '../boot/start-error';
import { JOB_END } from '../answers/time-outs';
import type { RunnerHandle } from './runner-handle';

/** How long the start of a site waits for it; the database may have gone away just then. */
const PATIENCE = 15_000;

/**
 * Keeps one job runner for this server: beside the thread that serves, or beside the workers of a supervisor. One that dies or
 * hangs is replaced, and readers do not notice; readiness tells when none comes.
 */
export class JobKeeper {
  private readonly ending = new AbortController();
  private readonly living = new Set<RunnerHandle>();
  private current: RunnerHandle | undefined;
  private ended: Promise<void> | undefined;
  private readonly pause = new RestartPause();

  constructor(private readonly make: () => RunnerHandle) {}

  /** The database has to be migrated. Resolves when jobs are run. @throws StartError where the runner ends at once */
  async start(): Promise<void> {
    const first = this.launch();
    const late = wait(PATIENCE, true, { ref: false });
    if (!(await Promise.race([first.ready, late])) && !this.over) throw new StartError('The job runner could not start: correct what it says above and start again.');
    this.admit(first);
  }

  /** Puts a new one in its place, of the code that is there now; the old one ends its jobs. @throws Error where the new one cannot start */
  async exchange(): Promise<void> {
    const fresh = this.launch();
    if (!(await fresh.ready)) throw new Error('the new job runner could not start');
    if (this.over) return;
    // Asked now: the one that was there may have died meanwhile and been replaced.
    const old = this.current;
    this.admit(fresh);
    if (old) await this.dismiss(old);
  }

  /** What the runner has counted; nothing while there is none. */
  async figures(): Promise<Figures> {
    return (await this.current?.figures()) ?? [];
  }

  /** Lets the jobs that run end, for a while; what is cut off then is taken up again by the next runner. Called again, it is the same end. */
  end(): Promise<void> {
    this.ending.abort();
    return (this.ended ??= Promise.all([...this.living].map((runner) => this.dismiss(runner))).then(() => undefined));
  }

  private get over(): boolean {
    return this.ending.signal.aborted;
  }

  private launch(): RunnerHandle {
    const runner = this.make();
    this.living.add(runner);
    void runner.ended.then(() => this.living.delete(runner));
    // What is launched while we end was not there to be told.
    if (this.over) runner.kill();
    return runner;
  }

  private admit(runner: RunnerHandle): void {
    const began = performance.now();
    this.current = runner;
    void runner.ended.then((by) => {
      if (this.current !== runner || this.over) return;
      const age = performance.now() - began;
      log().error({ by, afterSeconds: Math.round(age / 1000) }, 'the job runner died');
      this.pause.died(age);
      void this.replace();
    });
  }

  private async dismiss(runner: RunnerHandle): Promise<void> {
    const cut = setTimeout(() => {
      log().warn('a job took too long to end: it is cut off, and taken up again later');
      runner.kill();
    }, JOB_END);
    runner.end();
    await runner.ended;
    clearTimeout(cut);
  }

  private async replace(): Promise<void> {
    await wait(this.pause.length, undefined, { signal: this.ending.signal }).catch(() => undefined);
    if (!this.over) this.admit(this.launch());
  }
}
