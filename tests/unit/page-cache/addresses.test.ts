import { beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../../lib/cursor';
import { provideEnv } from '../../../lib/env';
import { canonicalAddress } from '../../../lib/page-cache/addresses';

let cursor: string;
beforeAll(() => {
  provideEnv({ NEXTAUTH_SECRET: 'a secret of thirty-two characters' });
  cursor = encodeCursor({ at: new Date('2026-01-01T00:00:00Z'), id: '019aa000-0000-7000-8000-000000000001' });
});

test.each(['/', '/c', '/c/village-works', '/cases/100001', '/collections/100002', '/feed.xml', '/c/village/feed.xml', '/sitemap.xml', '/sitemaps/100000.xml', '/robots.txt', '/api/cases', '/api/cases/100001'])(
  '%s is kept as it is',
  (address) => expect(canonicalAddress(address)).toBe(address),
);

test('a page loses what it does not know, and keeps a cursor that the site has issued', () => {
  expect(canonicalAddress('/cases/100001?from=singlemessage&isappinstalled=0')).toBe('/cases/100001');
  expect(canonicalAddress(`/?utm_source=x&cursor=${cursor}`)).toBe(`/?cursor=${cursor}`);
  expect(canonicalAddress(`/api/cases?cursor=${cursor}&category=village`)).toBe(`/api/cases?category=village&cursor=${cursor}`);
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
  '/desk',
  '/api/articles',
  `/?cursor=${'a'.repeat(500)}`,
])('%s is not kept', (address) => expect(canonicalAddress(address)).toBeNull());
