import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_STATUS } from '../../../lib/platform/errors';
import { ROOT } from '../../../server/boot/root';
import { codeIn, filesBelow, readDocument, rowsOf, textOf } from './documents';

const METHOD = /^(GET|POST|PUT|PATCH|DELETE) /;
const ROWS = rowsOf(readDocument('docs/api.md').tree);

/** Every method and path that a route file below app/api declares: `GET /api/cases/{number}`. */
function declared(): string[] {
  return filesBelow('app/api')
    .filter((file) => path.basename(file) === 'route.ts')
    .flatMap((file) => {
      const address = `/${path.dirname(file).slice('app/'.length).replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')}`;
      const source = readFileSync(path.join(ROOT, file), 'utf8');
      const methods = [...source.matchAll(/(?:export (?:const|(?:async )?function) |\bas )(GET|POST|PUT|PATCH|DELETE)\b/g)];
      return methods.map(([, method]) => `${method} ${address}`);
    });
}

test('docs/api.md has every endpoint of app/api in a row, and none besides', () => {
  const documented = ROWS.flatMap(([first]) => (first ? codeIn(first) : [])).filter((code) => METHOD.test(code));
  expect(documented.length).toBeGreaterThan(20);
  expect([...documented].sort()).toEqual(declared().sort());
});

test('it has every error code with its status, and none besides', () => {
  const documented = ROWS.filter(([, status]) => status && /^\d{3}$/.test(textOf(status))).map(([code, status]) => [textOf(code!), Number(textOf(status!))]);
  expect(Object.fromEntries(documented)).toEqual(ERROR_STATUS);
});
