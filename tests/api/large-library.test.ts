import { Readable } from 'node:stream';
import { Client, type QueryResultRow } from 'pg';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { contentHash } from '../../lib/content/canonical';
import { bodySchema } from '../../lib/content/schema';
import { toPlainText } from '../../lib/content/text';
import { LIMITS } from '../../lib/platform/limits';
import { data } from '../support/answers';
import { send } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { fillLibrary, RARE } from '../support/library';
import { unique } from '../support/people';
import { startSite, type Site } from '../support/site-process';

/** More than one part of the sitemap holds, filled in two steps, and a number far off besides. */
const STEPS = [1_000, 2_000];
const ARTICLES = STEPS.at(-1)!;
const FAR = 900_000_000;

let own: Site;
let client: Client;
beforeAll(async () => {
  const database = await cloneDatabase(inject('template'), unique('library'));
  await fillLibrary(database, STEPS[0]!);
  await fillLibrary(database, STEPS[1]!, STEPS[0]!);
  client = new Client({ connectionString: database });
  await client.connect();
  await client.query(`UPDATE "Article" SET number = ${FAR} WHERE number = (SELECT min(number) FROM "Article" WHERE "publishedAt" IS NOT NULL)`);
  own = await startSite({ databaseUrl: database });
});
afterAll(async () => {
  await own.stop();
  await client.end();
});

const get = (path: string) => send('GET', path, { origin: own.origin });
const sql = async <T extends QueryResultRow>(text: string) => (await client.query<T>(text)).rows;

describe('a generated library', () => {
  test('holds as many published articles as were asked for, and counts them as the product does', async () => {
    expect(await sql('SELECT count(*)::int AS n FROM "Article" WHERE "publishedRevisionId" IS NOT NULL')).toEqual([{ n: ARTICLES }]);
    const wrong = await sql(
      `SELECT c.slug FROM "Category" c LEFT JOIN "Category" d ON starts_with(d.path, c.path) LEFT JOIN "Article" a ON a."categoryId" = d.id AND a."publishedRevisionId" IS NOT NULL
       GROUP BY c.id HAVING c."publishedCount" <> count(a.id)`,
    );
    expect(wrong).toEqual([]);
    expect(await sql(`SELECT sum("publishedCount")::int AS n FROM "Category" WHERE "parentId" IS NULL`)).toEqual([{ n: ARTICLES }]);
    // A drawn number is never given again.
    const [{ next, most }] = (await sql<{ next: number; most: number }>(`SELECT nextval('public_number')::int AS next, (SELECT max(number) FROM "Collection") AS most`)) as [{ next: number; most: number }];
    expect(next).toBeGreaterThan(most);
  });

  test('holds bodies that the product would have taken, under their own hashes, of the length that was promised', async () => {
    const contents = await sql<{ hash: string; body: unknown }>('SELECT hash, body FROM "SectionContent" ORDER BY hash LIMIT 300');
    for (const { hash, body } of contents) {
      expect(contentHash(bodySchema.parse(body))).toBe(hash);
      const { length } = toPlainText(bodySchema.parse(body)).replace(/\s/g, '');
      expect(length).toBeGreaterThanOrEqual(1_000);
      expect(length).toBeLessThanOrEqual(1_700);
    }
    const different = await sql(`SELECT 1 FROM "RevisionSection" r JOIN "Section" s ON s.id = r."sectionId" JOIN "SectionContent" c ON c.hash = r."contentHash" WHERE s.body <> c.body LIMIT 1`);
    expect(different).toEqual([]);
    const pool = await sql<{ shared: boolean }>('SELECT count(*) > count(DISTINCT "contentHash") AS shared FROM "RevisionSection"');
    expect(pool).toEqual([{ shared: true }]);
  });

  test('is read like any other', async () => {
    for (const { number } of await sql<{ number: number }>('SELECT number FROM "Article" WHERE "publishedAt" IS NOT NULL ORDER BY hashint4(number) LIMIT 5')) {
      const page = await get(`/cases/${number}`);
      expect(page.status).toBe(200);
      expect(page.text.match(/<section\b/g)).toHaveLength(4);
    }
  });
});

describe('a list of thousands', () => {
  const walk = async (path: string) => {
    const numbers: number[] = [];
    for (let cursor = ''; ; ) {
      const { items, next } = data<{ items: { number: number }[]; next: string | null }>(await get(`${path}limit=100${cursor}`));
      numbers.push(...items.map(({ number }) => number));
      if (next === null) return numbers;
      cursor = `&cursor=${next}`;
    }
  };

  test.each([['all', '', ''], ['a root', 'k1', 'k1/'], ['a category below', 'k2-1', 'k2/k2-1/'], ['one with few', RARE.slug, `k8/k8-3/${RARE.slug}/`]])('%s is walked through page by page, each case once and in order', async (_, slug, path) => {
    const expected = await sql<{ number: number }>(
      `SELECT a.number FROM "Article" a JOIN "Category" c ON c.id = a."categoryId" WHERE a."publishedAt" IS NOT NULL AND starts_with(c.path, '${path}') ORDER BY a."publishedAt" DESC, a.id DESC`,
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(await walk(`/api/cases?${slug && `category=${slug}&`}`)).toEqual(expected.map(({ number }) => number));
  });

  test('collections are walked through on their pages, by the link to earlier ones and back', async () => {
    const expected = await sql<{ number: number; count: number }>(
      `SELECT c.number, (SELECT count(*)::int FROM "CollectionItem" i JOIN "Article" a ON a.id = i."articleId" WHERE i."collectionId" = c.id AND a."publishedAt" IS NOT NULL) AS count
       FROM "Collection" c WHERE c."publishedAt" IS NOT NULL ORDER BY c."publishedAt" DESC, c.id DESC`,
    );
    const found: { number: number; count: number }[] = [];
    let pages = 0;
    for (let path: string | undefined = '/collections'; path; pages += 1) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      const paged = path !== '/collections';
      expect(/<meta name="robots" content="noindex, follow"/.test(answer.text)).toBe(paged);
      expect(answer.text.includes('>回到最近的合集<')).toBe(paged);
      for (const [, number, count] of answer.text.matchAll(/<h2><a href="\/collections\/(\d+)">.*?<small>(\d+)篇<\/small>/g)) found.push({ number: Number(number), count: Number(count) });
      path = /<a class="on" rel="next" href="([^"]+)">更早的合集/.exec(answer.text)?.[1];
    }
    expect(pages).toBe(Math.ceil(expected.length / LIMITS.pageSize.default));
    expect(found).toEqual(expected);
    expect((await get('/collections?cursor=nonsense')).status).toBe(404);
  });
});

test('beyond one part the sitemap names its parts, which hold every number once and nothing else', async () => {
  const read = async (path: string) => {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    return Readable.from([answer.text]);
  };
  const relative = ({ url }: { url: string }) => url.replace(own.origin, '');
  const published = await sql<{ path: string; number: number }>(
    `SELECT '/cases/' || number AS path, number FROM "Article" WHERE "publishedAt" IS NOT NULL UNION ALL SELECT '/collections/' || number, number FROM "Collection" WHERE "publishedAt" IS NOT NULL`,
  );
  const parts = new Set(published.map(({ number }) => Math.floor(number / LIMITS.sitemapPart) * LIMITS.sitemapPart));
  expect(parts.size).toBeGreaterThan(2);

  const index = (await parseSitemapIndex(await read('/sitemap.xml'))).map(relative);
  expect(index).toEqual(['/sitemaps/pages.xml', ...[...parts].sort((a, b) => a - b).map((first) => `/sitemaps/${first}.xml`)]);
  const found: string[] = [];
  for (const part of index) {
    const items = (await parseSitemap(await read(part))).map(relative);
    expect(items.length, part).toBeLessThanOrEqual(LIMITS.sitemapPart);
    found.push(...items);
  }
  const isNumbered = (path: string) => /^\/(cases|collections)\/\d+$/.test(path);
  expect(found.filter(isNumbered).toSorted()).toEqual(published.map(({ path }) => path).toSorted());
  expect(found.filter((path) => !isNumbered(path))).toHaveLength(3 + 80);
});
