import { beforeAll, expect, test } from 'vitest';
import { decide, makeArticle, makeCategory, makePublished, readArticle, submit, withdraw } from '../support/articles';
import { data, type ArticleView } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql } from '../support/database';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
/** A tree: root over left and right, left over leaf. */
let tree: { root: string; left: string; right: string; leaf: string };
beforeAll(async () => {
  cast = await createCast();
  const root = await makeCategory();
  const [left, right] = [await makeCategory(root), await makeCategory(root)];
  tree = { root, left, right, leaf: await makeCategory(left) };
});

/** Every category whose maintained count is not what counting gives. */
async function wrongCounts() {
  return sql(
    `SELECT c.slug, c."publishedCount" AS maintained, count(a.id)::int AS counted
     FROM "Category" c
     LEFT JOIN "Category" d ON starts_with(d.path, c.path)
     LEFT JOIN "Article" a ON a."categoryId" = d.id AND a."publishedRevisionId" IS NOT NULL AND a."deletedAt" IS NULL
     GROUP BY c.id HAVING c."publishedCount" <> count(a.id)`,
  );
}

async function counts(): Promise<Record<keyof typeof tree, number>> {
  const rows = await sql<{ slug: string; n: number }>('SELECT slug, "publishedCount" AS n FROM "Category" WHERE slug = ANY ($1)', [Object.values(tree)]);
  const of = (slug: string) => rows.find((row) => row.slug === slug)?.n ?? -1;
  return { root: of(tree.root), left: of(tree.left), right: of(tree.right), leaf: of(tree.leaf) };
}

async function approved(category: string): Promise<ArticleView> {
  const { id } = await makeArticle(cast.owner, { category });
  await submit(cast.owner, id);
  return decide(cast.reviewer, id, 'APPROVED');
}

const move = async (id: string, category: string | null) => {
  const { version } = await readArticle(cast.admin, id);
  return as(cast.admin).patch(`/api/articles/${id}`, { version, category });
};

test('a publication counts in its category and all above it, a withdrawal takes it away again', async () => {
  const before = await counts();
  const { id } = await makePublished(cast, { category: tree.leaf });
  expect(await counts()).toEqual({ root: before.root + 1, left: before.left + 1, right: before.right, leaf: before.leaf + 1 });
  await withdraw(cast.admin, id);
  expect(await counts()).toEqual(before);
});

test('a second publication of the same article counts nothing', async () => {
  const { id, version } = await makePublished(cast, { category: tree.right });
  const before = await counts();
  await as(cast.owner).patch(`/api/articles/${id}`, { version, title: '第二版' });
  await submit(cast.owner, id);
  await decide(cast.reviewer, id, 'APPROVED');
  data(await as(cast.admin).post(`/api/articles/${id}/publication`, {}));
  expect(await counts()).toEqual(before);
});

test('a published article that moves takes its weight along, within the tree and out of it', async () => {
  const { id } = await makePublished(cast, { category: tree.leaf });
  const before = await counts();
  data(await move(id, tree.right));
  expect(await counts()).toEqual({ root: before.root, left: before.left - 1, right: before.right + 1, leaf: before.leaf - 1 });
  data(await move(id, tree.left));
  expect(await counts()).toEqual({ ...before, leaf: before.leaf - 1 });
  data(await move(id, null));
  expect(await counts()).toEqual({ root: before.root - 1, left: before.left - 1, right: before.right, leaf: before.leaf - 1 });
  expect(await wrongCounts()).toEqual([]);
});

test('drafts, submitted, returned, approved and deleted articles count nowhere', async () => {
  const before = await counts();
  const draft = await makeArticle(cast.owner, { category: tree.leaf });
  const waiting = await approved(tree.leaf);
  const { id, title } = await makeArticle(cast.owner, { category: tree.leaf });
  await submit(cast.owner, id);
  await decide(cast.reviewer, id, 'RETURNED');
  await as(cast.owner).delete(`/api/articles/${id}`);
  expect(await counts()).toEqual(before);
  const list = await visitor.get(`/api/cases?category=${tree.leaf}&limit=100`);
  for (const hidden of [draft.title, waiting.title, title]) expect(list.text).not.toContain(hidden);
});

test('twelve publications at once in categories with shared ancestors count exactly', async () => {
  const before = await counts();
  const made = [];
  for (let n = 0; n < 12; n += 1) made.push(await approved([tree.root, tree.left, tree.right, tree.leaf][n % 4]!));
  const answers = await Promise.all(made.map(({ id }) => as(cast.admin).post(`/api/articles/${id}/publication`, {})));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map((answer) => data<ArticleView>(answer).number)).size).toBe(12);
  expect(await counts()).toEqual({ root: before.root + 12, left: before.left + 6, right: before.right + 3, leaf: before.leaf + 3 });
  expect(await wrongCounts()).toEqual([]);
});

test('publishing, withdrawing and moving all at once never waits in a ring and counts exactly', async () => {
  const [leaving, moving, coming] = [[], [], []] as ArticleView[][] as [ArticleView[], ArticleView[], ArticleView[]];
  for (let n = 0; n < 3; n += 1) {
    leaving.push(await makePublished(cast, { category: n % 2 ? tree.leaf : tree.right }));
    moving.push(await makePublished(cast, { category: n % 2 ? tree.right : tree.leaf }));
    coming.push(await approved(n % 2 ? tree.left : tree.leaf));
  }
  const answers = await Promise.all([
    ...leaving.map(({ id }) => as(cast.admin).delete(`/api/articles/${id}/publication`, {})),
    ...moving.map(({ id }, n) => move(id, n % 2 ? tree.leaf : tree.right)),
    ...coming.map(({ id }) => as(cast.admin).post(`/api/articles/${id}/publication`, {})),
  ]);
  expect(answers.map(({ status, text }) => (status === 200 ? 200 : text))).toEqual(answers.map(() => 200));
  expect(await wrongCounts()).toEqual([]);
});

test('one article published by five requests at once counts once', async () => {
  const { id } = await approved(tree.leaf);
  const before = await counts();
  const answers = await Promise.all(Array.from({ length: 5 }, () => as(cast.admin).post(`/api/articles/${id}/publication`, {})));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  expect((await counts()).leaf).toBe(before.leaf + 1);
});

test('what readers see of the counts is what is listed', async () => {
  const { next, items } = data<{ next: string | null; items: unknown[] }>(await visitor.get(`/api/cases?category=${tree.root}&limit=100`));
  expect(next).toBeNull();
  expect((await counts()).root).toBe(items.length);
});
