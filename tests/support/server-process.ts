import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../../server/boot/root';

/** How long a start may take, on a machine that is busy with other things too. */
const START = 180_000;
/** How long an orderly end may take; above what the server gives to requests and database. */
const END = 45_000;
/** How much of its output is kept. */
const KEPT = 256 * 1024;
const READY = /^Anli is ready at (\S+)$/m;

/** server/main.ts in a process of its own, as `npm start` runs it on the build that is there (also in what it tells the C library). */
export class ServerProcess {
  /** Milliseconds from the start of the process until it said that it is ready. */
  startedIn = 0;
  /** Where it answers, as it told itself; empty before. */
  address = '';
  private output = '';
  private readonly began = performance.now();
  private readonly child: ChildProcess;
  private readonly endWithUs = () => this.child.kill('SIGKILL');

  /**
   * Not ready yet: see `ready`.
   * @param env all that the process gets of an environment
   * @param cores that it may run on, as taskset writes them
   * @param within a shell's words that come before the command, say a limit; they have to end in `exec "$0" "$@"`
   */
  constructor(env: NodeJS.ProcessEnv, cores?: string, within?: string) {
    const server = [process.execPath, '--import', 'tsx', path.join(ROOT, 'server/main.ts')];
    const command = within === undefined ? server : ['sh', '-c', within, ...server];
    const [program = '', ...args] = cores === undefined ? command : ['taskset', '--cpu-list', cores, ...command];
    this.child = spawn(program, args, { cwd: ROOT, env: { MALLOC_ARENA_MAX: '2', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    process.on('exit', this.endWithUs);
    this.child.once('exit', () => process.off('exit', this.endWithUs));
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-KEPT));
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it has written so far (the last 256 KB). */
  get written(): string {
    return this.output;
  }

  /** Resolves when it answers. @throws Error with its own words when it does not come to that; call `kill` then */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (why: string) => settle(() => reject(new Error(`The server ${why}:\n${this.output}`)));
      const late = setTimeout(() => giveUp(`is not ready after ${START / 1000} s`), START);
      const look = () => {
        const address = READY.exec(this.output)?.[1];
        if (address === undefined) return;
        this.startedIn = performance.now() - this.began;
        this.address = address;
        settle(resolve);
      };
      const ended = () => giveUp('ended before it was ready');
      const failed = (error: Error) => giveUp(`cannot be run (${error.message})`);
      const settle = (end: () => void) => {
        clearTimeout(late);
        this.child.stdout?.off('data', look);
        this.child.off('exit', ended).off('error', failed);
        end();
      };
      this.child.stdout?.on('data', look);
      this.child.once('exit', ended).once('error', failed);
    });
  }

  /** Any signal: SIGSTOP and SIGCONT too, which a process cannot refuse. To this process only, not to its workers. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it as an operator does, database and all; also one that is paused, or has ended already. */
  async stop(): Promise<void> {
    const exit = this.exit();
    this.child.kill('SIGTERM');
    this.child.kill('SIGCONT');
    const cut = setTimeout(() => this.child.kill('SIGKILL'), END);
    await exit;
    clearTimeout(cut);
  }

  /** Ends the process at once, as `kill -9` or a crash does; its embedded PostgreSQL lives on without it. */
  async kill(): Promise<void> {
    const exit = this.exit();
    this.child.kill('SIGKILL');
    await exit;
  }

  /** Resolves when it has ended, by whatever. @returns its exit code; null after a signal */
  async exit(): Promise<number | null> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return exitCode;
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }
}
