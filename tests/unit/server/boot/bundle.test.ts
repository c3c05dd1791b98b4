import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ROOT } from '../../../../server/boot/root';
import { scratchFolder } from '../scratch';

/** A checkout with a command of two files. */
let checkout: string;
beforeEach(() => {
  checkout = scratchFolder();
  cpSync(path.join(ROOT, 'server/boot/bundle.mjs'), path.join(checkout, 'server/boot/bundle.mjs'), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(checkout, 'node_modules'));
  write('package.json', '{"type":"module"}');
  write('lib/word.ts', `export const word: string = 'one';`);
  write('scripts/say.ts', `import path from 'node:path';\nimport { fileURLToPath } from 'node:url';\nimport { word } from '../lib/word';\nconst { late } = await import('../lib/late');\nconsole.log(word, late, path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..'));`);
  write('lib/late.ts', `export const late = 'late';`);
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
  writeFileSync(path.join(checkout, file), text);
}

/** What the bundle says, or `none`. */
function said(): string {
  const script = `const { bundleOf } = await import('./server/boot/bundle.mjs'); const bundle = await bundleOf('scripts/say.ts'); if (bundle) await import(bundle); else console.log('none');`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: checkout, encoding: 'utf8' }).trim();
}
const files = () => readdirSync(path.join(checkout, '.build/bundles')).sort();

test('a command is made once, finds its root, and is made again when a file of it has changed, whatever the times say', () => {
  expect(said()).toBe(`one late ${checkout}`);
  const made = files();
  expect(said()).toBe(`one late ${checkout}`);
  expect(files()).toEqual(made);
  write('lib/word.ts', `export const word: string = 'two';`);
  utimesSync(path.join(checkout, 'lib/word.ts'), 1, 1);
  expect(said()).toBe(`two late ${checkout}`);
});

test('what older ones have left goes after an hour, and not before', () => {
  said();
  const [old] = files().filter((name) => /^scripts-say\.[A-Z0-9]+\.mjs$/.test(name));
  write('lib/word.ts', `export const word: string = 'two';`);
  said();
  expect(files()).toContain(old);
  utimesSync(path.join(checkout, '.build/bundles', old!), 1, 1);
  write('lib/word.ts', `export const word: string = 'three';`);
  expect(said()).toMatch(/^three/);
  expect(files()).not.toContain(old);
});

test('a fault in a file, and a checkout that cannot be written, are left to whoever runs it as it is', () => {
  write('lib/word.ts', `export const word = ;`);
  expect(said()).toBe('none');
  write('lib/word.ts', `export const word: string = 'one';`);
  rmSync(path.join(checkout, '.build'), { recursive: true });
  writeFileSync(path.join(checkout, '.build'), '');
  expect(said()).toBe('none');
});
