import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { readEnv } from '../../lib/platform/env';
import type { Clock } from '../../lib/platform/commit-clock/clock';
import type { Rendered } from '../../lib/platform/page-cache/made';
import type { RequestScope } from '../../lib/platform/request-scope';
import type { Asker } from '../../lib/platform/semaphore';
import { routeOf } from '../../lib/platform/routes/match';
import type { ApplicationCalls, FrontCalls, ThreadData } from '../application/calls';
import { Forwarder } from './forwarder';
import { fail } from '../boot/say';
import { startThread } from '../boot/threads';
import { watchOver } from '../boot/watchdog';
import type { Figures } from '../metrics/metrics-of-workers';

/** Requests that the application is given at a time, beyond those that may ask the database. More of them only wait in it, for each other. */
const BESIDES_THE_DATABASE = 6;

interface Settings {
  /** How readers reach the site, and on which port. */
  address: string;
  port: number;
  clock: Clock;
  /** The counter of expiries that the clock was made with. */
  expiries: SharedArrayBuffer;
}

/**
 * The application in a thread of its own. Once Next has rendered a page, its AsyncLocalStorage makes Node 20 call hooks
 * for every promise, tick and socket of the thread: a kept answer, which takes 15 µs, would take 27. So the thread that
 * holds the kept answers has no Next in it. It asks for rendered pages by message, and forwards everything else over a
 * socket that only this user can open.
 */
export class ApplicationClient {
  private readonly calls;
  private readonly forwarder: Forwarder;
  private closing = false;
  private endWatch: () => void = () => undefined;

  private constructor(private readonly thread: Worker, socketPath: string, clock: Clock, loaded: () => void) {
    this.forwarder = new Forwarder(socketPath, readEnv().DATABASE_POOL_SIZE + BESIDES_THE_DATABASE);
    this.calls = createBirpc<ApplicationCalls, FrontCalls>(
      { loaded, current: () => clock.current(), othersLiving: () => clock.othersLiving() },
      { post: (data: unknown) => thread.postMessage(data), on: (listen) => thread.on('message', listen), timeout: -1 },
    );
  }

  /** Starts the thread with the build that is there now. @throws whatever keeps it from answering */
  static async start({ address, port, clock, expiries }: Settings): Promise<ApplicationClient> {
    const folder = await mkdtemp(path.join(tmpdir(), 'anli-'));
    // At the very end, so that it goes also when this process ends because the thread did.
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const socketPath = path.join(folder, 'application.sock');
    const thread = startThread('server/application/thread.ts', { address, sitePort: port, socketPath, expiries } satisfies ThreadData, readEnv().NODE_ENV === 'development');
    return new Promise((resolve, reject) => {
      const early = (code: number) => reject(new Error(`the application's thread ended with code ${code} before it could answer`));
      const client = new ApplicationClient(thread, socketPath, clock, () => {
        thread.off('error', reject).off('exit', early);
        // Without it there is nothing to serve but what is kept; whoever started us starts us again.
        thread.on('error', fail);
        thread.on('exit', (code) => {
          if (!client.closing) fail(new Error(`the application's thread ended with code ${code}`));
        });
        client.endWatch = watchOver(
          () => client.calls.answers(),
          () => fail(new Error("the application's thread hangs")),
        );
        resolve(client);
      });
      thread.on('error', reject).on('exit', early);
    });
  }

  /** The answer at a reader's address; what it cost the database is added to the request's account. */
  async render(url: string, scope: RequestScope, inSnapshot: boolean): Promise<Rendered> {
    const { queries, queryMs, body, ...rendered } = await this.calls.render(url, scope.id, routeOf(url), inSnapshot);
    scope.queries += queries;
    scope.queryMs += queryMs;
    return { ...rendered, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
  }

  /** Answers what is not kept, when it is the asker's turn. @throws DomainError busy where that did not come; nothing has been sent */
  answer(request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> {
    return this.forwarder.forward(request, response, scope, asker);
  }

  /** Hands on a connection that is to speak another protocol; only Next's development server knows one. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.forwarder.upgrade(request, socket, head);
  }

  /** What the thread has counted. */
  figures(): Promise<Figures> {
    return this.calls.figures();
  }

  /** Makes the connections to the database, so that the first who asks need not wait; where it is away, that is no fault. */
  warmUp(): Promise<void> {
    return this.calls.warmUp();
  }

  /** From now on it tells whoever asks that it is not ready. */
  announceEnd(): void {
    void this.calls.stopping();
  }

  /** Ends it; to be called when all is answered. */
  async close(): Promise<void> {
    this.closing = true;
    this.endWatch();
    const ended = new Promise((resolve) => this.thread.once('exit', resolve));
    this.forwarder.close();
    await Promise.race([this.calls.close(), ended]);
    await ended;
  }
}
