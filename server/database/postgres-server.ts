import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '../../lib/platform/connection';
import { endWithUs } from '../boot/end-with-us';
import type { SystemUser } from './postgres-binaries';
import { cleanEnvironment, dataDirArgument, SUPERUSER } from './postgres-cluster';
import type { PostgresLog } from './postgres-log';
import { endOrphans, endProcess } from './postgres-process';
import { StartError } from '../boot/start-error';

/** The role and the database of the site. */
export const SITE = 'anli';
/** How long the remains of a killed PostgreSQL may keep a new one from starting. */
const PATIENCE = 20_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  // Neither statements nor row values: they hold people's texts and addresses, and the application logs its own errors.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** The address of a database on this machine. */
export function addressOf(role: string, database: string, password: string, port: number): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** A PostgreSQL that belongs to this process. */
export interface EmbeddedPostgres {
  /** postgresql://anli:PASSWORD@127.0.0.1:PORT/anli; stays the same over restarts. */
  readonly url: string;
  /** The first process of the server as it runs now. */
  readonly pid: number;
  /** Calls back each time the server has died by itself; it is then started again without further ado. */
  onExit(listener: () => void): void;
  /** Ends it with all data written. May be called more than once. */
  stop(): Promise<void>;
}

/** What is settled before the server runs, and stays. */
type Settled = { bin: string; cluster: string; runAs: SystemUser | undefined; password: string; log: (line: string) => void; output: PostgresLog };

/** An attempt to run the server that ended; the message is PostgreSQL's own word. */
class NotRunning extends Error {}

/** The server as a process that is watched: started, started again when it dies, ended. See `EmbeddedPostgres`. */
export class PostgresServer implements EmbeddedPostgres {
  private child: ChildProcess | undefined;
  private port = 0;
  private readonly listeners: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private restarting: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;
  private readonly outlived: () => void;

  constructor(private readonly on: Settled) {
    this.outlived = endWithUs(() => this.child?.kill('SIGINT'));
  }

  get url(): string {
    return this.urlOf(SITE, SITE);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  onExit(listener: () => void): void {
    this.listeners.push(listener);
  }

  stop(): Promise<void> {
    this.stopped ??= this.shutDown();
    return this.stopped;
  }

  /** The first start: finds a free port, and waits for the remains of a killed server to go. */
  async open(): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
      this.port = await findFreePort();
      try {
        await endOrphans(this.on.cluster, this.on.log);
        await this.launch();
        return;
      } catch (error) {
        if (!(error instanceof NotRunning)) throw error;
        const passes = /shared memory|lock file|could not bind/i.test(error.message);
        if (!passes || Date.now() > deadline) {
          throw new StartError(`PostgreSQL does not start (${error.message}): correct that and start again; its log is ${path.join(path.dirname(this.on.cluster), 'postgres.log')}.`);
        }
        await wait(pause);
      }
    }
  }

  /** One attempt: runs the server until it accepts connections. */
  private async launch(): Promise<void> {
    const { bin, cluster, runAs, output } = this.on;
    const mark = output.mark();
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(path.join(bin, 'postgres'), ['-D', dataDirArgument(cluster, runAs), '-p', String(this.port), ...settings], {
      cwd: cluster,
      ...runAs,
      // A session of its own: Ctrl-C in the terminal is for us, and we end it when the last request is answered.
      detached: true,
      env: cleanEnvironment(),
      stdio: ['ignore', output.fd, output.fd],
    });
    this.child = child;
    let ended: string | undefined;
    child.on('error', (error) => (ended ??= error.message));
    child.on('exit', (code, signal) => (ended ??= signal ? `signal ${signal}` : `exit code ${code}`));

    for (let told = Date.now() + 10_000; ; ) {
      if (ended !== undefined) throw new NotRunning(output.fatalSince(mark) || ended);
      if (await this.accepts()) break;
      if (Date.now() > told) {
        this.on.log('PostgreSQL is still recovering its data: waiting for it');
        told = Date.now() + 60_000;
      }
      await wait(30, undefined, { signal: this.stopping.signal });
    }
    await this.ensureDatabase();
    const revive = () => void (this.restarting = this.restart(ended ?? ''));
    if (ended !== undefined) revive();
    else child.once('exit', revive);
  }

  private async accepts(): Promise<boolean> {
    const client = new Connection({ connectionString: this.urlOf(SUPERUSER, 'postgres'), connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '28P01') {
        throw new StartError(`The password in ${path.join(path.dirname(this.on.cluster), 'postgres-password')} is not that of the database beside it: bring the right one back from a backup.`);
      }
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** The site connects as a role that owns its database and no more: a hole in a query is not one in the machine. */
  private async ensureDatabase(): Promise<void> {
    const client = new Connection({ connectionString: this.urlOf(SUPERUSER, 'postgres') });
    await client.connect();
    try {
      const role = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [SITE]);
      if (role.rowCount === 0) await client.query(`CREATE ROLE ${SITE} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(this.on.password)}`);
      const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [SITE]);
      if (database.rowCount === 0) await client.query(`CREATE DATABASE ${SITE} OWNER ${SITE}`);
    } finally {
      await client.end();
    }
  }

  /** On the same port, so that the connections of the site's pool come back by themselves. */
  private async restart(reason: string): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.on.log(`PostgreSQL ended by itself (${reason}): starting it again`);
    for (const listener of this.listeners) listener();
    let told = '';
    for (let pause = 100; !this.stopping.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        await endOrphans(this.on.cluster, this.on.log);
        await this.launch();
        this.on.log('PostgreSQL runs again');
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        if (message !== told) this.on.log(`PostgreSQL does not start yet (${message})`);
        told = message;
        await wait(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async shutDown(): Promise<void> {
    this.stopping.abort();
    await this.restarting;
    this.outlived();
    if (this.child?.pid && this.child.exitCode === null && this.child.signalCode === null) await endProcess(this.child.pid);
    this.on.output.close();
  }

  private urlOf(role: string, database: string): string {
    return addressOf(role, database, this.on.password, this.port);
  }
}

/** Below the range from which systems take ports for outgoing connections, lest one sit on ours while we restart. */
async function findFreePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 17_000);
    const taken = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(true));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)));
    });
    if (!taken) return port;
  }
}
