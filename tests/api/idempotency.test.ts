import { beforeAll, describe, expect, test } from 'vitest';
import { contentHash } from '../../lib/content/canonical';
import { LIMITS } from '../../lib/platform/limits';
import { articleInput, makeArticle, submit } from '../support/articles';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as, type Answer } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, unique, type Cast, type Person } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const create = (key: string, input: object, person: Person = cast.owner) => as(person).post('/api/articles', input, { 'idempotency-key': key });
const titled = (title: string) => sqlRow<{ n: number }>('SELECT count(*)::int AS n FROM "Article" WHERE title = $1', [title]);
const idOf = (answer: Answer) => data<ArticleView>(answer, 201).id;

test('the same key and body make one article and give the very same answer', async () => {
  const [key, title] = [unique('key'), unique('一次')];
  const first = await create(key, { title, lead: '导语' });
  const again = await storesNothing(() => create(key, { lead: '导语', title }));
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(await titled(title)).toEqual({ n: 1 });
});

test('blocks without ids, which are given anew each time, are the same request', async () => {
  const key = unique('key');
  const sections = [{ body: { type: 'doc', schemaVersion: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '一' }] }] } }];
  const first = await create(key, { sections });
  expect((await create(key, { sections })).body).toEqual(first.body);
  expect(first.status).toBe(201);
});

test('a repetition is known by what was sent, though blocks without an id are given a new one each time', async () => {
  const { id } = await makeArticle(cast.owner);
  const key = unique('key');
  const body = { type: 'doc', schemaVersion: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '没有标识的一段' }] }] };
  const add = () => as(cast.owner).post(`/api/articles/${id}/sections`, { kind: 'PRACTICE', body }, { 'idempotency-key': key });
  const first = await add();
  const again = await storesNothing(add);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(first.status).toBe(201);
});

test('ten at the same moment make one article and ten identical answers', async () => {
  const [key, title] = [unique('key'), unique('同时')];
  const answers = await Promise.all(Array.from({ length: 10 }, () => create(key, { title })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(idOf)).size).toBe(1);
  expect(await titled(title)).toEqual({ n: 1 });
});

test('the same key with another body is 422', async () => {
  const key = unique('key');
  await create(key, { title: '一' });
  expect(findings(await storesNothing(() => create(key, { title: '二' })))).toEqual([' idempotency_mismatch']);
});

test('the same key for another route or another article is another request', async () => {
  const key = unique('key');
  const [first, second] = [await makeArticle(cast.owner), await makeArticle(cast.owner)];
  for (const { id } of [first, second]) {
    const answer = await as(cast.owner).patch(`/api/articles/${id}`, { version: 1, title: '同一个键' }, { 'idempotency-key': key });
    expect(data<ArticleView>(answer)).toMatchObject({ id, title: '同一个键' });
  }
  expect(idOf(await create(key, {}))).not.toBe(first.id);
});

test('another user’s key is his own', async () => {
  const key = unique('key');
  const mine = await create(key, { title: '甲' });
  const his = await create(key, { title: '甲' }, cast.otherEditor);
  expect(idOf(his)).not.toBe(idOf(mine));
  expect(data<ArticleView>(his, 201).owner.id).toBe(cast.otherEditor.id);
});

test.each([
  ['nothing', ''],
  ['a space', 'a b'],
  ['a letter of Latin-1', 'schl\u00fcssel'],
  ['a tab', 'a\tb'],
  ['one character too many', 'k'.repeat(LIMITS.idempotencyKey + 1)],
])('a key with %s is 422', async (_what, key) => {
  expect(findings(await storesNothing(() => create(key, {})))).toEqual([' idempotency_key']);
});

test('a key of two hundred visible characters is right', async () => {
  expect((await create('!~'.repeat(LIMITS.idempotencyKey / 2), {})).status).toBe(201);
});

test('a failure stores nothing and can be tried again with the same key', async () => {
  const article = await makeArticle(cast.owner, { title: '' });
  const key = unique('key');
  const trySubmit = (version: number) => as(cast.owner).post(`/api/articles/${article.id}/submission`, { version }, { 'idempotency-key': key });
  expect(problem(await storesNothing(() => trySubmit(1)), 422).errors?.[0]?.code).toBe('title_missing');
  await as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, title: '有了题目' });
  expect(data<ArticleView>(await trySubmit(2)).stage).toBe('SUBMITTED');
  expect(await sql('SELECT 1 FROM "IdempotencyRecord" WHERE key = $1', [key])).toHaveLength(1);
});

describe('a change that is repeated', () => {
  test('does not meet its own stale version', async () => {
    const article = await makeArticle(cast.owner);
    const key = unique('key');
    const save = () => as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, title: '保存' }, { 'idempotency-key': key });
    const first = await save();
    expect((await save()).body).toEqual(first.body);
    expect(data<ArticleView>(first).version).toBe(2);
  });

  test('without a body (recall, deletion) is done once', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    const key = unique('key');
    const recall = () => as(cast.owner).delete(`/api/articles/${id}/submission`, undefined, { 'idempotency-key': key });
    const first = await recall();
    expect((await recall()).body).toEqual(first.body);
    expect(await sql('SELECT 1 FROM "AuditEvent" WHERE "subjectId" = $1 AND action = $2', [id, 'article.recalled'])).toHaveLength(1);
  });
});

test('what a user may no longer do is not answered from the store after a suspension', async () => {
  const key = unique('key');
  const input = await articleInput();
  const owner = cast.coEditor;
  await create(key, input, owner);
  await as(cast.admin).patch(`/api/users/${owner.id}`, { status: 'SUSPENDED' });
  expect(problem(await create(key, input, owner), 401).code).toBe('unauthenticated');
});

test('a key on a question is paid no heed', async () => {
  const key = unique('key');
  const before = await as(cast.owner).get('/api/articles', { 'idempotency-key': key });
  await makeArticle(cast.owner);
  const after = await as(cast.owner).get('/api/articles', { 'idempotency-key': key });
  expect(after.body).not.toEqual(before.body);
});

test('of a changed password nothing is kept by which it could be guessed quickly', async () => {
  const key = unique('key');
  const change = { oldPassword: cast.reader.password, newPassword: 'a new password' };
  data(await as(cast.reader).put('/api/account/password', change, { 'idempotency-key': key }));
  const kept = await sql<{ requestHash: string }>('SELECT "requestHash" FROM "IdempotencyRecord" WHERE key = $1', [key]);
  // A bare SHA-256 of the request would undo what argon2id is there for.
  expect(kept.map(({ requestHash }) => requestHash)).not.toContain(contentHash(change));
});
