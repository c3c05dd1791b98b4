import { beforeAll, expect, test } from 'vitest';
import { body, makeArticle, readArticle } from '../support/articles';
import { data, problem, type ArticleView, type SectionAnswer } from '../support/answers';
import { as, type Answer } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

async function shared(given: object = {}): Promise<ArticleView> {
  const article = await makeArticle(cast.owner, { ...given });
  await as(cast.owner).post(`/api/articles/${article.id}/editors`, { email: cast.coEditor.email });
  return article;
}
const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort();

test('two editors in two sections never conflict, over ten rounds at once', async () => {
  const article = await shared();
  const [first, second] = article.sections as [ArticleView['sections'][number], ArticleView['sections'][number]];
  for (let round = 1; round <= 10; round += 1) {
    const answers = await Promise.all([
      as(cast.owner).patch(`/api/articles/${article.id}/sections/${first.id}`, { version: round, body: body(`甲 ${round}`) }),
      as(cast.coEditor).patch(`/api/articles/${article.id}/sections/${second.id}`, { version: round, body: body(`乙 ${round}`) }),
    ]);
    expect(statuses(answers)).toEqual([200, 200]);
  }
  const now = await readArticle(cast.owner, article.id);
  expect(now.workingSeq).toBe(article.workingSeq + 20);
  expect(now.sections.map((section) => JSON.stringify(section.body))).toEqual([expect.stringContaining('甲 10'), expect.stringContaining('乙 10')]);
});

test('of two editors in one section one is told, with the other’s text', async () => {
  for (let round = 0; round < 5; round += 1) {
    const article = await shared();
    const path = `/api/articles/${article.id}/sections/${article.sections[0]!.id}`;
    const texts = ['甲写的。', '乙写的。'];
    const answers = await Promise.all([
      as(cast.owner).patch(path, { version: 1, body: body(texts[0]!) }),
      as(cast.coEditor).patch(path, { version: 1, body: body(texts[1]!) }),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    const refused = problem(answers[1 - won]!, 409);
    expect(refused.current).toEqual(data<SectionAnswer>(answers[won]!));
    expect(JSON.stringify(refused.current)).toContain(texts[won]);
  }
});

test('of ten who change the title from one version, one succeeds', async () => {
  const article = await shared();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, title: `题目 ${n}` })));
  expect(statuses(answers)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect((await readArticle(cast.owner, article.id)).version).toBe(2);
});

test('a title and a section at once do not conflict', async () => {
  const article = await shared();
  const answers = await Promise.all([
    as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, title: '新题目' }),
    as(cast.coEditor).patch(`/api/articles/${article.id}/sections/${article.sections[0]!.id}`, { version: 1, heading: '新标题' }),
    as(cast.coEditor).post(`/api/articles/${article.id}/sections`, { heading: '新章节' }),
  ]);
  expect(statuses(answers)).toEqual([200, 200, 201]);
});

test('twenty sections added at once are all there, each in a place of its own', async () => {
  const article = await shared({ sections: [] });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => as(n % 2 ? cast.owner : cast.coEditor).post(`/api/articles/${article.id}/sections`, { heading: `第 ${n} 节`, ...(n % 3 ? {} : { after: null }) })),
  );
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  const { sections, orderVersion, workingSeq } = await readArticle(cast.owner, article.id);
  expect(sections.map(({ heading }) => heading).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `第 ${n} 节`).sort());
  expect([orderVersion, workingSeq]).toEqual([21, 21]);
  const places = await sqlRow('SELECT count(DISTINCT position)::int AS n FROM "Section" WHERE "articleId" = $1', [article.id]);
  expect(places).toEqual({ n: 20 });
});

test('of many submissions at once one opens a review', async () => {
  const article = await shared();
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => as(n % 2 ? cast.owner : cast.coEditor).post(`/api/articles/${article.id}/submission`, { version: 1 })));
  expect(statuses(answers)).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  expect(await sql('SELECT 1 FROM "Review" WHERE "articleId" = $1 AND outcome IS NULL', [article.id])).toHaveLength(1);
  expect(await sql('SELECT 1 FROM "Revision" WHERE "articleId" = $1', [article.id])).toHaveLength(1);
});

test('a submission and a save at once: what was saved later was not submitted, or is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const article = await shared();
    const [submission, save] = await Promise.all([
      as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: 1 }),
      as(cast.coEditor).patch(`/api/articles/${article.id}/sections/${article.sections[0]!.id}`, { version: 1, heading: '刚写的' }),
    ]);
    expect([submission.status, save.status].sort()).toEqual([200, 409]);
    const { stage, sections } = await readArticle(cast.owner, article.id);
    expect([stage, sections[0]!.heading]).toEqual(submission.status === 200 ? ['SUBMITTED', '背景'] : ['DRAFT', '刚写的']);
  }
});

test('a recall and a decision at once: one of them', async () => {
  for (let round = 0; round < 5; round += 1) {
    const article = await shared();
    const submitted = data<ArticleView>(await as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: 1 }));
    const [recall, decision] = await Promise.all([
      as(cast.owner).delete(`/api/articles/${article.id}/submission`),
      as(cast.reviewer).post(`/api/articles/${article.id}/decision`, { revisionId: submitted.review!.revisionId, outcome: 'APPROVED' }),
    ]);
    expect([recall, decision].filter(({ status }) => status === 200)).toHaveLength(1);
    const rounds = await sql<{ outcome: string }>('SELECT outcome FROM "Review" WHERE "articleId" = $1', [article.id]);
    expect(rounds).toEqual([{ outcome: recall.status === 200 ? 'RECALLED' : 'APPROVED' }]);
  }
});

test('of two reviewers one decides', async () => {
  const article = await shared();
  const { review } = data<ArticleView>(await as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: 1 }));
  const decide = (person: Cast['admin'], outcome: string) => as(person).post(`/api/articles/${article.id}/decision`, { revisionId: review!.revisionId, outcome, note: '意见' });
  const answers = await Promise.all([decide(cast.reviewer, 'APPROVED'), decide(cast.admin, 'RETURNED')]);
  expect(statuses(answers)).toEqual([200, 409]);
});

test('two invitations of one editor at once make him one once', async () => {
  const article = await makeArticle(cast.owner);
  const invite = () => as(cast.owner).post(`/api/articles/${article.id}/editors`, { email: cast.coEditor.email });
  expect(statuses(await Promise.all([invite(), invite()]))).toEqual([200, 422]);
});
