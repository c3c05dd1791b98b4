import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { scratchFolder } from '../server/scratch';

/**
 * A checkout with our launcher in it, but with a Prisma, a Next and a loader of the islands' build that only note that they ran: what is tried is
 * when the steps run and what they say, not what they make.
 */
let checkout: string;

const NOTE = `require('node:fs').appendFileSync('ran.txt', process.argv[1].split('/node_modules/')[1] + '\\n');`;

beforeEach(() => {
  checkout = scratchFolder();
  cpSync(path.join(ROOT, 'scripts/launch'), path.join(checkout, 'scripts/launch'), { recursive: true });
  cpSync(path.join(ROOT, 'scripts/launch.mjs'), path.join(checkout, 'scripts/launch.mjs'));
  cpSync(path.join(ROOT, 'server/boot/bundle.mjs'), path.join(checkout, 'server/boot/bundle.mjs'), { recursive: true });
  const packages = { 'node_modules/prisma': { version: '1.0.0' }, 'node_modules/next': { version: '1.0.0' } };
  write('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages, 'node_modules/for-another-system': { version: '1.0.0', optional: true } } }));
  write('node_modules/.package-lock.json', JSON.stringify({ packages }));
  write('node_modules/prisma/package.json', '{}');
  write('node_modules/prisma/build/index.js', NOTE);
  write('node_modules/next/package.json', '{}');
  write('node_modules/next/dist/bin/next', `${NOTE} require('./work')`);
  write('node_modules/next/dist/bin/work.js', '');
  write('node_modules/tsx/package.json', JSON.stringify({ exports: './index.cjs' }));
  write('node_modules/tsx/index.cjs', `require('node:fs').appendFileSync('ran.txt', process.argv[1].slice(process.cwd().length + 1) + '\\n'); require('./work'); process.exit();`);
  write('node_modules/tsx/work.js', '');
  write('prisma/schema.prisma', 'model A {}');
  write('app/page.tsx', 'one');
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
  writeFileSync(path.join(checkout, file), text);
}

async function launch(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return node({}, 'scripts/launch.mjs', ...args);
}

async function node(env: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, args, { cwd: checkout, env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

const ran = () => (existsSync(path.join(checkout, 'ran.txt')) ? readFileSync(path.join(checkout, 'ran.txt'), 'utf8').trim().split('\n') : []);
const CLIENT = 'prisma/build/index.js';
const NEXT = 'next/dist/bin/next';
const ISLANDS = 'scripts/build-islands.ts';
const BUILD = [NEXT, ISLANDS];

describe('the launcher', { timeout: 30_000 }, () => {
  test('does what is missing, naming each step and its time, and nothing the next time', async () => {
    const first = await launch('build');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.replace(/[\d.]+ s/g, 'N s').split('\n')).toEqual([
      'database client: prisma generate',
      'database client: done in N s',
      'build: next build',
      'build: done in N s',
      'The production build is up to date.',
      '',
    ]);
    expect((await launch('build')).out).toBe('The production build is up to date.\n');
    expect(ran()).toEqual([CLIENT, ...BUILD]);
  });

  test('does again what is stale, and no more', async () => {
    await launch('build');
    write('app/page.tsx', 'two');
    await launch('build');
    expect(ran()).toEqual([CLIENT, ...BUILD, ...BUILD]);
    write('prisma/schema.prisma', 'model B {}');
    await launch('build');
    expect(ran()).toEqual([CLIENT, ...BUILD, ...BUILD, CLIENT, ...BUILD]);
    rmSync(path.join(checkout, '.next'), { recursive: true });
    await launch('build');
    expect(ran()).toEqual([CLIENT, ...BUILD, ...BUILD, CLIENT, ...BUILD, ...BUILD]);
    // Generated, or the server's own: no part of the pages.
    write('lib/platform/database/generated/client.ts', '1');
    write('server/main.ts', '1');
    await launch('build');
    expect(ran()).toHaveLength(10);
    write('server/islands/island-build.ts', '1');
    await launch('build');
    write('components/site/islands/theme.ts', '1');
    await launch('build');
    expect(ran().slice(10)).toEqual([...BUILD, ...BUILD]);
  });

  test('prints what a failing step said and what to do, and tries it again the next time', async () => {
    write('node_modules/next/dist/bin/work.js', `console.error('page.tsx: no such word'); process.exit(1)`);
    const failed = await launch('build');
    expect(failed.code).toBe(1);
    expect(failed.err).toBe('page.tsx: no such word\nThe build failed: correct what is said above, then try again.\n');
    write('node_modules/next/dist/bin/work.js', '');
    expect((await launch('build')).code).toBe(0);
  });

  test('an island that cannot be built is told, and the build counts as not done', async () => {
    write('node_modules/tsx/work.js', `console.error('like.ts: no such name'); process.exit(1)`);
    const failed = await launch('build');
    expect(failed.code).toBe(1);
    expect(failed.err).toBe('like.ts: no such name\nAn island could not be built: correct it as said above, then try again.\n');
    write('node_modules/tsx/work.js', '');
    expect((await launch('build')).code).toBe(0);
    expect(ran()).toEqual([CLIENT, ...BUILD, ...BUILD]);
  });

  test('two at once do the work once', async () => {
    write('node_modules/next/dist/bin/work.js', `
      // Until the other launch has found the lock taken: the test writes this file then.
      const { existsSync } = require('node:fs');
      const wait = () => existsSync('go') || setTimeout(wait, 20);
      wait();`);
    const first = launch('build');
    await expect.poll(ran, { timeout: 20_000 }).toContain(NEXT);
    const child = spawn(process.execPath, ['scripts/launch.mjs', 'build'], { cwd: checkout });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = once(child, 'close');
    await expect.poll(() => out, { timeout: 20_000 }).toMatch(/^waiting for another launch \(pid \d+\)/);
    write('go', '');
    expect((await first).code).toBe(0);
    expect(await ended).toEqual([0, null]);
    expect(ran()).toEqual([CLIENT, ...BUILD]);
  });

  test('the lock of a launch that was killed is taken over', async () => {
    write('.build/launch.lock/4194999-1', '');
    expect((await launch('build')).code).toBe(0);
  });

  test('a command whose output is data says its steps on standard error, and nothing when there are none', async () => {
    write('scripts/user.ts', '');
    write('node_modules/tsx/package.json', JSON.stringify({ exports: { './esm/api': './api.mjs' } }));
    write('node_modules/tsx/api.mjs', `export const register = () => process.stdout.write(process.argv.slice(2).join(' '));`);
    const first = await launch('user', 'add', '--role', 'admin');
    expect(first.out).toBe('add --role admin');
    expect(first.err).toMatch(/^database client: prisma generate\n/);
    const second = await launch('user', 'list');
    expect(second.out).toBe('list');
    expect(second.err).not.toMatch(/database client/);
  });

  describe('without npm, and so without a network', () => {
    /** A Node of another version, as far as a program can tell. */
    const ANOTHER_NODE = ['--import', `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'99.0.0',modules:'999'}})`];
    const offline = (...args: string[]) => node({ PATH: '/nowhere', npm_execpath: '' }, ...args);

    test('a start with everything in place works, also after an update of Node', async () => {
      await launch('build');
      expect(await offline(...ANOTHER_NODE, 'scripts/launch.mjs', 'build')).toEqual({ code: 0, out: 'The production build is up to date.\n', err: '' });
      // A stamp as an earlier version wrote it, of the version of Node that was there.
      write('node_modules/.anli-installed', 'of another Node');
      expect(await offline('scripts/launch.mjs', 'build')).toEqual({ code: 0, out: 'The production build is up to date.\n', err: '' });
    });

    test('packages for development may be missing for what does not need them, and no others', async () => {
      const lock = JSON.parse(readFileSync(path.join(checkout, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> };
      lock.packages['node_modules/for-tests'] = { version: '1.0.0', dev: true };
      write('package-lock.json', JSON.stringify(lock));
      expect(await offline('scripts/launch.mjs', 'build')).toMatchObject({ code: 0, err: '' });
      expect(await offline('scripts/launch.mjs', 'lint')).toMatchObject({ code: 1, err: expect.stringMatching(/The installation failed: see that the npm registry can be reached/) });
      lock.packages['node_modules/for-all'] = { version: '1.0.0' };
      write('package-lock.json', JSON.stringify(lock));
      expect(await offline('scripts/launch.mjs', 'build')).toMatchObject({ code: 1, err: expect.stringMatching(/The installation failed/) });
    });
  });

  test('an unknown command is told which there are', async () => {
    expect(await launch('frobnicate')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/start \| dev \| build \| test/) });
  });
});
