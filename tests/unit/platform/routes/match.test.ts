import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf } from '../../../../lib/platform/routes/match';
import { PATTERNS } from '../../../../lib/platform/routes/table';

const ID = '019a0000-0000-7000-8000-000000000000';

test.each(PATTERNS)('an address of %s is counted there', (route) => {
  const address = route.replace(/\[\.\.\.\w+\]/, 'nothing/of/that').replaceAll(/\[\w+\]/g, ID);
  expect(routeOf(address)).toBe(route);
  expect(routeOf(`${address}?cursor=x/y&page=/api/cases`)).toBe(route);
});

test.each([
  ['/cases/100010/', '/cases/[number]'],
  ['//cases///100010', '/cases/[number]'],
  ['/%63ases/100010', '/cases/[number]'],
  ['/c/%E4%B9%A1', '/c/[category]'],
  ['/cases', '/[...missing]'],
  ['/cases/1/2', '/[...missing]'],
  ['/api/', '/api'],
  ['/media', '/[...missing]'],
  ['/media/a/b', '/media/[...missing]'],
  ['/api/nothing', '/api/[...missing]'],
  ['/api/cases/1/2', '/api/[...missing]'],
  ['/api/articles/x/nothing/at/all', '/api/[...missing]'],
  ['/admin/review/x/y', '/admin/[...missing]'],
  ['/desk/articles', '/desk/[...missing]'],
  ['/%', '/[...missing]'],
  ['/__proto__/constructor', '/[...missing]'],
  ['http://elsewhere/cases/1', '/[...missing]'],
  ['*', '/[...missing]'],
  ['', '/[...missing]'],
])('%s belongs to %s', (address, route) => {
  expect(routeOf(address)).toBe(route);
});

test('whatever is asked for, it is one of the table', () => {
  const table = new Set<string>(PATTERNS);
  const words = fc.constantFrom('api', 'articles', 'cases', 'sections', 'order', '..', '%2e', '%', '', 'admin', 'desk', '_next', '\u0000', 'x'.repeat(9_000));
  const hostile = fc.array(fc.oneof(words, fc.string())).map((segments) => `/${segments.join('/')}`);
  fc.assert(fc.property(fc.oneof(hostile, fc.string()), (address) => table.has(routeOf(address))));
});
