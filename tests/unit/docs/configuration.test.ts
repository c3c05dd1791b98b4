import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { codeIn, readDocument, rowsOf } from './documents';

/** The variables that env.ts declares, each with its default as it stands there. */
function declared(): Map<string, string | undefined> {
  const source = readFileSync(path.join(ROOT, 'lib/platform/env.ts'), 'utf8');
  const lines = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): (.*),$/gm)];
  return new Map(lines.map(([, name, schema]) => [name!, /\.default\(([^)]*)\)/.exec(schema!)?.[1]?.replaceAll(/['_]/g, '')]));
}

/** What a table says: the names in the first column, the first code in the second. */
function documented(file: string): Map<string, string | undefined> {
  const rows = rowsOf(readDocument(file).tree).filter(([name]) => name && codeIn(name).some((code) => /^[A-Z][A-Z_]+$/.test(code)));
  return new Map(rows.flatMap(([names, value]) => codeIn(names!).map((name, at) => [name, codeIn(value!)[at]] as const)));
}

test('docs/configuration.md has every variable of env.ts, and none besides', () => {
  expect([...documented('docs/configuration.md').keys()].sort()).toEqual([...declared().keys()].sort());
});

test.each(['docs/configuration.md', 'README.md', 'README.zh-CN.md'])('%s gives the defaults of env.ts', (file) => {
  const found = documented(file);
  expect(found.size).toBeGreaterThan(5);
  const variables = declared();
  for (const [name, value] of found) {
    expect(variables.has(name), name).toBe(true);
    const wanted = variables.get(name);
    // What is computed or empty has no default there; what the commands set is not the reader's.
    if (wanted !== undefined && wanted !== '[]' && name !== 'NODE_ENV') expect(value, name).toBe(wanted);
  }
});
