import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { anyCategory, body, decide, makeArticle, makeCategory, makePublished, readArticle, submit } from '../support/articles';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const at = ({ id }: { id: string }) => `/api/articles/${id}`;
const patch = (article: ArticleView, change: object, person = cast.owner) => as(person).patch(at(article), { version: article.version, ...change });

describe('creating', () => {
  test('keeps every field and section as it was given', async () => {
    const category = await anyCategory();
    const organisation = unique('某某村');
    const section = { kind: 'PRACTICE', heading: '做法', number: '一、', body: body('第一步。', '第二步。') };
    const fields = { title: '　一网通办　', lead: '第一行\r\n第二行', regionCode: '320583', organisation, field: '基层治理', year: 2021, category };
    const article = data<ArticleView>(await as(cast.owner).post('/api/articles', { ...fields, sections: [section] }), 201);
    expect(article).toMatchObject({
      title: '一网通办',
      lead: '第一行\n第二行',
      region: { code: '320583' },
      organisation,
      field: '基层治理',
      year: 2021,
      category: { slug: category },
      stage: 'DRAFT',
      number: null,
      publication: { status: 'UNPUBLISHED' },
      version: 1,
      owner: { id: cast.owner.id },
      sections: [{ ...section, version: 1 }],
    });
    expect(await readArticle(cast.owner, article.id)).toEqual(article);
  });

  test('asks for nothing: an empty draft can be saved', async () => {
    const article = data<ArticleView>(await as(cast.owner).post('/api/articles', {}), 201);
    expect(article).toMatchObject({ title: '', lead: '', category: null, sections: [] });
  });

  test('gives ids to blocks that have none, and keeps those that are there', async () => {
    const content = [{ type: 'paragraph', attrs: { id: 'kept' }, content: [{ type: 'text', text: '一' }] }, { type: 'paragraph' }];
    const sections = [{ body: { type: 'doc', schemaVersion: 1, content } }];
    const { sections: [made] } = data<ArticleView>(await as(cast.owner).post('/api/articles', { sections }), 201);
    expect(made!.body.content.map(({ attrs }) => attrs.id)).toEqual(['kept', expect.stringMatching(/^[a-z0-9]{10}$/)]);
  });

  test('takes no more than a hundred sections', async () => {
    const sections = Array.from({ length: LIMITS.sections + 1 }, () => ({}));
    expect(findings(await storesNothing(() => as(cast.owner).post('/api/articles', { sections })))).toEqual(['/sections too_big']);
    expect((await as(cast.owner).post('/api/articles', { sections: sections.slice(1) })).status).toBe(201);
  });

  test('names every unknown thing at once, and makes no organisation for an article that is refused', async () => {
    const input = { category: 'no-such', regionCode: '999999', organisation: unique('没有的单位') };
    expect(findings(await storesNothing(() => as(cast.owner).post('/api/articles', input)))).toEqual(['/category unknown_category', '/regionCode unknown_region']);
  });

  test('two articles of one organisation share its row', async () => {
    const organisation = unique('镇政府');
    await Promise.all([1, 2, 3].map(() => makeArticle(cast.owner, { organisation })));
    expect(await sqlRow('SELECT count(*)::int AS n FROM "Organisation" WHERE name = $1', [organisation])).toEqual({ n: 1 });
  });

  test('answers neither a password nor a row that the API does not know', async () => {
    const answer = await as(cast.owner).post('/api/articles', {});
    expect(answer.text).not.toMatch(/password|ownerId|categoryId|importId/);
  });
});

describe('changing', () => {
  test('touches what is given and nothing else, and counts up', async () => {
    const article = await makeArticle(cast.owner, { lead: '原来的导语', year: 2020 });
    const changed = data<ArticleView>(await patch(article, { title: '新题目' }));
    const { updatedAt: _, ...rest } = article;
    expect(changed).toMatchObject({ ...rest, title: '新题目', version: 2, workingSeq: article.workingSeq + 1 });
  });

  test('null takes a value away', async () => {
    const article = await makeArticle(cast.owner, { year: 2020, regionCode: '320583', organisation: '某局' });
    const changed = data<ArticleView>(await patch(article, { year: null, regionCode: null, organisation: null, category: null }));
    expect(changed).toMatchObject({ year: null, region: null, organisation: null, category: null });
  });

  test('with a stale version is 409 with the article as it is now, and changes nothing', async () => {
    const article = await makeArticle(cast.owner);
    const now = data<ArticleView>(await patch(article, { title: '先来的' }));
    const refusal = problem(await storesNothing(() => patch(article, { title: '后来的' })), 409);
    expect(refusal).toMatchObject({ code: 'conflict', reason: 'stale_version', current: now });
  });

  test('with a version of the future is a conflict too', async () => {
    const article = await makeArticle(cast.owner);
    expect(problem(await patch({ ...article, version: 99 }, { title: '未来' }), 409).reason).toBe('stale_version');
  });

  test('an unknown category or region changes nothing', async () => {
    const article = await makeArticle(cast.owner);
    const answer = await storesNothing(() => patch(article, { title: '新', category: 'no-such', regionCode: '000000' }));
    expect(findings(answer)).toEqual(['/category unknown_category', '/regionCode unknown_region']);
  });

  test('after a return or an approval the article is a draft again', async () => {
    for (const outcome of ['RETURNED', 'APPROVED'] as const) {
      const { id } = await makeArticle(cast.owner);
      await submit(cast.owner, id);
      const decided = await decide(cast.reviewer, id, outcome);
      expect(decided.stage).toBe(outcome);
      expect(data<ArticleView>(await patch(decided, { lead: '补充' })).stage).toBe('DRAFT');
    }
  });

  test('while submitted nothing can be written', async () => {
    const { id, sections } = await makeArticle(cast.owner);
    const submitted = await submit(cast.owner, id);
    const section = `${at({ id })}/sections/${sections[0]!.id}`;
    await storesNothing(async () => {
      const answers = [
        await patch(submitted, { title: '改' }),
        await as(cast.owner).post(`${at({ id })}/sections`, {}),
        await as(cast.owner).patch(section, { version: 1, heading: '改' }),
        await as(cast.owner).delete(section, { version: 1 }),
        await as(cast.owner).put(`${at({ id })}/sections/order`, { version: submitted.orderVersion, order: sections.map((one) => one.id) }),
        await as(cast.owner).delete(at({ id })),
      ];
      for (const answer of answers) expect(problem(answer, 409).reason).toBe('wrong_stage');
    });
  });
});

describe('the category of a published article', () => {
  test('is the admin’s to change, not its authors’', async () => {
    const article = await makePublished(cast);
    const category = await makeCategory();
    const refused = await storesNothing(() => patch(article, { category }));
    expect(problem(refused, 403).code).toBe('forbidden');
    expect(data<ArticleView>(await patch(article, { category }, cast.admin)).category?.slug).toBe(category);
  });

  test('moved alone by the admin leaves an approval standing, moved with a word it does not', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    const approved = await decide(cast.reviewer, id, 'APPROVED');
    const moved = data<ArticleView>(await patch(approved, { category: await makeCategory() }, cast.admin));
    expect(moved).toMatchObject({ stage: 'APPROVED', version: approved.version + 1 });
    expect(data<ArticleView>(await patch(moved, { category: await makeCategory(), title: '另一个' }, cast.admin)).stage).toBe('DRAFT');
  });

  test('sent along unchanged by its author is no change', async () => {
    const article = await makePublished(cast);
    expect((await patch(article, { title: '新题目', category: article.category!.slug })).status).toBe(200);
  });
});

describe('deleting', () => {
  test('takes an article out of the list and keeps all of it for a restoration', async () => {
    const article = await makeArticle(cast.owner);
    const deleted = data<ArticleView>(await as(cast.owner).delete(at(article)));
    expect(deleted.deletedAt).not.toBeNull();
    expect((await as(cast.owner).get('/api/articles')).text).not.toContain(article.id);
    expect(problem(await patch(article, { title: '改' }), 409).reason).toBe('deleted');
    expect(problem(await as(cast.owner).delete(at(article)), 409).reason).toBe('deleted');

    const restored = data<ArticleView>(await as(cast.owner).post(`${at(article)}/restoration`));
    expect(restored).toMatchObject({ deletedAt: null, title: article.title, sections: article.sections, version: article.version });
    expect((await as(cast.owner).get('/api/articles')).text).toContain(article.id);
    expect(problem(await as(cast.owner).post(`${at(article)}/restoration`), 409).reason).toBe('not_deleted');
  });

  test('a published article must be withdrawn first', async () => {
    const article = await makePublished(cast);
    expect(problem(await storesNothing(() => as(cast.owner).delete(at(article))), 409).reason).toBe('published');
  });

  test('never removes a row', async () => {
    const article = await makeArticle(cast.owner);
    await as(cast.admin).delete(at(article));
    expect(await sql('SELECT id FROM "Section" WHERE "articleId" = $1', [article.id])).toHaveLength(2);
  });
});

test('what a user may do now stands in `allowed`, and is what the API lets him do', async () => {
  const article = await makeArticle(cast.owner);
  expect(article.allowed).toEqual(expect.arrayContaining(['article.edit', 'article.invite', 'article.delete', 'article.submit']));
  expect(article.allowed).not.toEqual(expect.arrayContaining(['article.publish']));
  const submitted = await submit(cast.owner, article.id);
  expect(submitted.allowed).toEqual(expect.arrayContaining(['article.recall']));
  expect(submitted.allowed).not.toEqual(expect.arrayContaining(['article.edit']));
});
