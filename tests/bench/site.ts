import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../../server/root';

/** How long a start may take, on a machine that is busy with other things too. */
const START = 60_000;
/** How long an orderly end may take; above what the server gives to requests and database. */
const END = 45_000;
const READY = /^Anli is ready at (\S+)$/m;

interface Settings {
  /** Where its embedded database lies, or is made. */
  dataDir: string;
  /** Of the demo accounts, which are made with the database. */
  password: string;
}

/** A server of ours in a process of its own, on a free port of the loopback. */
export class Site {
  /** Milliseconds from the start of the process until it said that it is ready. */
  startedIn = 0;
  address = '';
  private output = '';
  private readonly began = performance.now();
  private readonly child: ChildProcess;

  /** Runs server/main.ts as `npm start` does, on the build that is there. Not ready yet: see `ready`. */
  constructor(settings: Settings) {
    this.child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'server/main.ts')], {
      cwd: ROOT,
      env: environment(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-64 * 1024));
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it has written so far (the last 64 KB). */
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

  /** Ends it as an operator does; database and all. */
  async stop(): Promise<void> {
    if (this.ended) return;
    const cut = setTimeout(() => this.child.kill('SIGKILL'), END);
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
    clearTimeout(cut);
  }

  /** Ends the process at once, as `kill -9` or a crash does; its PostgreSQL lives on without it. */
  async kill(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }

  private get ended(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** This process's own, without what would lead the server to another database, address or account. */
function environment({ dataDir, password }: Settings): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, SITE_URL: _address, SITE_LOCALE: _locale, NEXTAUTH_SECRET: _secret, NEXTAUTH_URL: _url, NODE_OPTIONS: _options, ...rest } = process.env;
  const own = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'on', DEMO_PASSWORD: password, LOG_LEVEL: 'error' };
  return { ...rest, ...own, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}
