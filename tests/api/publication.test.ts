import { beforeAll, describe, expect, test } from 'vitest';
import { publishArticle, withdrawArticle } from '../../lib/domains/publication/mutations';
import { system } from '../../lib/platform/actor';
import { decide, makeArticle, makeCategory, makePublished, publish, readArticle, submit, withdraw } from '../support/articles';
import { data, type ArticleView } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';

/*
 * The seam: whatever changes what readers see of an article moves the counts of the categories once and leaves one audit
 * event, in the transaction of the change.
 */

let cast: Cast;
let categories: { one: string; other: string };
beforeAll(async () => {
  cast = await createCast();
  categories = { one: await makeCategory(), other: await makeCategory() };
});

const count = (slug: string) => sqlRow<{ n: number }>('SELECT "publishedCount" AS n FROM "Category" WHERE slug = $1', [slug]).then(({ n }) => n);
const counts = async () => ({ one: await count(categories.one), other: await count(categories.other) });

interface Trace {
  action: string;
  actorId: string | null;
  system: string | null;
  data: Record<string, unknown>;
}
const traces = (id: string) => sql<Trace>('SELECT action, "actorId", system, data FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [id]);

/** Does `work` and tells what it has left in the audit, and by how much the counts have moved. */
async function effect(id: string, work: () => Promise<unknown>) {
  const [before, known] = [await counts(), (await traces(id)).length];
  await work();
  const after = await counts();
  return { moved: { one: after.one - before.one, other: after.other - before.other }, left: (await traces(id)).slice(known) };
}

async function approved(given: object = {}): Promise<ArticleView> {
  const { id } = await makeArticle(cast.owner, { category: categories.one, ...given });
  await submit(cast.owner, id);
  return decide(cast.reviewer, id, 'APPROVED');
}

const byAdmin = (action: string, trace: object) => ({ action, actorId: cast.admin.id, system: null, data: trace });

describe('one effect and one trace', () => {
  test('of a publication', async () => {
    const { id, review } = await approved();
    expect(await effect(id, () => publish(cast.admin, id))).toEqual({
      moved: { one: 1, other: 0 },
      left: [byAdmin('article.published', { revisionId: review!.revisionId })],
    });
  });

  test('of publishing it again, which counts nothing', async () => {
    const { id, version } = await makePublished(cast, { category: categories.one });
    await as(cast.owner).patch(`/api/articles/${id}`, { version, title: '第二版' });
    await submit(cast.owner, id);
    const { review } = await decide(cast.reviewer, id, 'APPROVED');
    expect(await effect(id, () => publish(cast.admin, id))).toEqual({
      moved: { one: 0, other: 0 },
      left: [byAdmin('article.published', { revisionId: review!.revisionId })],
    });
  });

  test('of a withdrawal', async () => {
    const { id } = await makePublished(cast, { category: categories.one });
    expect(await effect(id, () => withdraw(cast.admin, id, '有误'))).toEqual({
      moved: { one: -1, other: 0 },
      left: [byAdmin('article.withdrawn', { reason: '有误' })],
    });
  });

  test('of a move to another category while readers see it', async () => {
    const { id, version } = await makePublished(cast, { category: categories.one });
    const move = async () => data(await as(cast.admin).patch(`/api/articles/${id}`, { version, category: categories.other, field: '治理' }));
    expect(await effect(id, move)).toEqual({
      moved: { one: -1, other: 1 },
      left: [byAdmin('article.changed', { fields: ['field', 'category'] })],
    });
  });

  test('of an approval that publishes by itself', async () => {
    await sql('UPDATE "Category" SET "publishOnApproval" = true WHERE slug = $1', [categories.other]);
    const { id } = await makeArticle(cast.owner, { category: categories.other });
    await submit(cast.owner, id);
    const { moved, left } = await effect(id, () => decide(cast.reviewer, id, 'APPROVED'));
    expect(moved).toEqual({ one: 0, other: 1 });
    expect(left.map(({ action }) => action)).toEqual(['article.approved', 'article.published']);
    await sql('UPDATE "Category" SET "publishOnApproval" = false WHERE slug = $1', [categories.other]);
  });
});

test('what readers do not see moves no count: a draft changes its category, a published one its words', async () => {
  const draft = await makeArticle(cast.owner, { category: categories.one });
  const move = async () => data(await as(cast.owner).patch(`/api/articles/${draft.id}`, { version: 1, category: categories.other }));
  expect((await effect(draft.id, move)).moved).toEqual({ one: 0, other: 0 });
  const shown = await makePublished(cast, { category: categories.one });
  const write = async () => data(await as(cast.owner).patch(`/api/articles/${shown.id}`, { version: shown.version, title: '改', category: categories.one }));
  expect((await effect(shown.id, write)).moved).toEqual({ one: 0, other: 0 });
});

describe('the system', () => {
  const schedule = system('schedule');

  test('shows readers what was approved and takes it back, and the audit says that nobody did', async () => {
    const { id, review } = await approved();
    const revisionId = review!.revisionId;
    expect(await effect(id, () => publishArticle(schedule, id, { revisionId }))).toEqual({
      moved: { one: 1, other: 0 },
      left: [{ action: 'article.published', actorId: null, system: 'schedule', data: { revisionId } }],
    });
    const { number } = await readArticle(cast.owner, id);
    expect((await visitor.get(`/cases/${number}`)).status).toBe(200);
    expect((await effect(id, () => withdrawArticle(schedule, id, { reason: '到期' }))).left).toEqual([
      { action: 'article.withdrawn', actorId: null, system: 'schedule', data: { reason: '到期' } },
    ]);
    expect((await visitor.get(`/cases/${number}`)).status).toBe(410);
  });

  test('shows them nothing that nobody has approved', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    await storesNothing(() => expect(publishArticle(schedule, id, {})).rejects.toMatchObject({ code: 'conflict', details: { reason: 'wrong_stage' } }));
  });
});
