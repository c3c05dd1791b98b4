import { beforeAll, expect, test } from 'vitest';
import { makePublished } from '../support/articles';
import { as, visitor } from '../support/client';
import { sql } from '../support/database';
import { keptPages, makeCollection, nextOf, sitemapPartOf, type KeptPages } from '../support/kept-pages';
import { cacheFigures, leaseIsOver, renderedNow, warm } from '../support/page-cache';

/*
 * Found by looking for what the triggers and the addresses of the page cache pass over.
 */

let scene: KeptPages;
beforeAll(async () => {
  scene = await keptPages();
});

test('the sitemap shows when a collection was last changed, by hand too', async () => {
  const { cast, article } = scene;
  const { id, number } = await makeCollection(cast, [article.id]);
  for (const path of ['/sitemap.xml', sitemapPartOf(number)]) {
    const before = await warm(path);
    await sql(`UPDATE "Collection" SET "updatedAt" = "updatedAt" + interval '1 day' WHERE id = $1::uuid`, [id]);
    await leaseIsOver();
    const now = await renderedNow(path);
    expect(now.text === before.text, `${path} looks different`).toBe(false);
    expect((await visitor.get(path)).text === now.text, path).toBe(true);
  }
});

test('a collection that is emptied by TRUNCATE is seen to be empty', async () => {
  const { cast, article } = scene;
  const { number } = await makeCollection(cast, [article.id, (await makePublished(cast)).id]);
  const paths = [`/collections/${number}`, `/cases/${article.number}`, '/collections'];
  for (const path of paths) await warm(path);
  await sql('TRUNCATE "CollectionItem"');
  await leaseIsOver();
  for (const path of paths) expect((await visitor.get(path)).text === (await renderedNow(path)).text, path).toBe(true);
});

test('a section that is taken out of a published revision by hand is seen to be gone', async () => {
  const { article } = scene;
  const paths = [`/cases/${article.number}`, `/api/cases/${article.number}`];
  for (const path of paths) await warm(path);
  const taken = await sql(`DELETE FROM "RevisionSection" WHERE position = 0 AND "revisionId" = (SELECT "publishedRevisionId" FROM "Article" WHERE id = $1::uuid) RETURNING 1`, [article.id]);
  expect(taken).toHaveLength(1);
  await leaseIsOver();
  for (const path of paths) expect((await visitor.get(path)).text === (await renderedNow(path)).text, path).toBe(true);
});

test('a cursor of one list opens no page of another one: nothing more is kept', async () => {
  const { cast, category } = scene;
  const desk = (await as(cast.owner).get('/api/articles?limit=1')).body as { data: { next: string } };
  const cursors = {
    'of a page of another length': await nextOf('/api/cases?limit=1'),
    'of a category': await nextOf(`/api/cases?category=${category}`),
    'of the desk': desk.data.next,
  };
  const before = (await cacheFigures()).entries;
  for (const cursor of Object.values(cursors)) for (const list of ['/', '/collections']) await visitor.get(`${list}?cursor=${cursor}`);
  expect((await cacheFigures()).entries - before).toBe(0);
});
