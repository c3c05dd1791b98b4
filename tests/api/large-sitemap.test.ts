import { Readable } from 'node:stream';
import { Client } from 'pg';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LIMITS } from '../../lib/limits';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { fillLibrary } from '../support/library';
import { unique } from '../support/people';
import { startSite, type Site } from '../support/site-process';

/** More than one part holds, and numbers far off besides. */
const ARTICLES = 2_000;
const FAR = 900_000_000;

let own: Site;
/** Every published number with what it is of, and numbers that were given and withdrawn. */
let published: string[];
beforeAll(async () => {
  const database = await cloneDatabase(inject('template'), unique('sitemap'));
  await fillLibrary(database, ARTICLES);
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(`UPDATE "Article" SET number = ${FAR} WHERE number = (SELECT min(number) FROM "Article" WHERE "publishedAt" IS NOT NULL)`);
  // The last of one part and the first of the next.
  const edge = Math.ceil(100_002 / LIMITS.sitemapPart) * LIMITS.sitemapPart;
  const { rows } = await client.query<{ path: string }>(`SELECT '/cases/' || number AS path FROM "Article" WHERE "publishedAt" IS NOT NULL UNION ALL SELECT '/collections/' || number FROM "Collection" WHERE "publishedAt" IS NOT NULL`);
  published = rows.map(({ path }) => path);
  expect(published.some((path) => path.endsWith(String(edge))) || published.some((path) => path.endsWith(String(edge - 1)))).toBe(true);
  await client.end();
  own = await startSite({ databaseUrl: database });
});
afterAll(() => own.stop());

const read = async (path: string) => {
  const answer = await send('GET', path, { origin: own.origin });
  expect(answer.status, path).toBe(200);
  return Readable.from([answer.text]);
};

test('beyond one part the sitemap names its parts, which hold every number once and nothing else', async () => {
  const index = (await parseSitemapIndex(await read('/sitemap.xml'))).map(({ url }) => url.replace(own.origin, ''));
  expect(index[0]).toBe('/sitemaps/pages.xml');
  expect(index).toContain(`/sitemaps/${FAR}.xml`);
  // No part is named that holds nothing: those between the library and the number far off.
  expect(index.length).toBeLessThanOrEqual(2 + Math.ceil((ARTICLES * 1.3) / LIMITS.sitemapPart) + 1);
  const found: string[] = [];
  for (const part of index) {
    const items = (await parseSitemap(await read(part))).map(({ url }) => url.replace(own.origin, ''));
    expect(items.length, part).toBeGreaterThan(0);
    expect(items.length, part).toBeLessThanOrEqual(LIMITS.sitemapPart);
    found.push(...items);
  }
  const numbered = found.filter((path) => /\d/.test(path) && !path.startsWith('/c/'));
  expect(numbered.toSorted()).toEqual(published.toSorted());
  expect(found.filter((path) => path === '/' || path === '/c' || path === '/collections' || path.startsWith('/c/'))).toHaveLength(3 + 80);
});
