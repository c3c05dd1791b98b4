import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../server/root';

/** How a test reaches a site. */
export interface SiteAddress {
  /** http://127.0.0.1:PORT */
  origin: string;
  databaseUrl: string;
  /** What it signs its cookies with. */
  secret: string;
}

/** A running site that belongs to the caller. */
export interface Site extends SiteAddress {
  /** Everything that it has written to its output so far. */
  output(): string;
  stop(): Promise<void>;
}

const READY = /^Anli is ready at (\S+)$/m;
const START_DEADLINE = 60_000;

/** What a program started by a test gets of our environment: nothing that would change what it does. */
export function cleanEnvironment(own: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', DEMO: 'off', LOG_LEVEL: 'error', NEXT_TELEMETRY_DISABLED: '1', ...own };
}

/**
 * Starts the real server on a database, as production does, on a free port.
 * @throws Error with the server's own words when it does not come up
 */
export async function startSite({ databaseUrl, env = {} }: { databaseUrl: string; env?: Record<string, string> }): Promise<Site> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'anli-site-'));
  const secret = randomBytes(48).toString('base64url');
  const own = { PORT: '0', DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret, DATA_DIR: dataDir, ...env };
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: ROOT, env: cleanEnvironment(own), stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.on('exit', endWithUs);

  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const [, address] = READY.exec(output) ?? [];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
    rmSync(dataDir, { recursive: true, force: true });
  };

  const late = AbortSignal.timeout(START_DEADLINE);
  const refused = new Promise<never>((_, reject) => {
    void ended.then((code) => reject(new Error(`The server ended with code ${code}:\n${output}`)));
    late.addEventListener('abort', () => reject(new Error(`The server was not ready after ${START_DEADLINE} ms:\n${output}`)));
  });
  refused.catch(() => undefined);
  try {
    const origin = await Promise.race([ready, refused]);
    return { origin, databaseUrl, secret, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
