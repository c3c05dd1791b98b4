import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { ROOT } from '../../server/boot/root';
import { startPostgres } from '../../server/database/postgres';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { freePort, SITE_NAME } from '../support/nginx';
import { unique } from '../support/people';
import { environmentFile, environmentOf, unitFile } from '../support/systemd';

// What docs/deploy.md tells an operator to write or to type, as it stands there.
const DOCUMENT = readFileSync(path.join(ROOT, 'docs/deploy.md'), 'utf8');
const UNIT = readFileSync(path.join(ROOT, 'docs/systemd/anli.service'), 'utf8');

/** The indented blocks of the document, each without its indentation. */
const BLOCKS = [...DOCUMENT.matchAll(/(?:^\n|^)((?: {4,}\S.*\n)+)/gm)].map(([, block]) => block!.split('\n').map((line) => line.trim()).join('\n').trim());

/** The one block in which this stands. */
function blockWith(text: string): string {
  const found = BLOCKS.filter((block) => block.includes(text));
  expect(found, text).toHaveLength(1);
  return found[0]!;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anli-deploy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An environment with nothing of this run of tests in it. */
const nobodys = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' });
const shell = (command: string, cwd: string, env: NodeJS.ProcessEnv = process.env) => execFileSync('sh', ['-e', '-c', command], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const settings = () => environmentFile(blockWith('NEXTAUTH_SECRET='));
const service = unitFile(UNIT).Service!;
const valueOf = (name: string) => service.find(([given]) => given === name)?.[1];

describe('the service and its settings', () => {
  let child: ChildProcess;
  let output = '';
  let env: NodeJS.ProcessEnv;
  let origin: string;

  /** Starts what the unit starts, as systemd would but for the user, the folders and the port. */
  function start(own: Record<string, string>): ChildProcess {
    const [program, ...args] = valueOf('ExecStart')!.split(' ');
    expect([program, valueOf('WorkingDirectory')]).toEqual(['/usr/bin/node', '/srv/anli']);
    // What stands in the file of settings comes after what stands in the unit, and counts.
    env = { ...nobodys(), ...environmentOf(service), ...own };
    output = '';
    const started = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    return started;
  }

  test('systemd finds nothing to object to in the unit', () => {
    const file = path.join(folder, 'anli.service');
    writeFileSync(file, UNIT);
    // Where there is no systemd, what is read of it here has to do.
    if (existsSync('/usr/bin/systemd-analyze')) execFileSync('systemd-analyze', ['verify', file], { stdio: 'pipe' });
    expect(Object.keys(unitFile(UNIT))).toEqual(['Unit', 'Service', 'Install']);
    expect(valueOf('EnvironmentFile')).toBe('/etc/anli.env');
  });

  test('with its secret not filled in it does not start, and says so in one line', async () => {
    child = start({ ...settings(), DATA_DIR: path.join(folder, 'refused'), PORT: String(await freePort()) });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(output.trim().split('\n').at(-1)).toMatch(/^The environment is not right: NEXTAUTH_SECRET: must be at least 32 characters drawn at random/);
  });

  describe('filled in', () => {
    beforeAll(async () => {
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      const given = settings();
      expect(given.DATABASE_URL).toBe('postgresql://anli:PASSWORD@127.0.0.1:5432/anli');
      const databaseUrl = await cloneDatabase(inject('template'), unique('deploy'));
      child = start({ ...given, DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: randomBytes(48).toString('base64'), DATA_DIR: path.join(folder, 'data'), PORT: String(port) });
      await eventually(async () => output, (text) => text.includes('Anli is ready at') || child.exitCode !== null, { patience: 100_000 });
      expect(output).toContain('Anli is ready at');
    });
    afterAll(async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    });

    test('it serves, as a site that is reached by TLS through a proxy of this machine', async () => {
      const ready = await send('GET', '/api/health/ready', { origin });
      expect(ready.status).toBe(200);
      const answer = await send('GET', '/api/auth/csrf', { origin, headers: { host: SITE_NAME, 'x-forwarded-for': '192.0.2.7' } });
      expect(answer.headers['strict-transport-security']).toBeDefined();
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-next-auth\.csrf-token=.*; Secure/);
      expect(env.WEB_CONCURRENCY).toBe('4');
    });

    test('a command finds its database by the line that the document gives', () => {
      const file = path.join(folder, 'anli.env');
      const { PATH: _path, HOME: _home, DATA_DIR, ...own } = env;
      writeFileSync(file, `# settings\n${Object.entries(own).map(([name, value]) => `${name}=${value}\n`).join('')}`);
      const line = blockWith('npm run user -- add').split('\n').find((one) => one.includes('npm run user'))!;
      const typed = line.replace('sudo -u anli ', '').replace('/var/lib/anli', DATA_DIR!).replaceAll('/etc/anli.env', file);
      expect(shell(typed, ROOT, nobodys())).toMatch(/^you@example\.org \(admin\) password: \S+$/m);
    });

    test('what the queue of jobs can be told is SQL that it knows', async () => {
      const statements = blockWith('graphile_worker.reschedule_jobs').split('\n').map((line) => line.replace('ID', '1').replace(/;.*$/, ''));
      expect(statements).toHaveLength(3);
      const client = new Client({ connectionString: env.DATABASE_URL });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    });
  });
});

test('the embedded database comes back from its copy, with pictures and secrets, in another folder', async () => {
  const [here, elsewhere] = ['one', 'other'].map((name) => mkdtempSync(path.join(folder, name)));
  const inDatabase = async (cwd: string, sql: string): Promise<unknown[]> => {
    const postgres = await startPostgres({ dataDir: path.join(cwd, '.data'), log: () => undefined });
    onTestFinished(() => postgres.stop());
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
      await postgres.stop();
    }
  };
  await inDatabase(here!, "CREATE TABLE kept AS SELECT '案例' AS title");
  const files = { 'session-secret': 'secret', 'media/ab/picture.webp': 'bytes' };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(here!, '.data', name)), { recursive: true });
    writeFileSync(path.join(here!, '.data', name), text, { mode: 0o600 });
  }
  writeFileSync(path.join(here!, '.data/instance.lock'), 'a process of another machine');

  shell(blockWith('anli-backup.tar .'), here!);
  expect(statSync(path.join(here!, 'anli-backup.tar')).mode & 0o077).toBe(0);
  cpSync(path.join(here!, 'anli-backup.tar'), path.join(elsewhere!, 'anli-backup.tar'));
  shell(blockWith('tar -C .data -xpf'), elsewhere!);

  for (const [name, text] of Object.entries(files)) expect(readFileSync(path.join(elsewhere!, '.data', name), 'utf8')).toBe(text);
  expect(existsSync(path.join(elsewhere!, '.data/instance.lock'))).toBe(false);
  expect(statSync(path.join(elsewhere!, '.data')).mode & 0o077).toBe(0);
  expect(await inDatabase(elsewhere!, 'SELECT title FROM kept')).toEqual([{ title: '案例' }]);
});
