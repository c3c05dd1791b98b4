import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { body, makeArticle, readArticle } from '../support/articles';
import { data, findings, problem, type ArticleView, type SectionAnswer } from '../support/answers';
import { as } from '../support/client';
import { storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const at = (article: ArticleView, section?: { id: string }) => `/api/articles/${article.id}/sections${section ? `/${section.id}` : ''}`;
const add = (article: ArticleView, input: object = {}) => as(cast.owner).post(at(article), input);
const headings = async ({ id }: ArticleView) => (await readArticle(cast.owner, id)).sections.map(({ heading }) => heading);

describe('adding', () => {
  test('goes last, first, or behind another one', async () => {
    const article = await makeArticle(cast.owner);
    const [first] = article.sections;
    const last = data<SectionAnswer>(await add(article, { kind: 'OUTCOME', heading: '成效', number: '三、', body: body('路灯亮了。') }), 201);
    expect(last.section).toMatchObject({ kind: 'OUTCOME', heading: '成效', number: '三、', version: 1 });
    expect(last.article).toEqual({ stage: 'DRAFT', orderVersion: 2, workingSeq: 2 });
    await add(article, { heading: '最前', after: null });
    await add(article, { heading: '第二', after: first!.id });
    expect(await headings(article)).toEqual(['最前', '背景', '第二', '做法', '成效']);
  });

  test('asks for nothing', async () => {
    const article = await makeArticle(cast.owner);
    expect(data<SectionAnswer>(await add(article), 201).section).toMatchObject({ kind: 'OTHER', heading: '', number: '', body: { content: [] } });
  });

  test('behind a section of another article is refused', async () => {
    const [article, other] = [await makeArticle(cast.owner), await makeArticle(cast.owner)];
    expect(findings(await storesNothing(() => add(article, { after: other.sections[0]!.id })))).toEqual(['/after unknown_section']);
  });

  test('stops at a hundred', async () => {
    const article = await makeArticle(cast.owner, { sections: Array.from({ length: LIMITS.sections }, () => ({})) });
    expect(findings(await storesNothing(() => add(article)))).toEqual([' too_many_sections']);
  });
});

describe('changing', () => {
  test('changes what is given, and counts this section’s version and the working copy, not the others', async () => {
    const article = await makeArticle(cast.owner);
    const [first, second] = article.sections;
    const answer = data<SectionAnswer>(await as(cast.owner).patch(at(article, first), { version: 1, heading: '缘起' }));
    expect(answer.section).toMatchObject({ heading: '缘起', kind: first!.kind, body: first!.body, version: 2 });
    const now = await readArticle(cast.owner, article.id);
    expect(now.sections[1]).toEqual(second);
    expect(now).toMatchObject({ version: article.version, orderVersion: article.orderVersion, workingSeq: article.workingSeq + 1 });
  });

  test('with a stale version is 409 with the other’s text, and nobody’s words are lost', async () => {
    const article = await makeArticle(cast.owner);
    const [section] = article.sections;
    const winner = data<SectionAnswer>(await as(cast.owner).patch(at(article, section), { version: 1, body: body('先写的。') }));
    const refused = problem(await storesNothing(() => as(cast.owner).patch(at(article, section), { version: 1, body: body('后写的。') })), 409);
    expect(refused).toMatchObject({ reason: 'stale_version', current: winner });
  });

  test('a section of another article, a deleted one and an unknown one are 404', async () => {
    const [article, other] = [await makeArticle(cast.owner), await makeArticle(cast.owner)];
    const [deleted] = article.sections;
    await as(cast.owner).delete(at(article, deleted), { version: 1 });
    await storesNothing(async () => {
      for (const section of [other.sections[0]!, deleted!, { id: article.id }]) {
        expect(problem(await as(cast.owner).patch(at(article, section), { version: 1, heading: '改' }), 404).code).toBe('not_found');
      }
    });
  });
});

describe('deleting', () => {
  test('takes a section out, and a restoration brings it back where it stood', async () => {
    const article = await makeArticle(cast.owner);
    const [first] = article.sections;
    const left = data<ArticleView>(await as(cast.owner).delete(at(article, first), { version: 1 }));
    expect(left.sections.map(({ heading }) => heading)).toEqual(['做法']);
    const back = data<SectionAnswer>(await as(cast.owner).post(`${at(article, first)}/restoration`));
    expect(back.section).toMatchObject({ heading: '背景', body: first!.body });
    expect(await headings(article)).toEqual(['背景', '做法']);
  });

  test('with a stale version is 409 with what was written since', async () => {
    const article = await makeArticle(cast.owner);
    const [first] = article.sections;
    await as(cast.owner).patch(at(article, first), { version: 1, heading: '刚改过' });
    const refused = problem(await storesNothing(() => as(cast.owner).delete(at(article, first), { version: 1 })), 409);
    expect(refused).toMatchObject({ reason: 'stale_version', current: { section: { heading: '刚改过', version: 2 } } });
  });

  test('restoring what is not deleted is 409, and what was never there 404', async () => {
    const [article, other] = [await makeArticle(cast.owner), await makeArticle(cast.owner)];
    expect(problem(await as(cast.owner).post(`${at(article, article.sections[0])}/restoration`), 409).reason).toBe('not_deleted');
    expect(problem(await as(cast.owner).post(`${at(article, other.sections[0])}/restoration`), 404).code).toBe('not_found');
  });

  test('a full article has no room for a restored section', async () => {
    const article = await makeArticle(cast.owner, { sections: Array.from({ length: LIMITS.sections }, () => ({})) });
    const [first] = article.sections;
    await as(cast.owner).delete(at(article, first), { version: 1 });
    await add(article);
    expect(findings(await as(cast.owner).post(`${at(article, first)}/restoration`))).toEqual([' too_many_sections']);
  });
});

describe('ordering', () => {
  const order = (article: ArticleView, ids: string[], version = article.orderVersion) => as(cast.owner).put(`${at(article)}/order`, { version, order: ids });

  test('puts the sections into the order given', async () => {
    const article = await makeArticle(cast.owner);
    const ids = article.sections.map(({ id }) => id).reverse();
    const ordered = data<ArticleView>(await order(article, ids));
    expect(ordered.sections.map(({ id }) => id)).toEqual(ids);
    expect(ordered.orderVersion).toBe(article.orderVersion + 1);
    expect(ordered.version).toBe(article.version);
  });

  test('with a stale version is 409 with the order as it is now', async () => {
    const article = await makeArticle(cast.owner);
    const added = data<SectionAnswer>(await add(article), 201);
    const refused = problem(await storesNothing(() => order(article, article.sections.map(({ id }) => id))), 409);
    expect(refused).toMatchObject({ reason: 'stale_version', current: { orderVersion: 2, sections: [{}, {}, { id: added.section.id }] } });
  });

  test('must name every section of this article exactly once', async () => {
    const [article, other] = [await makeArticle(cast.owner), await makeArticle(cast.owner)];
    const [a, b] = article.sections.map(({ id }) => id) as [string, string];
    await storesNothing(async () => {
      for (const ids of [[], [a], [a, a], [a, b, a], [a, other.sections[0]!.id], [a, b, other.sections[0]!.id]]) {
        expect(findings(await order(article, ids))).toEqual(['/order order_mismatch']);
      }
    });
  });
});
