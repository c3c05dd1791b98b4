import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APP_ROUTES, FRONT_ROUTES, routeOf } from '../../../lib/platform/routes';
import { ROOT } from '../../../server/boot/root';

const ID = '019a0000-0000-7000-8000-000000000000';

/** The pattern of a page or route file: its folders without the groups. */
function patternOf(file: string): string {
  const folders = path.dirname(file).split(path.sep).filter((folder) => folder !== '.' && !folder.startsWith('('));
  return `/${folders.join('/')}`;
}

test('the table names exactly the patterns that app/ declares', () => {
  const files = readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' });
  const declared = files.filter((file) => /(^|[\\/])(page\.tsx|route\.tsx?)$/.test(file)).map(patternOf);
  expect([...APP_ROUTES].sort()).toEqual(declared.sort());
});

test.each([...APP_ROUTES, ...FRONT_ROUTES])('an address of %s is counted there', (route) => {
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
  ['/api', '/[...missing]'],
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
  const table = new Set<string>([...APP_ROUTES, ...FRONT_ROUTES]);
  const words = fc.constantFrom('api', 'articles', 'cases', 'sections', 'order', '..', '%2e', '%', '', 'admin', 'desk', '_next', '\u0000', 'x'.repeat(9_000));
  const hostile = fc.array(fc.oneof(words, fc.string())).map((segments) => `/${segments.join('/')}`);
  fc.assert(fc.property(fc.oneof(hostile, fc.string()), (address) => table.has(routeOf(address))));
});
