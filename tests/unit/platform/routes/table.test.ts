import { expect, test } from 'vitest';
import { APP_ROUTES, KEPT_ROUTES, PATTERNS, ROUTES, type Route } from '../../../../lib/platform/routes/table';
import { surfaceOf } from '../../../../lib/platform/routes/match';
import { appFiles } from '../../../support/app-files';

const TABLE = 'lib/platform/routes/table.ts';
const addressOf = (route: string) => route.replace(/\[\.\.\.\w+\]/, 'nothing/of/that').replaceAll(/\[\w+\]/g, 'x');

test('every page and route file below app/ is declared', () => {
  const undeclared = appFiles().filter(({ route }) => !(route in APP_ROUTES));
  const missing = undeclared.map(({ route, file }) => `'${route}' (${file})`);
  expect(missing, `These have no entry in APP_ROUTES of ${TABLE}. Add one each: it says what is answered there and whether that is kept.`).toEqual([]);
});

test('every declared route has its file below app/', () => {
  const there = new Set(appFiles().map(({ route }) => route));
  const absent = Object.keys(APP_ROUTES).filter((route) => !there.has(route));
  expect(absent, `APP_ROUTES of ${TABLE} names these, and app/ has no page or route file for them. Take the entries out.`).toEqual([]);
});

test('a file of one pattern is not shadowed by one of another group', () => {
  const routes = appFiles().map(({ route }) => route);
  expect(routes.filter((route, at) => routes.indexOf(route) !== at)).toEqual([]);
});

test.each(PATTERNS)('an address of %s gets the headers of its own surface', (route) => {
  expect(surfaceOf(addressOf(route))).toBe(ROUTES[route].surface);
});

test('applications stand below addresses of their own, and programs ask below /api', () => {
  const first = (route: Route) => route.split('/')[1]!;
  const of = (surface: string) => PATTERNS.filter((route) => ROUTES[route].surface === surface);
  const applications = new Set(of('app').map(first));
  expect(of('page').filter((route) => applications.has(first(route)))).toEqual([]);
  expect(PATTERNS.filter((route) => first(route) === 'api' && ROUTES[route].surface !== 'api')).toEqual([]);
});

test('nothing is kept that is answered to somebody in particular', () => {
  expect(KEPT_ROUTES.filter((route) => ROUTES[route].surface === 'app')).toEqual([]);
  expect(KEPT_ROUTES.filter((route) => ROUTES[route].surface === 'api')).toEqual(['/api/cases', '/api/cases/[number]']);
});

test.each([
  ['/desk/no/such/page', 'app'],
  ['/desk/', 'app'],
  ['/signin', 'app'],
  ['/signin/x', 'page'],
  ['/adminx', 'page'],
  ['/api', 'api'],
  ['/api/', 'api'],
  ['/api/nothing/of/that', 'api'],
  ['/apix', 'page'],
  ['/media/x.webp', 'api'],
  ['/media/a/b.webp', 'api'],
  ['/media/../..', 'api'],
  ['/_next/static/x.js', 'asset'],
  ['/favicon.ico', 'asset'],
  ['/icon.svg', 'asset'],
  ['/', 'page'],
  ['/nothing', 'page'],
  ['/feed.xml', 'page'],
  ['/metrics', 'page'],
])('%s is answered with the headers of %s', (path, surface) => {
  expect(surfaceOf(path)).toBe(surface);
});
