import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { cloneDatabase } from '../support/clone-database';
import { hotQueries } from '../support/hot-queries';
import { fillLibrary, idOf } from '../support/library';
import { unique } from '../support/people';
import { Watched, type Reading, type Statement } from '../support/plans';
import '../support/site';

/** Large enough for PostgreSQL to choose its ways as in a very large library. */
const ARTICLES = 5_000;
/** The one table that stays small: the tree is read whole by every page. */
const SMALL = ['Category', 'Site'];
/** What one thing may look at: rows of tables and indexes, and pages for that. A fifth of the library, and mostly far less. */
const USUAL = { rows: 1_000, pages: 2_000 };
/** A part of the sitemap is bounded, but long: number, revision and collection of each. */
const LONG = new Map([['a part of the sitemap', { rows: 3 * LIMITS.sitemapPart, pages: 4 * LIMITS.sitemapPart }]]);

const NAMES = Object.keys(hotQueries({ case: 0, collection: 0 }));
const recorded = new Map<string, Statement[]>();
let library: Watched;

beforeAll(async () => {
  const database = await cloneDatabase(inject('template'), unique('plans'));
  await fillLibrary(database, ARTICLES);
  library = await Watched.open(database);
  const numbers = { case: await library.numberOf('Article', idOf('article', 3_001)), collection: await library.numberOf('Collection', idOf('collection', 3_001)) };
  for (const [name, work] of Object.entries(hotQueries(numbers))) recorded.set(name, await library.record(work));
});
afterAll(() => library.close());

async function read(name: string, without?: string): Promise<Reading> {
  const whole: Reading = { scanned: [], rows: 0, pages: 0 };
  for (const statement of recorded.get(name)!) {
    const { scanned, rows, pages } = await library.read(statement, without);
    whole.scanned.push(...scanned.filter((table) => !SMALL.includes(table)));
    whole.rows += rows;
    whole.pages += pages;
  }
  return whole;
}

test.each(NAMES)('%s is found without reading what grows', async (name) => {
  expect(recorded.get(name)!.length).toBeGreaterThan(0);
  const { scanned, rows, pages } = await read(name);
  const sql = recorded.get(name)!.map(({ text }) => text).join(';\n');
  expect(scanned, sql).toEqual([]);
  const most = LONG.get(name) ?? USUAL;
  expect(rows, sql).toBeLessThanOrEqual(most.rows);
  expect(pages, sql).toBeLessThanOrEqual(most.pages);
});

/** That the test above would tell: each index that something stands on, taken away. */
test.each([
  ['a case', 'Article_number_key'],
  ['the latest cases', 'Article_publishedAt_id_idx'],
  ['cases further back', 'Article_publishedAt_id_idx'],
  ['a category', 'Article_categoryId_publishedAt_id_idx'],
  ['a category further back', 'Article_categoryId_publishedAt_id_idx'],
  ['a category with few cases', 'Article_categoryId_publishedAt_id_idx'],
  ['collections', 'Collection_publishedAt_id_idx'],
  ['a collection', 'Collection_number_key'],
  ['the sitemap’s parts', 'Article_number_key'],
  ['who is signed in', 'Session_pkey'],
  ['signing in', 'User_email_key'],
  ['own articles', 'Article_ownerId_updatedAt_id_idx'],
  ['own articles put aside', 'Article_put_aside_idx'],
  ['an article on the desk', 'Section_articleId_position_idx'],
  ['the review queue', 'Review_waiting_idx'],
  ['what waits to be published', 'Article_waiting_idx'],
  ['a request with a key', 'IdempotencyRecord_pkey'],
  ['a document that comes in', 'Import_ownerId_textHash_idx'],
  ['a publication', 'Review_articleId_submittedAt_idx'],
])('%s does need %s', async (name, index) => {
  const [as, without] = [await read(name), await read(name, index)];
  expect(without.scanned.length > 0 || without.pages > 2 * as.pages, `${as.pages} pages with it, ${without.pages} without`).toBe(true);
});
