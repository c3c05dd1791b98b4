import { beforeAll, expect, test } from 'vitest';
import { makeArticle, readArticle } from '../support/articles';
import { data, problem, type ArticleView } from '../support/answers';
import { as } from '../support/client';
import { storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

test('what a page of one account sends is not done for another that is signed in by now, whatever that may do', async () => {
  const article = await makeArticle(cast.owner);
  const page = { 'x-anli-account': cast.owner.id };
  const path = `/api/articles/${article.id}`;
  for (const person of [cast.admin, cast.otherEditor, cast.reader]) {
    const answers = await storesNothing(async () => [
      await as(person).patch(path, { version: article.version, title: '谁的字' }, page),
      await as(person).patch(`${path}/sections/${article.sections[0]!.id}`, { version: 1, heading: '谁的字' }, page),
      await as(person).post('/api/articles', {}, page),
      await as(person).get(path, page),
    ]);
    for (const answer of answers) expect(problem(answer, 403)).toMatchObject({ code: 'forbidden', reason: 'other_account' });
  }
  expect(data<ArticleView>(await as(cast.owner).patch(path, { version: article.version, title: '自己的字' }, page)).title).toBe('自己的字');
  expect((await readArticle(cast.owner, article.id)).title).toBe('自己的字');
});
