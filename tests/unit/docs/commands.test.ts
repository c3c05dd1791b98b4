import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { codeIn, DOCUMENTS, nodesOf, type Document } from './documents';

/*
 * Every command of npm, npx and node that a document names is one that there is, with options that it knows. Blocks under
 * the comment `<!-- run -->` are run as they stand. Of the others each is run in a way that is quick and changes nothing,
 * or the table below names the test that runs it.
 */

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What npm itself does. */
const NPM_OWN = new Set(['ci', 'ping']);
const RUN_MARK = '<!-- run -->';
const COMMAND = /(?<![\w/-])(npm(?: run)?(?: -s)?|npx|node) ([\w./-]+)([^&;#\n]*)/g;

interface Command {
  program: 'npm' | 'npx' | 'node';
  name: string;
  rest: string;
  document: string;
}

function commandsIn({ file, tree }: Document): Command[] {
  const texts = [...codeIn(tree), ...nodesOf(tree, 'code').map(({ value }) => value)];
  return texts.flatMap((text) =>
    [...text.matchAll(COMMAND)].map(([, program, name, rest]) => ({ program: program!.split(' ')[0] as Command['program'], name: name!, rest: rest!, document: file })),
  );
}

const COMMANDS = DOCUMENTS.flatMap(commandsIn);
const OF_NPM = [...new Set(COMMANDS.filter(({ program }) => program === 'npm').map(({ name }) => name))];

interface Outcome {
  code: number;
  out: string;
  err: string;
}

async function run(command: string, args: string[], { shell = false, env = {} }: { shell?: boolean; env?: Record<string, string> } = {}): Promise<Outcome> {
  // Nothing of this run of tests: the commands find their own way, as in a terminal.
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS$|TEST$)/.test(name));
  const child = spawn(command, args, { cwd: ROOT, shell, env: { ...Object.fromEntries(own), NODE_ENV: 'production', FORCE_COLOR: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

const node = (...args: string[]) => run(process.execPath, args);
/** A script of ours as it stands, without the steps that the launcher would do before. */
const script = (file: string, args: string[] = [], env: Record<string, string> = {}) => run(process.execPath, ['--import', 'tsx', file, ...args], { env });
const launcher = (file: string) => import(pathToFileURL(path.join(ROOT, 'scripts/launch', file)).href) as Promise<Record<string, never>>;

/** A command that would touch a database: started in an environment that is not right, it loads, says so and ends. */
async function loads(file: string): Promise<void> {
  const { code, err } = await script(file, ['list'], { PORT: 'none' });
  expect(err).toMatch(/^The environment is not right: PORT/);
  expect(code).toBe(1);
}

/** A test that starts what this command runs. */
const startedBy = (file: string, by: string) => async () => expect(readFileSync(path.join(ROOT, by), 'utf8')).toContain(file);

const kindsOfTests = async () => {
  const { test: runKinds } = (await launcher('test.mjs')) as unknown as { test(only: string[]): Promise<void> };
  const refusal: unknown = await runKinds(['nothing']).catch((error: unknown) => error);
  return (refusal as Error).message.replace(/^.*: there are |\.$/g, '').split(', ');
};

/** How each command is tried here, or by which test it is. */
const TRIED: Record<string, { file: string; how: () => Promise<unknown> }> = {
  start: { file: 'server/main.ts', how: startedBy('server/main.ts', 'tests/support/server-process.ts') },
  dev: { file: 'server/main.ts', how: startedBy('server/main.ts', 'tests/support/server-process.ts') },
  build: { file: 'scripts/launch/steps.mjs', how: startedBy("launch('build')", 'tests/unit/scripts/launch.test.ts') },
  test: { file: 'scripts/launch/test.mjs', how: async () => expect(await kindsOfTests()).toEqual(expect.arrayContaining(['lint', 'types', 'unit', 'api', 'nginx', 'browser'])) },
  check: { file: 'scripts/launch/test.mjs', how: async () => expect(scripts.check).toBe(scripts.test) },
  lint: { file: 'scripts/launch/lint.mjs', how: async () => expect((await kindsOfTests()).slice(0, 2)).toEqual(['lint', 'types']) },
  'node-versions': { file: 'scripts/launch/node-versions.mjs', how: async () => expect((await node('scripts/launch.mjs', 'node-versions', 'nothing')).err).toMatch(/nothing is no version of Node: npm run node-versions/) },
  'postgres-versions': { file: 'scripts/postgres-versions.ts', how: async () => expect((await script('scripts/postgres-versions.ts', ['9'])).err).toMatch(/^Usage: npm run postgres-versions/) },
  bench: { file: 'scripts/bench.ts', how: async () => expect((await script('scripts/bench.ts', ['--help'])).err).toMatch(/^Usage: npm run bench/) },
  import: { file: 'scripts/import.ts', how: startedBy('scripts/import.ts', 'tests/api/import.test.ts') },
  outline: { file: 'scripts/outline.ts', how: startedBy('scripts/outline.ts', 'tests/unit/text/outline/command.test.ts') },
  user: { file: 'scripts/user.ts', how: () => loads('scripts/user.ts') },
  category: { file: 'scripts/category.ts', how: () => loads('scripts/category.ts') },
  migration: { file: 'scripts/migration.ts', how: async () => expect((await script('scripts/migration.ts')).err).toMatch(/^npm run migration -- NAME/) },
};

describe('npm', () => {
  test('every command is a script of package.json, or npm’s own', () => {
    const unknown = COMMANDS.filter(({ program, name }) => program === 'npm' && !Object.hasOwn(scripts, name) && !NPM_OWN.has(name));
    expect(unknown).toEqual([]);
  });

  test('every script of package.json is one that the launcher knows', async () => {
    const { code, err } = await node('scripts/launch.mjs', 'nothing');
    expect(code).toBe(1);
    const known = err.trim().replace('node scripts/launch.mjs ', '').split(' | ');
    for (const [name, line] of Object.entries(scripts)) expect(known, name).toContain(/launch\.mjs ([\w-]+)$/.exec(line)?.[1]);
  });

  test('every script of package.json is in docs/commands.md', () => {
    const documented = COMMANDS.filter(({ document }) => document === 'docs/commands.md').map(({ name }) => name);
    expect(Object.keys(scripts).filter((name) => !documented.includes(name))).toEqual([]);
  });

  test.concurrent.each(OF_NPM.filter((name) => !NPM_OWN.has(name)))('%s', { timeout: 30_000 }, async (name) => {
    const { file, how } = TRIED[name]!;
    expect(existsSync(path.join(ROOT, file))).toBe(true);
    await how();
  });

  test('every option that is named is one that the command reads', () => {
    const options = COMMANDS.filter(({ program, name }) => program === 'npm' && Object.hasOwn(TRIED, name)).flatMap(({ name, rest }) =>
      [...rest.matchAll(/(?<=[\s[])--([a-z][a-z-]*)/g)].map(([, option]) => ({ name, option: option! })),
    );
    expect(options.length).toBeGreaterThan(10);
    const read = (name: string, option: string) => option === 'help' || readFileSync(path.join(ROOT, TRIED[name]!.file), 'utf8').includes(option);
    expect(options.filter(({ name, option }) => !read(name, option))).toEqual([]);
  });

  test('kinds of tests that are named are kinds', async () => {
    const kinds = await kindsOfTests();
    const named = COMMANDS.filter(({ program, name, rest }) => program === 'npm' && name === 'test' && /^( [a-z]+)+$/.test(rest)).flatMap(({ rest }) => rest.trim().split(' '));
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});

describe('npx and node', () => {
  const others = COMMANDS.filter(({ program }) => program !== 'npm');
  const filesOf = (command: Command) => command.rest.split(' ').filter((word) => word.includes('/'));
  const filesFor = (name: string) => others.filter((command) => command.name === name).flatMap(filesOf);

  test('every program is installed, and every file is there', () => {
    const missing = others.filter(({ program, name }) => !existsSync(path.join(ROOT, program === 'npx' ? `node_modules/.bin/${name}` : name)));
    expect(missing).toEqual([]);
    expect(others.flatMap(filesOf).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('vitest finds every file of tests that is named', { timeout: 30_000 }, async () => {
    const files = filesFor('vitest');
    const { out } = await node('node_modules/vitest/vitest.mjs', 'list', '--filesOnly', ...files);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(out).toContain(file);
  });

  test('Playwright finds every file of tests that is named', { timeout: 30_000 }, async () => {
    const files = filesFor('playwright');
    const { out } = await node('node_modules/@playwright/test/cli.js', 'test', '--list', ...files);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(out).toContain(path.basename(file));
  });
});

describe('as they stand', () => {
  const lines = DOCUMENTS.flatMap(({ tree }) =>
    tree.children.flatMap((block, at) => {
      const before = tree.children[at - 1];
      return block.type === 'code' && before?.type === 'html' && before.value === RUN_MARK ? block.value.split('\n') : [];
    }),
  );

  test('there are some', () => {
    const marks = DOCUMENTS.flatMap(({ tree }) => nodesOf(tree, 'html')).filter(({ value }) => value === RUN_MARK);
    expect(lines.length).toBeGreaterThanOrEqual(Math.max(1, marks.length));
  });

  test.each(lines)('%s', { timeout: 30_000 }, async (line) => {
    const { install } = (await launcher('steps.mjs')) as unknown as { install: { isDue(): Promise<string | false> } };
    // It would install amid the tests.
    expect(await install.isDue(), 'node_modules is not what package-lock.json says: npm ci').toBe(false);
    const { code, out, err } = await run(line, [], { shell: true });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(100);
  });
});
