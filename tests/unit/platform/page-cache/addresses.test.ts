import { beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../../../lib/platform/database/cursor';
import { provideEnv } from '../../../../lib/platform/env';
import { LIMITS } from '../../../../lib/platform/limits';
import { categoryList, latestList } from '../../../../lib/platform/page-cache/list-names';
import { canonicalAddress } from '../../../../lib/platform/page-cache/addresses';
import { routeOf } from '../../../../lib/platform/routes/match';
import { KEPT_ROUTES, PATTERNS } from '../../../../lib/platform/routes/table';

let cursor: string;
let ofCategory: string;
beforeAll(() => {
  provideEnv({ NEXTAUTH_SECRET: 'a secret of thirty-two characters' });
  const place = { at: new Date('2026-01-01T00:00:00Z'), id: '019aa000-0000-7000-8000-000000000001' };
  cursor = encodeCursor(latestList(LIMITS.pageSize.default), place);
  ofCategory = encodeCursor(categoryList('village', LIMITS.pageSize.default), place);
});

const KEPT = ['/', '/c', '/c/village-works', '/cases/100001', '/collections', '/collections/100002', '/feed.xml', '/c/village/feed.xml', '/sitemap.xml', '/sitemaps/100000.xml', '/sitemaps/pages.xml', '/sitemaps/0.xml', '/robots.txt', '/api/cases', '/api/cases/100001'];

test.each(KEPT)('%s is kept as it is', (address) => expect(canonicalAddress(address)).toBe(address));

test('these are addresses of all routes that are kept, and of no others', () => {
  expect([...new Set(KEPT.map(routeOf))].sort()).toEqual([...KEPT_ROUTES].sort());
});

test.each(PATTERNS.filter((route) => !KEPT_ROUTES.includes(route)))('no address of %s is kept', (route) => {
  for (const held of ['100001', 'village', 'pages.xml']) expect(canonicalAddress(route.replaceAll(/\[(\.\.\.)?\w+\]/g, held)), held).toBeNull();
});

test('a page loses what it does not know, and keeps a cursor that the site has issued', () => {
  expect(canonicalAddress('/cases/100001?from=singlemessage&isappinstalled=0')).toBe('/cases/100001');
  expect(canonicalAddress(`/?utm_source=x&cursor=${cursor}`)).toBe(`/?cursor=${cursor}`);
  expect(canonicalAddress(`/api/cases?cursor=${ofCategory}&category=village`)).toBe(`/api/cases?category=village&cursor=${ofCategory}`);
  expect(canonicalAddress(`/c/village?cursor=${ofCategory}`)).toBe(`/c/village?cursor=${ofCategory}`);
});

test('a cursor of one list is none of another', () => {
  for (const path of ['/c/village', '/c/town', '/collections', '/api/cases?category=village']) {
    expect(canonicalAddress(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`), path).toBeNull();
  }
  for (const path of ['/', '/c/town', '/collections', '/api/cases']) expect(canonicalAddress(`${path}?cursor=${ofCategory}`), path).toBeNull();
});

test.each([
  '/?cursor=invented',
  '/api/cases?limit=5',
  '/api/cases?category=a&category=b',
  '/api/cases/100001?x=1',
  '/cases/0100001',
  '/cases/1e5',
  '/%63ases/100001',
  '//cases/100001',
  '/C/village',
  '/cases/100001/',
  '/sitemaps/x.xml',
  '/sitemaps/0xxml',
  '/feedxxml',
  'http://elsewhere/cases/100001',
  '',
  '/desk',
  '/api/articles',
  `/?cursor=${'a'.repeat(500)}`,
])('%s is not kept', (address) => expect(canonicalAddress(address)).toBeNull());
