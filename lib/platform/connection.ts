import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Pool, type ClientConfig, type PoolClient, type PoolConfig } from 'pg';
import { backendState } from './backend-states';
import { log } from './log';
import { pinStatement, type SessionTimeouts } from './session-settings';

/** For so long nothing may come on a connection that waits for an answer before the server is asked about it. Milliseconds. */
const SILENCE = 2_500;
/** Between two looks at the server; what has come meanwhile counts. */
const LOOK_AGAIN = { first: 500, longest: 5_000 };
/** For so long after the silence the server may be out of reach until the connection counts as lost: three looks, on a busy machine too. */
const OUT_OF_REACH = 8_000;
/** The same beyond the time that a statement may take, where the server answers but does not tell what it is doing. */
const BEYOND_STATEMENT = 5_000;
/** For so long a connection has time to say goodbye, and who holds one to give it back when its pool ends. */
const GOODBYE = 1_000;
const GIVING_BACK = 3_000;
const CONNECT = 10_000;
const KEEP_ALIVE = 10_000;

/** As pg's, without its own ways to set what is pinned here. */
type Given = Omit<ClientConfig, 'statement_timeout' | 'lock_timeout' | 'idle_in_transaction_session_timeout' | 'keepAlive' | 'keepAliveInitialDelayMillis'> & {
  connectionString: string;
  timeouts?: SessionTimeouts;
};
type Connected = (error: Error | null, client?: Client) => void;

const open = new Set<Connection>();

/**
 * A connection to PostgreSQL as all of this product are: its session settings are pinned, and it does not wait for ever.
 *
 * A machine or network that goes away without a word leaves connections on which no answer will ever come, and no time limit
 * of the server's is heard on them. So when nothing has come for a while, the server is asked on another connection whether
 * it is still at work for this one. If it is not, or cannot be asked either, the connection is thrown away: its queries fail
 * with ETIMEDOUT, and a pool opens another.
 */
export class Connection extends Client {
  private pid = 0;
  private waiting = false;
  private heardAt = 0;
  private readonly connectionString: string;
  private readonly timeouts: SessionTimeouts;
  private readonly patience: number;

  /** @param given `connectionTimeoutMillis` is 10 s where nothing is said; `timeouts`: none */
  constructor({ timeouts = {}, ...given }: Given) {
    super({ connectionTimeoutMillis: CONNECT, ...given, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE });
    this.connectionString = given.connectionString;
    this.timeouts = timeouts;
    this.patience = given.connectionTimeoutMillis ?? CONNECT;
    // What breaks is told by the query that it was for; a connection that breaks while nobody uses it must not end the process.
    this.on('error', () => undefined);
    this.on('drain', () => (this.waiting = false));
  }

  override connect(): Promise<Client>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<Client> | void {
    const ready = this.open();
    if (!connected) return ready;
    ready.then(
      () => connected(null, this),
      (error: Error) => connected(error),
    );
  }

  // Of pg's many signatures none is changed.
  override query = ((...args: unknown[]) => {
    this.waiting = true;
    return (super.query as (...args: unknown[]) => unknown).apply(this, args);
  }) as Client['query'];

  override end(): Promise<void>;
  override end(ended: (error: Error) => void): void;
  override end(ended?: (error: Error) => void): Promise<void> | void {
    // On a network that is gone, nobody answers a goodbye.
    const late = setTimeout(() => this.socket.destroy(), GOODBYE);
    late.unref();
    this.once('end', () => clearTimeout(late));
    return ended ? super.end(ended) : super.end();
  }

  /** Throws it away: what waits on it fails. */
  abandon(): void {
    this.socket.destroy(Object.assign(new Error('Connection terminated: no answer came on it'), { code: 'ETIMEDOUT' }));
  }

  private get socket(): Socket {
    return this.connection.stream as Socket;
  }

  private async open(): Promise<Client> {
    await super.connect();
    open.add(this);
    this.once('end', () => open.delete(this));
    this.socket.on('data', () => (this.heardAt = performance.now()));
    const late = setTimeout(() => this.abandon(), this.patience);
    try {
      const { rows } = await super.query<{ pid: number }>(pinStatement(this.timeouts));
      this.pid = rows[0]!.pid;
    } catch (error) {
      this.socket.destroy();
      throw error;
    } finally {
      clearTimeout(late);
    }
    // Each time, which a listener given to setTimeout would not be called.
    this.socket.on('timeout', () => void this.inquire()).setTimeout(SILENCE);
    return this;
  }

  /** Nothing has come or gone for a while: finds out whether an answer is still to be expected. */
  private async inquire(): Promise<void> {
    const since = performance.now();
    const heard = this.socket.bytesRead;
    const silent = () => this.waiting && this.socket.bytesRead === heard && !this.socket.destroyed;
    let told = since;
    let idle = 0;
    for (let pause = LOOK_AGAIN.first; silent(); pause = Math.min(pause * 2, LOOK_AGAIN.longest)) {
      const state = await backendState(this.connectionString, this.pid);
      if (!silent()) return;
      const now = performance.now();
      if (state !== null) told = now;
      // Twice, since an answer may have been under way at the first look.
      idle = state === 'waiting' ? idle + 1 : 0;
      const overdue = state === 'unknown' && now - since > (this.timeouts.statement || Infinity) + BEYOND_STATEMENT;
      if (idle === 2 || overdue || now - told > OUT_OF_REACH) return this.giveUp();
      await wait(idle > 0 ? LOOK_AGAIN.first : pause, undefined, { ref: false });
    }
  }

  private giveUp(): void {
    const before = performance.now() - SILENCE;
    // What has lain idle all the while was most likely lost with it, and would keep the next request waiting as long.
    const others = [...open].filter((other) => other !== this && other.connectionString === this.connectionString && !other.waiting && other.heardAt < before);
    log().warn({ pid: this.pid, idle: others.length }, 'database: no answer comes on a connection, it is given up');
    for (const connection of [this, ...others]) connection.abandon();
  }
}

/** A pool of such connections. Whoever breaks one gives it back with the error, and the next who needs one opens it anew. */
export class ConnectionPool extends Pool {
  private readonly opened = new Set<Connection>();

  /** @param given pg's settings of a pool, and those of `Connection` */
  constructor(given: Given & Omit<PoolConfig, keyof ClientConfig>) {
    super({ ...given, Client: Connection as unknown as PoolConfig['Client'] });
    this.on('error', () => undefined);
    this.on('connect', (client) => this.opened.add(client as PoolClient & Connection));
    this.on('remove', (client) => this.opened.delete(client as PoolClient & Connection));
  }

  override end(): Promise<void>;
  override end(ended: () => void): void;
  override end(ended?: () => void): Promise<void> | void {
    const late = setTimeout(() => {
      for (const connection of this.opened) connection.abandon();
    }, GIVING_BACK);
    const all = super.end().finally(() => clearTimeout(late));
    if (!ended) return all;
    void all.then(ended, ended);
  }
}
