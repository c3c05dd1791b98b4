import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { endOfProcess } from '../boot/ends';
import { forkOwn } from '../boot/fork-own';
import type { ToSupervisor, ToWorker } from './worker-messages';

/** How long a worker may take to load the pages, on a machine that is busy with other things too. */
const START = 60_000;

/** A worker as its supervisor sees it. */
export class WorkerProcess {
  /** True once it can answer; false when it has ended, or was ended for taking too long, before that. */
  readonly ready: Promise<boolean>;
  /** Resolves to what it ended by, when nothing of it can come any more. */
  readonly ended: Promise<string>;
  /** Its end was asked for. */
  dismissed = false;
  private readonly began = Date.now();
  /** The process itself, for whoever else talks with it. */
  readonly child: ChildProcess;
  private readonly waiting = new Map<number, Socket>();
  private given = 0;

  /**
   * @param env what it gets beside our own environment
   * @param onFree called each time that it has taken a connection
   */
  constructor(env: Record<string, string>, private readonly onFree: () => void) {
    this.child = forkOwn('server/processes/worker.ts', env);
    // A channel that breaks is the end of the worker, which is told by `ended`.
    this.child.on('error', () => undefined);
    this.ended = endOfProcess(this.child);
    this.ready = new Promise((resolve) => {
      const late = setTimeout(() => this.kill(), START);
      const settle = (ready: boolean) => (clearTimeout(late), resolve(ready));
      this.child.on('message', (message: ToSupervisor) => {
        if ('ready' in message) settle(true);
        else if ('taken' in message) this.taken(message.taken);
      });
      void this.ended.then(() => settle(false));
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Milliseconds since its start. */
  get age(): number {
    return Date.now() - this.began;
  }

  /** It has taken every connection that it was given. One that has not is busy, or hangs. */
  get free(): boolean {
    return this.waiting.size === 0;
  }

  /** Gives it a connection. Our half stays open until it says that it has it, so that it is not lost with the worker. */
  give(socket: Socket): void {
    const number = (this.given += 1);
    this.waiting.set(number, socket);
    this.send({ connection: number }, socket);
  }

  /** What it had not taken when it ended. */
  leftBehind(): Socket[] {
    const left = [...this.waiting.values()];
    this.waiting.clear();
    return left;
  }

  /** Comes after every connection that was given before. */
  tell(message: ToWorker): void {
    if ('end' in message && message.end !== 'soon') this.dismissed = true;
    this.send(message);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: ToWorker, socket?: Socket): void {
    if (this.child.connected) this.child.send(message, socket, { keepOpen: true }, () => undefined);
  }

  private taken(number: number): void {
    this.waiting.get(number)?.destroy();
    this.waiting.delete(number);
    this.onFree();
  }
}
