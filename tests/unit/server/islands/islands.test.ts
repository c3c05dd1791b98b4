import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ISLANDS, islandAddress, type IslandName } from '../../../../lib/platform/islands';
import { buildIslands } from '../../../../server/islands/island-build';
import { developIslands, loadBuiltIslands } from '../../../../server/islands/provide-islands';
import { ROOT } from '../../../../server/boot/root';

function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-islands-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Islands of a test's own. */
function sources(files: Record<string, string>): { source: string; write(file: string, text: string): void } {
  const source = scratchFolder();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    writeFileSync(path.join(source, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { source, write };
}

/** What a build makes of them: text by file name. */
async function builtFrom(source?: string): Promise<Record<string, string>> {
  const folder = scratchFolder();
  await buildIslands(folder, source);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

const names = Object.keys(ISLANDS) as IslandName[];

test('the list names every file of the folder, and nothing else', () => {
  const files = readdirSync(path.join(ROOT, 'components/site/islands'), { withFileTypes: true });
  expect(files.filter((file) => file.isFile()).map(({ name }) => name).sort()).toEqual(names.map((name) => `${name}.ts`).sort());
});

describe('the islands of the site', () => {
  let built: Record<string, string>;
  const textOf = (name: string) => Object.entries(built).find(([file]) => file.startsWith(`${name}.`))![1];
  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'anli-islands-'));
    await buildIslands(folder);
    built = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    rmSync(folder, { recursive: true });
  });

  test('are files that are named by their content', () => {
    expect(Object.keys(built).map((file) => file.replace(/\.[A-Z2-7]{8}\.js$/, '')).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s is small, whole and makes no code from text', (name) => {
    // What delays the first paint has to fit beside the style sheet in what a phone is sent at once.
    expect(Buffer.byteLength(textOf(name))).toBeLessThanOrEqual(ISLANDS[name] === 'blocking' ? 300 : 1024);
    expect(textOf(name)).not.toMatch(/\beval\b|\bFunction\b|\bimport\b|\brequire\b|innerHTML|document\.write|sourceMappingURL/);
  });

  test.each(names)('%s leaves no name behind in the page', (name) => {
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    // Without a browser it ends in an error, at once or later: what it declares has been declared by then.
    expect(() => (0, eval)(textOf(name)) as unknown).toThrow(/document/);
    expect(Object.getOwnPropertyNames(globalThis).filter((found) => !before.has(found))).toEqual([]);
  });
});

describe('the build', () => {
  test('writes what old browsers can read', async () => {
    const { source } = sources({ 'modern.ts': `class A { #x = 1; static y = 2; get x() { return this.#x; } }
      const given: { a?: { b: number } } | null = JSON.parse(document.title);
      let found: number | undefined = given?.a?.b ?? A.y; found ??= new A().x; console.log(found);` });
    const [text] = Object.values(await builtFrom(source));
    expect(text).toContain('console.log');
    expect(text).not.toMatch(/\?\.|\?\?|#x|static/);
  });

  test('takes folders for what islands share, and gives each all of its own', async () => {
    const { source } = sources({ 'one.ts': `import { say } from './shared/say'; say('one');`, 'two.ts': `import { say } from './shared/say'; say('two');`, 'shared/say.ts': `export const say = (word: string) => console.log('said', word);` });
    const built = await builtFrom(source);
    expect(Object.keys(built)).toHaveLength(2);
    for (const text of Object.values(built)) expect(text).toMatch(/^[^]*"said"[^]*$/);
  });

  test('gives another name to another content, and the same to the same', async () => {
    const { source, write } = sources({ 'one.ts': 'console.log(1);' });
    const [first] = Object.keys(await builtFrom(source));
    expect(Object.keys(await builtFrom(source))).toEqual([first]);
    write('one.ts', 'console.log(2);');
    const [second] = Object.keys(await builtFrom(source));
    expect(second).toMatch(/^one\.[A-Z2-7]{8}\.js$/);
    expect(second).not.toBe(first);
  });

  test('leaves nothing of the build before', async () => {
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'theme-switch.AAAAAAAA.js'), '');
    await buildIslands(folder);
    expect(readdirSync(folder)).not.toContain('theme-switch.AAAAAAAA.js');
    expect(readdirSync(folder)).toHaveLength(names.length);
  });
});

test('pages know the addresses of what was built, and of nothing else', async () => {
  const build = scratchFolder();
  await buildIslands(path.join(build, 'islands'));
  writeFileSync(path.join(build, 'islands/theme-switch.AAAAAAAA.js.br'), '');
  await loadBuiltIslands(build);
  for (const name of names) expect(islandAddress(name)).toMatch(new RegExp(`^/islands/${name}\\.[A-Z2-7]{8}\\.js$`));

  const { source } = sources({ 'other.ts': 'console.log(1);' });
  await buildIslands(path.join(build, 'islands'), source);
  await loadBuiltIslands(build);
  expect(() => islandAddress('theme-switch')).toThrow(/theme-switch is not built/);
});

test('while they are developed they follow their files, and a fault leaves the last good ones', async () => {
  const { source, write } = sources({ 'theme-switch.ts': `console.log('first');` });
  const islands = await developIslands(source);
  onTestFinished(() => islands.close());
  const served = () => [...islands.assets].map(([address, { variants }]) => [address, variants.identity.bytes.toString()] as const);

  await islands.refresh();
  const before = islandAddress('theme-switch');
  expect(served()).toEqual([[before, expect.stringContaining('"first"')]]);

  write('theme-switch.ts', `console.log('second');`);
  write('chosen-theme.ts', `console.log('new');`);
  await islands.refresh();
  expect(islandAddress('theme-switch')).not.toBe(before);
  expect(served().map(([address]) => address).sort()).toEqual([islandAddress('chosen-theme'), islandAddress('theme-switch')]);
  expect(islands.assets.has(before)).toBe(false);

  const good = served();
  write('theme-switch.ts', `console.log('third`);
  await islands.refresh();
  expect(served()).toEqual(good);
});
