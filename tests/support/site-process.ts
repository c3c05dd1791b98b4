import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from './server-process';

/** How a test reaches a site. */
export interface SiteAddress {
  /** http://127.0.0.1:PORT */
  origin: string;
  databaseUrl: string;
  /** What it signs its cookies with. */
  secret: string;
  /** Its own folder, which goes with it. */
  dataDir: string;
}

/** A running site that belongs to the caller. */
export interface Site extends SiteAddress {
  /** Of the process that was started: with WEB_CONCURRENCY the supervisor. */
  pid: number;
  /** What it has written to its output so far (the last 256 KB). */
  output(): string;
  /** Sends its process a signal: SIGSTOP pauses it, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void;
  /** As `kill -9`; resolves when it is dead. `stop` is still to be called, for what it leaves on disk. */
  kill(): Promise<void>;
  /** Resolves when it has ended, by whatever. @returns its exit code; null after a signal */
  exit(): Promise<number | null>;
  /** Ends it in order; also one that is paused or dead. */
  stop(): Promise<void>;
}

/** What a program started by a test gets of our environment: nothing that would change what it does. */
export function cleanEnvironment(own: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', DEMO: 'off', LOG_LEVEL: 'error', NEXT_TELEMETRY_DISABLED: '1', ...own };
}

interface Settings {
  /** Several sites may share one. */
  databaseUrl: string;
  /** What it signs cookies with; random where nothing is said. Instances of one site share it. */
  secret?: string;
  env?: Record<string, string>;
  /** As of ServerProcess. */
  within?: string;
}

/**
 * Starts the real server on a database, as production does, on a free port.
 * @throws Error with the server's own words when it does not come up
 */
export async function startSite({ databaseUrl, secret = randomBytes(48).toString('base64url'), env = {}, within }: Settings): Promise<Site> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'anli-site-'));
  const server = new ServerProcess(cleanEnvironment({ PORT: '0', DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret, DATA_DIR: dataDir, ...env }), undefined, within);
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await server.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  const { pid, address: origin } = server;
  return {
    origin,
    databaseUrl,
    secret,
    dataDir: env.DATA_DIR ?? dataDir,
    pid,
    output: () => server.written,
    signal: (name) => server.signal(name),
    kill: () => server.kill(),
    exit: () => server.exit(),
    stop,
  };
}
