import { beforeAll, describe, expect, test } from 'vitest';
import { body, decide, makeArticle, publish, readArticle, submit } from '../support/articles';
import { data, problem, type ArticleView, type SectionAnswer } from '../support/answers';
import { as } from '../support/client';
import { storesNothing } from '../support/database';
import { createCast, createUser, type Cast, type Person } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const path = ({ id }: { id: string }, part = '') => `/api/articles/${id}${part}`;
const invite = async (article: ArticleView, { email }: Person) => data(await as(cast.owner).post(path(article, '/editors'), { email }));
const remove = async (article: ArticleView, { id }: Person) => data(await as(cast.owner).delete(path(article, `/editors/${id}`)));
const edit = async (article: ArticleView, person: Person, change: object) => {
  const { version } = await readArticle(person, article.id);
  return data<ArticleView>(await as(person).patch(path(article), { version, ...change }));
};
const write = async (article: ArticleView, person: Person, index: number, change: object) => {
  const { id, version } = (await readArticle(person, article.id)).sections[index]!;
  return data<SectionAnswer>(await as(person).patch(path(article, `/sections/${id}`), { version, ...change }));
};
const add = async (article: ArticleView, person: Person) =>
  data<SectionAnswer>(await as(person).post(path(article, '/sections'), { heading: '补充', body: body('审核员写的一段。') }), 201).section;
const takeOut = async (article: ArticleView, person: Person, { id, version }: { id: string; version: number }) =>
  data(await as(person).delete(path(article, `/sections/${id}`), { version }));

/** Everything that somebody may have had to do with the words, each before he is removed and the owner hands them in. */
const WROTE: [what: string, work: (article: ArticleView, writer: Person) => Promise<unknown>][] = [
  ['added a section', add],
  ['changed a section', (article, writer) => write(article, writer, 0, { heading: '来由' })],
  ['changed a section that the owner has written over since', async (article, writer) => {
    await write(article, writer, 0, { body: body('审核员写的。') });
    await write(article, cast.owner, 0, { body: body('作者又改过的。') });
  }],
  ['added a section that was deleted and restored', async (article, writer) => {
    const section = await add(article, writer);
    await takeOut(article, cast.owner, section);
    data(await as(cast.owner).post(path(article, `/sections/${section.id}/restoration`)));
  }],
  ['changed the title', (article, writer) => edit(article, writer, { title: '另起的标题' })],
  ['changed the lead, which the owner has written over since', async (article, writer) => {
    await edit(article, writer, { lead: '审核员的导语。' });
    await edit(article, cast.owner, { lead: '作者的导语。' });
  }],
  ['handed it in and took it back', async (article, writer) => {
    await submit(writer, article.id);
    data(await as(writer).delete(path(article, '/submission')));
  }],
  ['handed it in before the owner took it back and wrote it anew', async (article, writer) => {
    await submit(writer, article.id);
    data(await as(cast.owner).delete(path(article, '/submission')));
    await edit(article, cast.owner, { title: '重写的标题' });
  }],
];

/** Handed in by the owner, with `writer` no co-editor any more. */
async function handedIn(work: (article: ArticleView, writer: Person) => Promise<unknown>, writer: Person): Promise<ArticleView> {
  const article = await makeArticle(cast.owner);
  await invite(article, writer);
  await work(article, writer);
  await remove(article, writer);
  return submit(cast.owner, article.id);
}

const attempt = (article: ArticleView, person: Person, outcome = 'APPROVED') =>
  as(person).post(path(article, '/decision'), { revisionId: article.review!.revisionId, outcome, note: '无' });

describe('who is no co-editor any more and has', () => {
  test.each(WROTE)('%s decides on it as little as its owner', async (_what, work) => {
    const article = await handedIn(work, cast.reviewer);
    for (const outcome of ['APPROVED', 'RETURNED']) {
      expect(problem(await storesNothing(() => attempt(article, cast.reviewer, outcome)), 403).code).toBe('forbidden');
    }
    // The desk asks the same: the page of the submission and the queue offer no decision.
    expect((await as(cast.reviewer).get(`/admin/review/${article.id}`)).text).not.toContain('decision-note');
    const queue = data<{ items: { articleId: string; decidable: boolean }[] }>(await as(cast.reviewer).get('/api/reviews?limit=100'));
    expect(queue.items.find(({ articleId }) => articleId === article.id)).toMatchObject({ decidable: false });
    expect((await readArticle(cast.reviewer, article.id)).allowed).not.toContain('article.decide');

    // Somebody else decides all the same.
    expect(data<ArticleView>(await attempt(article, cast.admin)).stage).toBe('APPROVED');
  });

  test.each<[string, (article: ArticleView, writer: Person) => Promise<unknown>]>([
    ['written nothing', async () => undefined],
    ['put the sections into another order and the article into its category', async (article, writer) => {
      const { orderVersion, sections, category } = await readArticle(writer, article.id);
      data(await as(writer).put(path(article, '/sections/order'), { version: orderVersion, order: sections.map(({ id }) => id).reverse() }));
      await edit(article, writer, { category: category!.slug });
    }],
    ['written a section that is not in it any more', async (article, writer) => takeOut(article, cast.owner, await add(article, writer))],
  ])('%s decides like anybody', async (_what, work) => {
    const article = await handedIn(work, cast.reviewer);
    expect(data<ArticleView>(await attempt(article, cast.reviewer)).stage).toBe('APPROVED');
  });
});

test('an admin who has mended a word in somebody’s article leaves the decision to others', async () => {
  const article = await makeArticle(cast.owner);
  await write(article, cast.admin, 1, { heading: '做法和经过' });
  const submitted = await submit(cast.owner, article.id);
  expect(problem(await storesNothing(() => attempt(submitted, cast.admin)), 403).code).toBe('forbidden');
  await decide(cast.reviewer, article.id, 'APPROVED', '');
  // What another has approved he brings before readers like any admin.
  expect((await publish(cast.admin, article.id)).publication.status).toBe('PUBLISHED');
});

test('words of an earlier version that still stand in a later one are still his', async () => {
  const writer = await createUser('REVIEWER');
  const article = await handedIn(add, writer);
  await decide(cast.reviewer, article.id, 'APPROVED', '');
  await publish(cast.admin, article.id);
  await edit(article, cast.owner, { lead: '第二版的导语。' });
  const second = await submit(cast.owner, article.id);
  expect(problem(await storesNothing(() => attempt(second, writer)), 403).code).toBe('forbidden');
});
