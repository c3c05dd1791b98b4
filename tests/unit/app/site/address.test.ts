import { expect, test } from 'vitest';
import { absoluteAddress } from '../../../../app/(site)/address';
import { atomFeed } from '../../../../app/(site)/atom-feed';
import { provideEnv } from '../../../../lib/platform/env';

test('an address is made absolute by what the operator says, else by what the server gave itself', () => {
  provideEnv({ NEXTAUTH_URL: 'http://127.0.0.1:3000' });
  expect(absoluteAddress('/cases/1')).toBe('http://127.0.0.1:3000/cases/1');
  provideEnv({ SITE_URL: 'https://anli.example' });
  expect(absoluteAddress('/cases/1')).toBe('https://anli.example/cases/1');
});

test('a feed takes its time and its ids from what is stored, and only its links from the site’s address', () => {
  provideEnv({ SITE_URL: 'https://anli.example' });
  const state = { updated: new Date('2026-01-31T00:00:00Z'), idOf: (path: string) => `urn:x:${path}` };
  const feed = atomFeed({ title: '案例库', description: '', page: '/', path: '/feed.xml', cases: [], state });
  expect(feed).toContain('<updated>2026-01-31T00:00:00.000Z</updated>');
  expect(feed).toContain('<id>urn:x:/feed.xml</id>');
  expect(feed).toContain('<link rel="self" href="https://anli.example/feed.xml"/>');
});
