import { beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { makeArticle, readArticle } from '../support/articles';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { createCast, createUser, type Cast, type Person } from '../support/people';

let cast: Cast;
let article: ArticleView;
beforeAll(async () => {
  cast = await createCast();
  article = await makeArticle(cast.owner);
});

const invite = (email: unknown, person = cast.owner, id = article.id) => as(person).post(`/api/articles/${id}/editors`, { email });
const remove = (userId: string, person = cast.owner) => as(person).delete(`/api/articles/${article.id}/editors/${userId}`);

test('a co-editor sees and writes the article until he is removed', async () => {
  const invited = data<ArticleView>(await invite(`  ${cast.coEditor.email.toUpperCase()} `));
  expect(invited.editors.map(({ id }) => id)).toEqual([cast.coEditor.id]);
  expect((await as(cast.coEditor).get('/api/articles')).text).toContain(article.id);
  const seen = await readArticle(cast.coEditor, article.id);
  const changed = await as(cast.coEditor).patch(`/api/articles/${article.id}`, { version: seen.version, title: '合写' });
  expect(data<ArticleView>(changed).title).toBe('合写');

  expect(data<ArticleView>(await remove(cast.coEditor.id)).editors).toEqual([]);
  expect(problem(await as(cast.coEditor).get(`/api/articles/${article.id}`), 404).code).toBe('not_found');
  expect((await as(cast.coEditor).get('/api/articles')).text).not.toContain(article.id);
  expect((await readArticle(cast.owner, article.id)).title).toBe('合写');
});

test('only an active account that may write can be invited, and no more is said of any other', async () => {
  const suspended = await createUser('EDITOR');
  await as(cast.admin).patch(`/api/users/${suspended.id}`, { status: 'SUSPENDED' });
  for (const email of [cast.reader.email, suspended.email, 'nobody@test.example']) {
    expect(findings(await storesNothing(() => invite(email)))).toEqual(['/email unknown_editor']);
  }
});

test('the owner or one who is invited already cannot be invited', async () => {
  const own = await makeArticle(cast.owner);
  await invite(cast.coEditor.email, cast.owner, own.id);
  for (const email of [cast.owner.email, cast.coEditor.email]) {
    expect(findings(await storesNothing(() => invite(email, cast.owner, own.id)))).toEqual(['/email already_editor']);
  }
});

test('a co-editor invites and removes nobody', async () => {
  const own = await makeArticle(cast.owner);
  await invite(cast.coEditor.email, cast.owner, own.id);
  const path = `/api/articles/${own.id}/editors`;
  await storesNothing(async () => {
    expect(problem(await as(cast.coEditor).post(path, { email: cast.otherEditor.email }), 403).code).toBe('forbidden');
    expect(problem(await as(cast.coEditor).delete(`${path}/${cast.coEditor.id}`), 403).code).toBe('forbidden');
  });
});

test('addresses are for those who invite: co-editors and reviewers see names', async () => {
  const own = await makeArticle(cast.owner);
  await invite(cast.coEditor.email, cast.owner, own.id);
  await invite(cast.otherEditor.email, cast.owner, own.id);
  for (const person of [cast.owner, cast.admin]) {
    expect((await readArticle(person, own.id)).editors).toEqual([cast.coEditor, cast.otherEditor].map(({ id, name, email }) => ({ id, name, email })));
  }
  const addresses = [cast.owner, cast.coEditor, cast.otherEditor].map(({ email }) => email);
  const { version, sections } = own;
  const told = [
    await as(cast.coEditor).get(`/api/articles/${own.id}`),
    await as(cast.coEditor).patch(`/api/articles/${own.id}`, { version, lead: '导语' }),
    await as(cast.coEditor).patch(`/api/articles/${own.id}`, { version, lead: '又一个' }),
    await as(cast.coEditor).patch(`/api/articles/${own.id}/sections/${sections[0]!.id}`, { version: 1, heading: '来由' }),
    await as(cast.coEditor).get('/api/articles'),
    await as(cast.coEditor).get(`/desk/articles/${own.id}`),
    await as(cast.coEditor).post(`/api/articles/${own.id}/submission`, { version: (await readArticle(cast.coEditor, own.id)).workingSeq }),
    await as(cast.reviewer).get(`/api/articles/${own.id}`),
    await as(cast.reviewer).get('/api/reviews'),
    await as(cast.reviewer).get(`/admin/review/${own.id}`),
    await as(cast.reviewer).get(`/desk/articles/${own.id}`),
  ];
  expect(told.map(({ status }) => status)).toEqual([200, 200, 409, 200, 200, 200, 200, 200, 200, 200, 200]);
  for (const { text } of told) for (const address of addresses) expect(text).not.toContain(address);
});

test('removing one who is no co-editor is 404', async () => {
  for (const person of [cast.owner, cast.otherEditor, cast.reader]) {
    expect(problem(await storesNothing(() => remove(person.id)), 404).code).toBe('not_found');
  }
});

test('there is room for fifty', async () => {
  const own = await makeArticle(cast.owner);
  await sql(
    `WITH many AS (
       INSERT INTO "User" (id, email, name, "passwordHash", role, "updatedAt")
       SELECT gen_random_uuid(), 'crowd-' || n || '-' || $1 || '@test.example', 'n', '-', 'EDITOR', now() FROM generate_series(1, $2::int) n RETURNING id
     ) INSERT INTO "ArticleEditor" ("articleId", "userId") SELECT $1::uuid, id FROM many`,
    [own.id, LIMITS.coEditors],
  );
  expect(findings(await storesNothing(() => invite(cast.otherEditor.email, cast.owner, own.id)))).toEqual(['/email too_many_editors']);
});

test('a reviewer who co-edits an article does not decide on it', async () => {
  const own = await makeArticle(cast.owner);
  await invite(cast.reviewer.email, cast.owner, own.id);
  const submitted = data<ArticleView>(await as(cast.reviewer).post(`/api/articles/${own.id}/submission`, { version: own.workingSeq }));
  const decision = { revisionId: submitted.review!.revisionId, outcome: 'APPROVED' };
  expect(problem(await storesNothing(() => as(cast.reviewer).post(`/api/articles/${own.id}/decision`, decision)), 403).code).toBe('forbidden');
});

test('nor on what he handed in, once he is no co-editor any more', async () => {
  const own = await makeArticle(cast.owner);
  await invite(cast.reviewer.email, cast.owner, own.id);
  const submitted = data<ArticleView>(await as(cast.reviewer).post(`/api/articles/${own.id}/submission`, { version: own.workingSeq }));
  data(await as(cast.owner).delete(`/api/articles/${own.id}/editors/${cast.reviewer.id}`));
  const decision = { revisionId: submitted.review!.revisionId, outcome: 'APPROVED' };
  const decide = (person: Person) => as(person).post(`/api/articles/${own.id}/decision`, decision);
  expect(problem(await storesNothing(() => decide(cast.reviewer)), 403).code).toBe('forbidden');
  expect(data<ArticleView>(await decide(cast.admin)).stage).toBe('APPROVED');
});
