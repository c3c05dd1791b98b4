import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { blockIds } from '../support/block-ids';
import { body, decide, makeArticle, makePublished, readArticle, submit } from '../support/articles';
import { data, problem, type ArticleView } from '../support/answers';
import { as } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { createCast, type Cast, type Person } from '../support/people';
import { picture, sectionWith, upload } from '../support/pictures';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const copy = async (person: Person, id: string) => data<ArticleView>(await as(person).post(`/api/articles/${id}/copies`), 201);
const texts = ({ sections }: ArticleView) => sections.map(({ kind, heading, number, body: text }) => ({ kind, heading, number, text: JSON.stringify(text.content).replaceAll(/"id":"[^"]+"/g, '') }));
const writersOf = (table: 'Article' | 'Section', column: string, id: string) =>
  sql(`SELECT "writerIds" AS writers FROM "${table}" WHERE "${column}" = $1`, [id]).then((rows) => rows.map(({ writers }) => (writers as string[]).sort()));

describe('a copy', () => {
  test('has every field and word, with ids of its own for sections and blocks', async () => {
    const shown = await upload(cast.owner, await picture(640, 400));
    const fields = { title: '路灯', lead: '导语', regionCode: '320583', organisation: '某村', field: '治理', year: 2021 };
    const original = await makeArticle(cast.owner, { ...fields, sections: [{ kind: 'BACKGROUND', heading: '背景', number: '一、', body: body('三年。', '又三年。') }, sectionWith(shown)] });
    const made = await copy(cast.owner, original.id);
    expect(made).toMatchObject({ title: '路灯（副本）', lead: '导语', field: '治理', year: 2021, organisation: '某村', region: original.region, category: original.category });
    expect(made).toMatchObject({ stage: 'DRAFT', number: null, review: null, editors: [], owner: { id: cast.owner.id }, version: 1 });
    expect(texts(made)).toEqual(texts(original));
    expect(made.sections.map(({ id }) => id)).not.toEqual(expect.arrayContaining([original.sections[0]!.id]));
    const before = new Set(original.sections.flatMap(({ body: text }) => blockIds(text)));
    expect(before.size).toBe(3);
    for (const id of made.sections.flatMap(({ body: text }) => blockIds(text))) expect(before).not.toContain(id);
    expect(await sqlRow('SELECT count(*)::int FROM "AssetUse" WHERE "assetHash" = $1', [shown.asset])).toEqual({ count: 2 });
    expect(await readArticle(cast.owner, original.id)).toEqual(original);
    expect(await sqlRow('SELECT data FROM "AuditEvent" WHERE "subjectId" = $1', [made.id])).toEqual({ data: { from: original.id } });
  });

  test('keeps the credit of who wrote: he does not decide on it', async () => {
    const original = await makeArticle(cast.reviewer);
    await as(cast.reviewer).post(`/api/articles/${original.id}/editors`, { email: cast.coEditor.email });
    const made = await copy(cast.coEditor, original.id);
    const both = [cast.reviewer.id, cast.coEditor.id].sort();
    expect(await writersOf('Article', 'id', made.id)).toEqual([both]);
    expect(await writersOf('Section', 'articleId', made.id)).toEqual([both, both]);
    const { review } = await submit(cast.coEditor, made.id);
    problem(await as(cast.reviewer).post(`/api/articles/${made.id}/decision`, { revisionId: review!.revisionId, outcome: 'APPROVED' }), 403);
  });

  test('of a published case is, for an editor who has nothing to do with it, of what readers see', async () => {
    const original = await makePublished(cast);
    const { version } = await readArticle(cast.owner, original.id);
    data(await as(cast.owner).patch(`/api/articles/${original.id}`, { version, title: '没有发布的题目', lead: '没有发布的导语' }));
    const [first] = original.sections;
    data(await as(cast.owner).patch(`/api/articles/${original.id}/sections/${first!.id}`, { version: first!.version, body: body('没有发布的话。') }));
    const made = await copy(cast.otherEditor, original.id);
    expect(made.title).toBe(`${original.title}（副本）`);
    expect(JSON.stringify(made)).not.toContain('没有发布');
    expect(texts(made)).toEqual(texts(original));
    expect((await copy(cast.owner, original.id)).lead).toBe('没有发布的导语');
  });

  test('of a draft, or of what was withdrawn, is nobody’s but its readers’', async () => {
    const { id } = await makeArticle(cast.owner);
    problem(await as(cast.otherEditor).post(`/api/articles/${id}/copies`), 404);
    await submit(cast.owner, id);
    expect((await copy(cast.reviewer, id)).owner.id).toBe(cast.reviewer.id);
    await decide(cast.reviewer, id, 'RETURNED');
    data(await as(cast.owner).delete(`/api/articles/${id}`));
    expect(problem(await as(cast.owner).post(`/api/articles/${id}/copies`), 409).reason).toBe('deleted');
  });

  test('of a title that fills its room is cut, and repeated with its key makes none twice', async () => {
    const original = await makeArticle(cast.owner, { title: '路'.repeat(LIMITS.title) });
    const send = () => as(cast.owner).post(`/api/articles/${original.id}/copies`, undefined, { 'idempotency-key': 'copy-once' });
    const made = data<ArticleView>(await send(), 201);
    expect(made.title).toBe(`${'路'.repeat(LIMITS.title - 4)}（副本）`);
    expect(data<ArticleView>(await send(), 201).id).toBe(made.id);
  });
});
