import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createDatabase, findRunningPostgres, startPostgres } from '../../../../server/database/postgres';
import type { EmbeddedPostgres } from '../../../../server/database/postgres-server';
import { processStart } from '../../../../server/boot/process-identity';
import { moduleUrl, runChild } from '../child';
import { scratchFolder } from '../scratch';

const RUN = `
  import { startPostgres } from ${moduleUrl('server/database/postgres.ts')};
  const postgres = await startPostgres({ dataDir: process.argv.at(-1), log: () => {} });
  console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid }));
`;
const DEADLINE = { timeout: 30_000 };

async function start(dataDir: string, lines: string[] = []): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  onTestFinished(() => postgres.stop());
  return postgres;
}

/** A data folder with a database made before, closed: making one anew for every test takes long. */
const pristine = mkdtempSync(path.join(tmpdir(), 'anli-pristine-'));

beforeAll(async () => {
  await (await startPostgres({ dataDir: pristine, log: () => undefined })).stop();
}, 60_000);

afterAll(() => rmSync(pristine, { recursive: true, force: true }));

function madeBefore(): string {
  const dataDir = scratchFolder();
  // Node's own copy leaves the permissions behind from version 24 on, and PostgreSQL asks for them.
  execFileSync('cp', ['-a', `${pristine}/.`, dataDir]);
  return dataDir;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>({ text: sql })).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

// Not /proc alone: an orphan that has ended stays listed until the first process of the system has taken note.
const isAlive = (pid: number) => processStart(pid) !== null;

describe('embedded PostgreSQL', { timeout: 60_000 }, () => {
  test('makes its data, keeps it over a restart, and knows Chinese', async () => {
    const dataDir = path.join(scratchFolder(), 'made', 'too');
    mkdirSync(path.join(dataDir, 'postgres.new-left-by-a-kill'), { recursive: true });
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept (word text)');
    await query(first.url, `INSERT INTO kept VALUES ('党小组')`);
    expect(await query(first.url, 'SELECT current_setting($$fsync$$) AS fsync, current_setting($$listen_addresses$$) AS address, rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual(['on', '127.0.0.1', false]);
    await query(first.url, 'CREATE EXTENSION pg_trgm');
    expect(await query(first.url, `SELECT array_length(show_trgm('党小组'), 1)`)).toEqual([4]);
    await first.stop();
    await first.stop();

    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual(['党小组']);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
    expect(statSync(path.join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  });

  test('after a kill of PostgreSQL it comes back on the same port with what was committed', async () => {
    const lines: string[] = [];
    const postgres = await start(madeBefore(), lines);
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 1');
    const { url, pid } = postgres;
    let exits = 0;
    postgres.onExit(() => (exits += 1));
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => query(url, 'SELECT count(*)::int FROM kept').catch(() => 'down'), DEADLINE).toEqual([1]);
    expect(postgres.url).toBe(url);
    expect(postgres.pid).not.toBe(pid);
    expect(exits).toBe(1);
    expect(lines[0]).toBe('PostgreSQL ended by itself (signal SIGKILL): starting it again');
    await expect.poll(() => lines.at(-1), DEADLINE).toBe('PostgreSQL runs again');
  });

  test('after a kill of Node the next start ends the orphan and opens the data', async () => {
    const dataDir = madeBefore();
    const child = runChild(RUN, [dataDir]);
    const { url, pid } = JSON.parse(await child.line()) as { url: string; pid: number };
    await query(url, 'CREATE TABLE kept AS SELECT 1');
    expect(await findRunningPostgres(dataDir)).toBe(url);
    await child.kill('SIGKILL');
    expect(isAlive(pid)).toBe(true);

    const lines: string[] = [];
    const next = await start(dataDir, lines);
    expect(lines).toEqual([`Ending the PostgreSQL (pid ${pid}) that an earlier run left behind`]);
    expect(await query(next.url, 'SELECT count(*)::int FROM kept')).toEqual([1]);
    expect(isAlive(pid)).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a process that does not handle %s takes its database with it', async (signal) => {
    const child = runChild(RUN, [madeBefore()]);
    const { pid } = JSON.parse(await child.line()) as { pid: number };
    await child.kill(signal);
    await expect.poll(() => isAlive(pid), DEADLINE).toBe(false);
  });

  test('after a kill of both, with a query at work, the next start opens the data', async () => {
    const dataDir = madeBefore();
    const child = runChild(RUN, [dataDir]);
    const { url, pid } = JSON.parse(await child.line()) as { url: string; pid: number };
    await query(url, 'CREATE TABLE kept AS SELECT 1');
    const busy = query(url, 'SELECT count(*) FROM generate_series(1, 4000000000)').catch(() => 'cut off');
    await expect.poll(() => query(url, `SELECT count(*)::int FROM pg_stat_activity WHERE query LIKE 'SELECT count(*) FROM generate%'`), DEADLINE).toEqual([1]);
    await child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');

    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT count(*)::int FROM kept')).toEqual([1]);
    expect(await busy).toBe('cut off');
  });

  test('a record that names a process of somebody else does not keep it from starting', async () => {
    const dataDir = madeBefore();
    const first = await start(dataDir);
    await first.stop();
    writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n/proc/self/cwd\n1\n5432\n\n127.0.0.1\n\nready   \n`);
    expect(await findRunningPostgres(dataDir)).toBeNull();
    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
  });

  test('data of another major version and a lost password are lines that say what to do', async () => {
    const dataDir = madeBefore();
    await (await start(dataDir)).stop();
    const password = path.join(dataDir, 'postgres-password');
    const right = readFileSync(password, 'utf8');
    writeFileSync(password, 'wrong\n');
    await expect(start(dataDir)).rejects.toThrow(/^The password in .* is not that of the database beside it/);
    writeFileSync(password, '');
    await expect(start(dataDir)).rejects.toThrow(/^.*postgres-password is missing or empty/);
    writeFileSync(password, right);
    writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(start(dataDir)).rejects.toThrow(/was written by PostgreSQL 17, which PostgreSQL 18 cannot read/);
  });

  test('makes further databases', async () => {
    const postgres = await start(madeBefore());
    const url = await createDatabase(postgres.url, 'for a test');
    expect(await query(url, 'SELECT current_database()')).toEqual(['for a test']);
    expect(await createDatabase(postgres.url, 'for a test')).toBe(url);
  });
});
