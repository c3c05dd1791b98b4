import { beforeAll, describe, expect, test } from 'vitest';
import type { RevisionEntry, RevisionView } from '../../lib/domains/reviews/history';
import type { Restored } from '../../lib/domains/reviews/restoring';
import { doc, paragraph } from '../../lib/content/build';
import { articleInput, body, decide, makeArticle, makePublished, readArticle, submit } from '../support/articles';
import { data, findings, problem, type ArticleView, type SectionAnswer } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { fileForm } from '../support/file-form';
import { picture, upload } from '../support/pictures';
import { createCast, unique, type Cast, type Person } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

interface Page {
  items: RevisionEntry[];
  next: string | null;
}

const at = ({ id }: { id: string }) => `/api/articles/${id}/revisions`;
const list = async (article: { id: string }, person: Person = cast.owner) => data<Page>(await as(person).get(at(article)));
const named = async (article: { id: string }, name: string) => data<{ id: string }>(await as(cast.owner).post(at(article), { name }), 201).id;
const restore = (article: { id: string }, revisionId: string, input: object, person: Person = cast.owner) =>
  as(person).post(`${at(article)}/${revisionId}/restoration`, input);
const restored = async (article: { id: string }, revisionId: string, input: object = {}) => {
  const { workingSeq } = await readArticle(cast.owner, article.id);
  return data<Restored>(await restore(article, revisionId, { version: workingSeq, ...input }));
};
const write = async (article: ArticleView, index: number, fields: object) => {
  const { sections } = await readArticle(cast.owner, article.id);
  const section = sections.find(({ id }) => id === article.sections[index]!.id)!;
  return data<SectionAnswer>(await as(cast.owner).patch(`/api/articles/${article.id}/sections/${section.id}`, { version: section.version, ...fields }));
};
/** What is written in an article, without versions and times. */
const wording = ({ title, lead, region, organisation, field, year, sections }: ArticleView) => ({
  title, lead, region, organisation, field, year,
  sections: sections.map(({ id, kind, heading, number, body: words }) => ({ id, kind, heading, number, body: words })),
});

describe('which states are kept', () => {
  test('at a submission and a name, not at a save; five hundred saves cost a handful of rows', async () => {
    const article = await makeArticle(cast.owner);
    const contents = await sqlRow<{ n: number }>('SELECT count(*)::int AS n FROM "SectionContent"');
    const path = `/api/articles/${article.id}/sections/${article.sections[0]!.id}`;
    for (let version = 1; version <= 500; version += 1) data(await as(cast.owner).patch(path, { version, body: body(unique('写')) }));
    expect((await list(article)).items).toEqual([]);
    expect(await sqlRow('SELECT count(*)::int AS n FROM "SectionContent"')).toEqual(contents);
    await named(article, '写完');
    await submit(cast.owner, article.id);
    expect((await list(article)).items).toHaveLength(1);
    expect(await sqlRow('SELECT count(*)::int AS n FROM "SectionContent"')).toEqual({ n: contents.n + 2 });
  }, 600_000);

  test('at an import: the document as it came in', async () => {
    const { body: form, type } = await fileForm(`<html><body><h1>${unique('修渠记')}</h1><h2>一、背景</h2><p>从前没有人管。</p></body></html>`, `${unique('a')}.html`);
    const { articles } = data<{ articles: { id: string }[] }>(await as(cast.owner).post('/api/import', form, { 'content-type': type }), 201);
    const [made] = await Promise.all(articles.map(({ id }) => readArticle(cast.owner, id)));
    const { items } = await list(made!);
    expect(items).toMatchObject([{ ordinal: 1, cause: 'IMPORT', name: null, submission: null, createdBy: { id: cast.owner.id } }]);
    expect(wording(data<RevisionView & ArticleView>(await as(cast.owner).get(`${at(made!)}/${items[0]!.id}`)))).toEqual(wording(made!));
  });

  test('are told with cause, name, who and when, the latest first, in pages', async () => {
    const article = await makePublished(cast);
    await write(article, 0, { heading: '缘起' });
    await named(article, ' 改了  标题 ');
    const { items } = await list(article);
    expect(items).toMatchObject([
      { ordinal: 2, cause: 'NAMED', name: '改了  标题', submission: null, published: false, createdBy: { id: cast.owner.id, name: cast.owner.name } },
      { ordinal: 1, cause: 'SUBMISSION', name: null, submission: { outcome: 'APPROVED' }, published: true },
    ]);
    const first = data<Page>(await as(cast.owner).get(`${at(article)}?limit=1`));
    expect(first.items).toEqual([items[0]]);
    expect(data<Page>(await as(cast.owner).get(`${at(article)}?limit=1&cursor=${first.next}`))).toEqual({ items: [items[1]], next: null });
    expect(findings(await as(cast.owner).get(`${at(await makeArticle(cast.owner))}?limit=1&cursor=${first.next}`))).toEqual(['/cursor bad_cursor']);
  });

  test('the same name for the same state is kept once; a name is asked for', async () => {
    const article = await makeArticle(cast.owner);
    const first = await named(article, '初稿');
    expect(await named(article, '初稿')).toBe(first);
    expect(await named(article, '另一个名字')).not.toBe(first);
    for (const name of ['', '  ', '长'.repeat(81), 7]) expect((await storesNothing(() => as(cast.owner).post(at(article), { name }))).status).toBe(422);
  });

  test('whole, as they stood', async () => {
    const article = await makeArticle(cast.owner, { lead: '导语', regionCode: '320583', organisation: unique('村'), field: '治理', year: 2021 });
    const id = await named(article, '初稿');
    await write(article, 0, { body: body('后来写的。') });
    expect(wording(data<RevisionView & ArticleView>(await as(cast.owner).get(`${at(article)}/${id}`)))).toEqual(wording(article));
  });
});

describe('who sees them', () => {
  test('whoever sees the working copy; nobody sees those of another article through it', async () => {
    const article = await makeArticle(cast.owner);
    const id = await named(article, '初稿');
    const other = await makeArticle(cast.otherEditor);
    for (const person of [cast.reviewer, cast.otherEditor, cast.reader]) {
      problem(await as(person).get(at(article)), 404);
      problem(await as(person).get(`${at(article)}/${id}`), 404);
      problem(await as(person).post(at(article), { name: '改' }), 404);
      problem(await restore(article, id, { version: 1 }, person), 404);
    }
    problem(await as(cast.otherEditor).get(`${at(other)}/${id}`), 404);
    problem(await restore(other, id, { version: 1 }, cast.otherEditor), 404);
    problem(await visitor.get(at(article)), 401);
    await submit(cast.owner, article.id);
    expect((await list(article, cast.reviewer)).items).toHaveLength(1);
    problem(await restore(article, id, { version: 1 }, cast.reviewer), 403);
  });
});

describe('bringing one back', () => {
  test('brings fields and sections back under their ids, in their order, and can be undone', async () => {
    const article = await makeArticle(cast.owner, { lead: '旧导语', year: 2020 });
    const id = await named(article, '旧');
    await as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, title: '新题', lead: '新导语', year: 2024 });
    await write(article, 0, { heading: '新的背景', body: body('新写的。') });
    const [first, second] = article.sections;
    data(await as(cast.owner).delete(`/api/articles/${article.id}/sections/${second!.id}`, { version: 1 }));
    data(await as(cast.owner).post(`/api/articles/${article.id}/sections`, { heading: '后来的', after: null }), 201);
    const before = await readArticle(cast.owner, article.id);

    const back = await restored(article, id);
    expect(wording(back.article)).toEqual(wording(article));
    expect(back.article.version).toBe(before.version + 1);
    expect(back.article.sections.find((section) => section.id === first!.id)!.version).toBe(3);
    expect((await list(article)).items[0]).toMatchObject({ id: back.undo.revisionId, cause: 'RESTORATION' });

    const undone = await restored(article, back.undo.revisionId);
    expect(wording(undone.article)).toEqual(wording(before));
    expect(wording((await restored(article, undone.undo.revisionId)).article)).toEqual(wording(article));
  });

  test('one section alone, in its place or where it stood', async () => {
    const article = await makeArticle(cast.owner, { sections: ['甲', '乙', '丙'].map((heading) => ({ heading, body: body(heading) })) });
    const id = await named(article, '旧');
    const [first, second, third] = article.sections;
    await write(article, 0, { body: body('甲二') });
    await write(article, 2, { body: body('丙二') });
    data(await as(cast.owner).delete(`/api/articles/${article.id}/sections/${second!.id}`, { version: 1 }));
    const headings = ({ sections }: ArticleView) => sections.map(({ heading, body: words }) => `${heading} ${words.content.length}`);
    const one = await restored(article, id, { sectionId: first!.id });
    expect(one.article.sections[0]!.body).toEqual(first!.body);
    expect(one.article.sections[1]!.body).not.toEqual(third!.body);
    const back = await restored(article, id, { sectionId: second!.id });
    expect(headings(back.article)).toEqual(['甲 1', '乙 1', '丙 1']);
    expect(back.article.orderVersion).toBe(one.article.orderVersion + 1);
    problem(await restore(article, id, { version: back.article.workingSeq, sectionId: article.id }), 404);
  });

  test('keeps who has written, adds who brings it back, and shows its pictures again', async () => {
    const { asset } = await upload(cast.owner, await picture(320, 200));
    const shown = doc([{ type: 'image', attrs: { id: 'i1', asset, alt: '公示栏' } }, paragraph('说明')]);
    const article = await makeArticle(cast.owner, { sections: [{ body: shown }] });
    await as(cast.owner).post(`/api/articles/${article.id}/editors`, { email: cast.coEditor.email });
    const id = await named(article, '有图');
    await write(article, 0, { body: body('没有图。') });
    const uses = () => sql('SELECT 1 FROM "AssetUse" WHERE "assetHash" = $1', [asset]);
    expect(await uses()).toHaveLength(0);
    const { workingSeq } = await readArticle(cast.coEditor, article.id);
    data(await restore(article, id, { version: workingSeq }, cast.coEditor));
    expect(await uses()).toHaveLength(1);
    const { writers } = await sqlRow<{ writers: string[] }>('SELECT "writerIds" AS writers FROM "Section" WHERE id = $1', [article.sections[0]!.id]);
    expect(writers).toEqual([cast.owner.id, cast.coEditor.id]);
  });

  test('of what somebody has changed meanwhile is 409 with the article, and while it is closed too; nothing is stored', async () => {
    const article = await makeArticle(cast.owner);
    const id = await named(article, '旧');
    await write(article, 0, { heading: '别人改了' });
    const stale = problem(await storesNothing(() => restore(article, id, { version: article.workingSeq })), 409);
    expect([stale.reason, (stale.current as ArticleView).sections[0]!.heading]).toEqual(['stale_version', '别人改了']);
    const { workingSeq } = await submit(cast.owner, article.id);
    expect(problem(await storesNothing(() => restore(article, id, { version: workingSeq })), 409).reason).toBe('wrong_stage');
    expect(problem(await storesNothing(() => as(cast.owner).post(at(article), { name: '送审后' })), 409).reason).toBe('wrong_stage');
  });

  test('takes an approved article back to draft and leaves what readers see alone', async () => {
    const article = await makePublished(cast, { title: unique('旧题') });
    const id = (await list(article)).items[0]!.id;
    data(await as(cast.owner).patch(`/api/articles/${article.id}`, { version: article.version, title: unique('新题') }));
    await submit(cast.owner, article.id);
    await decide(cast.reviewer, article.id, 'APPROVED');
    const page = (await visitor.get(`/cases/${article.number}`)).text;
    const { article: now } = await restored(article, id);
    expect([now.stage, now.title, now.publication.revisionId]).toEqual(['DRAFT', article.title, article.publication.revisionId]);
    expect((await visitor.get(`/cases/${article.number}`)).text).toBe(page);
  });

  test('is in the audit with what was kept', async () => {
    const article = await makeArticle(cast.owner, await articleInput());
    const id = await named(article, '旧');
    await write(article, 0, { heading: '改' });
    const { undo } = await restored(article, id, { sectionId: article.sections[0]!.id });
    expect(await sql('SELECT action, data FROM "AuditEvent" WHERE "subjectId" = $1 AND action LIKE \'%revision%\' ORDER BY at, id', [article.id])).toEqual([
      { action: 'article.revision_named', data: { revisionId: id } },
      { action: 'article.revision_restored', data: { revisionId: id, keptRevisionId: undo.revisionId, sectionId: article.sections[0]!.id } },
    ]);
  });
});
