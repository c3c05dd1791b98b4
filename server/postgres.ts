import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { prepareDataDir } from './data-dir';
import { findPostgresBinaries, type SystemUser } from './postgres-binaries';
import { chooseUser, cleanEnvironment, createCluster, dataDirArgument, readPassword, SUPERUSER } from './postgres-cluster';
import { PostgresLog } from './postgres-log';
import { endOrphans, endProcess, livingPort } from './postgres-process';
import { StartError } from './start-error';

/** The role and the database of the site. */
const SITE = 'anli';
/** The major version whose data files these binaries read. */
const MAJOR = '18';
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

/**
 * Starts the embedded PostgreSQL on DATA_DIR/postgres, which it makes when missing, with a database `anli`.
 * Only the holder of the instance lock may call it: it ends any server that an earlier run left behind.
 * @param options.dataDir DATA_DIR
 * @param options.log receives one line for each thing worth telling
 * @returns the running server, accepting connections; it restarts itself until `stop()`
 * @throws StartError in one line when it cannot run
 */
export async function startPostgres(options: { dataDir: string; log: (line: string) => void }): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataDir(options.dataDir);
  const cluster = path.join(dataDir, 'postgres');
  const runAs = await chooseUser(cluster);
  const bin = await findPostgresBinaries(runAs);
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version !== '' && version !== MAJOR) {
    throw new StartError(`${cluster} was written by PostgreSQL ${version}, which PostgreSQL ${MAJOR} cannot read: start with the version that made it, back up, and restore into a new DATA_DIR.`);
  }
  const password = await readPassword(dataDir, version !== '');
  if (version === '') await createCluster(bin, cluster, password, runAs);

  const server = new Server({ bin, cluster, runAs, password, log: options.log, output: new PostgresLog(dataDir) });
  try {
    await server.open();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Finds the embedded PostgreSQL that another process of ours runs on this DATA_DIR.
 * @returns its address, or null when none runs (then the caller may lock the folder and start one)
 */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const folder = path.resolve(dataDir);
  const port = livingPort(path.join(folder, 'postgres'));
  return port === null ? null : addressOf(SITE, SITE, await readPassword(folder, true), port);
}

function addressOf(role: string, database: string, password: string, port: number): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

type Settled = { bin: string; cluster: string; runAs: SystemUser | undefined; password: string; log: (line: string) => void; output: PostgresLog };

/** Why an attempt to run the server ended; `reason` is PostgreSQL's own word. */
class NotRunning extends Error {}

class Server implements EmbeddedPostgres {
  private child: ChildProcess | undefined;
  private port = 0;
  private readonly listeners: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private restarting: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(private readonly on: Settled) {
    process.on('exit', this.endWithUs);
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
    const client = new Client({ connectionString: this.urlOf(SUPERUSER, 'postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
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
    const client = new Client({ connectionString: this.urlOf(SUPERUSER, 'postgres') });
    client.on('error', () => undefined);
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
    process.off('exit', this.endWithUs);
    if (this.child?.pid && this.child.exitCode === null && this.child.signalCode === null) await endProcess(this.child.pid);
    this.on.output.close();
  }

  /** The last resort when this process ends without `stop()`, say by an uncaught error; needs no waiting. */
  private readonly endWithUs = () => {
    this.child?.kill('SIGINT');
  };

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

/**
 * Makes a database on the server of another one, for tests and tools.
 * @param url the address of any database there, of a role that may create databases
 * @param name the new database's name; one of that name that exists is left as it is
 * @returns the new database's address
 * @throws DatabaseError of pg when the server refuses
 */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === '42P04';
    if (!exists) throw error;
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}
