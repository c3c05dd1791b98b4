import { beforeAll, describe, expect, test } from 'vitest';
import { body, decide, makeArticle, makeCategory, makePublished, publish, readArticle, submit, withdraw } from '../support/articles';
import { words } from '../../lib/i18n/words';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const at = ({ id }: { id: string }, part: string) => `/api/articles/${id}/${part}`;
const decideOn = (article: ArticleView, decision: object) =>
  as(cast.reviewer).post(at(article, 'decision'), { revisionId: article.review?.revisionId, ...decision });
const edit = async ({ id }: { id: string }, change: object) => {
  const { version } = await readArticle(cast.owner, id);
  return data<ArticleView>(await as(cast.owner).patch(`/api/articles/${id}`, { version, ...change }));
};

describe('submitting', () => {
  test('names everything that is missing at once, and not what would only be better', async () => {
    const article = data<ArticleView>(await as(cast.owner).post('/api/articles', { sections: [{ body: body('　\u200b ') }] }), 201);
    const answer = await storesNothing(() => as(cast.owner).post(at(article, 'submission'), { version: 1 }));
    expect(findings(answer)).toEqual(['/title title_missing', '/category category_missing', '/sections sections_empty']);
  });

  test('needs a title, a category and one section that is not empty; all else is advice', async () => {
    const article = await makeArticle(cast.owner, { sections: [{}, { body: body('有内容。') }, {}] });
    const answer = data<ArticleView & { findings: { path: string; code: string; message: string }[] }>(await as(cast.owner).post(at(article, 'submission'), { version: 1 }));
    expect(answer.stage).toBe('SUBMITTED');
    expect(answer.findings.map(({ message }) => message)).toEqual([words().errors.findings.section_empty, words().errors.findings.section_empty, words().errors.findings.lead_missing]);
    expect(answer.findings.map(({ path, code }) => `${path} ${code}`)).toEqual(['/sections/0/body section_empty', '/sections/2/body section_empty', '/lead lead_missing']);
  });

  test.each([
    ['title', { title: '' }, '/title title_missing'],
    ['category', { category: null }, '/category category_missing'],
    ['sections', { sections: [] }, '/sections sections_empty'],
  ])('without %s alone is 422', async (_what, missing, finding) => {
    const article = await makeArticle(cast.owner, { lead: '导语', ...missing });
    expect(findings(await storesNothing(() => as(cast.owner).post(at(article, 'submission'), { version: 1 })))).toEqual([finding]);
  });

  test('what has changed since is 409 with the article as it is now', async () => {
    const article = await makeArticle(cast.owner);
    await as(cast.owner).patch(at(article, `sections/${article.sections[0]!.id}`), { version: 1, heading: '改过' });
    const refused = problem(await storesNothing(() => as(cast.owner).post(at(article, 'submission'), { version: article.workingSeq })), 409);
    expect(refused).toMatchObject({ reason: 'stale_version', current: { workingSeq: 2, sections: [{ heading: '改过' }, {}] } });
  });

  test('twice is 409', async () => {
    const article = await makeArticle(cast.owner);
    await submit(cast.owner, article.id);
    const again = await storesNothing(() => as(cast.owner).post(at(article, 'submission'), { version: 1 }));
    expect(problem(again, 409).reason).toBe('wrong_stage');
  });
});

describe('deciding', () => {
  test('a return needs a note, which the author sees', async () => {
    const { id } = await makeArticle(cast.owner);
    const article = await submit(cast.owner, id);
    for (const note of [undefined, '', ' \n ']) {
      expect(findings(await storesNothing(() => decideOn(article, { outcome: 'RETURNED', note })))).toEqual(['/note note_required']);
    }
    await decide(cast.reviewer, id, 'RETURNED', '数据请注明来源。');
    const seen = await readArticle(cast.owner, id);
    expect(seen).toMatchObject({ stage: 'RETURNED', review: { outcome: 'RETURNED', note: '数据请注明来源。', decidedBy: { id: cast.reviewer.id } } });
  });

  test('names the revision that was read: another one is 409 with the article as it is now', async () => {
    const { id } = await makeArticle(cast.owner);
    const first = await submit(cast.owner, id);
    await as(cast.owner).delete(at(first, 'submission'));
    await edit(first, { title: '又改了' });
    const second = await submit(cast.owner, id);
    const refused = problem(await storesNothing(() => decideOn(first, { outcome: 'APPROVED' })), 409);
    expect(refused).toMatchObject({ reason: 'stale_version', current: { title: '又改了', review: { revisionId: second.review!.revisionId } } });
  });

  test('on a recalled submission comes too late', async () => {
    const { id } = await makeArticle(cast.owner);
    const article = await submit(cast.owner, id);
    const recalled = data<ArticleView>(await as(cast.owner).delete(at(article, 'submission')));
    expect(recalled).toMatchObject({ stage: 'DRAFT', review: { outcome: 'RECALLED' } });
    const late = await storesNothing(() => decideOn(article, { outcome: 'APPROVED' }));
    expect([404, 409]).toContain(late.status);
  });

  test('twice is 409, and the first decision stands', async () => {
    const { id } = await makeArticle(cast.owner);
    const article = await submit(cast.owner, id);
    await decideOn(article, { outcome: 'APPROVED' });
    expect(problem(await storesNothing(() => decideOn(article, { outcome: 'RETURNED', note: '不行' })), 409).reason).toBe('wrong_stage');
    expect((await readArticle(cast.owner, id)).stage).toBe('APPROVED');
  });

  test('recalling what is decided is 409', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED');
    expect(problem(await storesNothing(() => as(cast.owner).delete(at({ id }, 'submission'))), 409).reason).toBe('wrong_stage');
  });
});

describe('publishing', () => {
  test('gives a number for ever, also over a withdrawal', async () => {
    const article = await makePublished(cast);
    expect(article).toMatchObject({ publication: { status: 'PUBLISHED' }, number: expect.any(Number) as number });
    const withdrawn = await withdraw(cast.admin, article.id, '有误');
    expect(withdrawn).toMatchObject({ number: article.number, publication: { status: 'WITHDRAWN', reason: '有误', revisionId: null } });
    expect(await publish(cast.admin, article.id)).toMatchObject({ number: article.number, publication: { status: 'PUBLISHED', reason: null } });
  });

  test('twice is 409, and so is withdrawing what is not published', async () => {
    const { id } = await makePublished(cast);
    expect(problem(await storesNothing(() => as(cast.admin).post(at({ id }, 'publication'), {})), 409).reason).toBe('already_published');
    await withdraw(cast.admin, id);
    expect(problem(await storesNothing(() => as(cast.admin).delete(at({ id }, 'publication'), {})), 409).reason).toBe('not_published');
  });

  test('takes the approved revision and no other', async () => {
    const { id } = await makeArticle(cast.owner);
    const first = await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'RETURNED');
    await edit({ id }, { title: '第二稿' });
    await submit(cast.owner, id);
    const approved = await decide(cast.reviewer, id, 'APPROVED');
    const wrong = await storesNothing(() => as(cast.admin).post(at({ id }, 'publication'), { revisionId: first.review!.revisionId }));
    expect(findings(wrong)).toEqual(['/revisionId not_approved']);
    const published = data<ArticleView>(await as(cast.admin).post(at({ id }, 'publication'), { revisionId: approved.review!.revisionId }));
    expect(published.publication.revisionId).toBe(approved.review!.revisionId);
  });

  test('what was edited after the approval asks again', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED');
    await edit({ id }, { title: '批准之后' });
    expect(problem(await storesNothing(() => as(cast.admin).post(at({ id }, 'publication'), {})), 409).reason).toBe('wrong_stage');
  });

  test('is the approval’s own effect where the category says so', async () => {
    const category = await makeCategory();
    await sql('UPDATE "Category" SET "publishOnApproval" = true WHERE slug = $1', [category]);
    const { id } = await makeArticle(cast.owner, { category });
    await submit(cast.owner, id);
    const decided = await decide(cast.reviewer, id, 'APPROVED');
    expect(decided).toMatchObject({ stage: 'APPROVED', publication: { status: 'PUBLISHED' }, number: expect.any(Number) as number });
    expect(await sqlRow('SELECT "publishedCount" AS n FROM "Category" WHERE slug = $1', [category])).toEqual({ n: 1 });
    const events = await sql<{ action: string; actorId: string }>('SELECT action, "actorId" FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [id]);
    expect(events.slice(-2)).toEqual([
      { action: 'article.approved', actorId: cast.reviewer.id },
      { action: 'article.published', actorId: cast.reviewer.id },
    ]);
  });

  test('a return publishes nothing there', async () => {
    const category = await makeCategory();
    await sql('UPDATE "Category" SET "publishOnApproval" = true WHERE slug = $1', [category]);
    const { id } = await makeArticle(cast.owner, { category });
    await submit(cast.owner, id);
    expect((await decide(cast.reviewer, id, 'RETURNED')).publication.status).toBe('UNPUBLISHED');
  });
});

test('return, edit, resubmit, recall, resubmit, approve, publish: each round is kept', async () => {
  const { id } = await makeArticle(cast.owner);
  await submit(cast.owner, id);
  await decide(cast.reviewer, id, 'RETURNED', '再改改');
  await edit({ id }, { lead: '第二稿' });
  await submit(cast.owner, id);
  await as(cast.owner).delete(at({ id }, 'submission'));
  await submit(cast.owner, id);
  await decide(cast.reviewer, id, 'APPROVED', '');
  await publish(cast.admin, id);
  const rounds = await sql('SELECT outcome, ordinal FROM "Review" v JOIN "Revision" r ON r.id = v."revisionId" WHERE v."articleId" = $1 ORDER BY v."submittedAt"', [id]);
  // Recalled and submitted again unchanged: the same snapshot serves twice.
  expect(rounds).toEqual([
    { outcome: 'RETURNED', ordinal: 1 },
    { outcome: 'RECALLED', ordinal: 2 },
    { outcome: 'APPROVED', ordinal: 2 },
  ]);
});

test('what is approved waits for publication until it is published; what was withdrawn waits for nothing', async () => {
  const way = { owner: cast.owner, reviewer: cast.reviewer, admin: cast.admin };
  const approved = await makeArticle(cast.owner);
  await submit(cast.owner, approved.id);
  await decide(cast.reviewer, approved.id, 'APPROVED');
  const published = await makePublished(way);
  const withdrawn = await makePublished(way);
  await withdraw(cast.admin, withdrawn.id);

  const { listApproved } = await import('../../lib/domains/reviews/queries');
  const admin = { id: cast.admin.id, role: 'ADMIN' as const, name: '', email: cast.admin.email };
  const waiting = (await listApproved(admin, 1_000)).map(({ articleId }) => articleId);
  expect(waiting).toContain(approved.id);
  expect(waiting).not.toContain(published.id);
  expect(waiting).not.toContain(withdrawn.id);
});

test('nobody decides on what he handed in, also when he is no co-editor any more', async () => {
  const { id } = await makeArticle(cast.owner);
  await as(cast.owner).post(at({ id }, 'editors'), { email: cast.reviewer.email });
  const submitted = await submit(cast.reviewer, id);
  await as(cast.owner).delete(`${at({ id }, 'editors')}/${cast.reviewer.id}`);
  expect(problem(await decideOn(submitted, { outcome: 'APPROVED' }), 403).code).toBe('forbidden');
});
