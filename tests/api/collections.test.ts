import { beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { makeArticle, makePublished } from '../support/articles';
import { data, findings, problem } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';

interface Collection {
  id: string;
  number: number | null;
  title: string;
  publishedAt: string | null;
}

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const create = (input: object, person = cast.owner) => as(person).post('/api/collections', input);
const publication = ({ id }: { id: string }) => `/api/collections/${id}/publication`;

test('holds articles in the order given, and is a draft until the admin publishes it', async () => {
  const cases = [await makePublished(cast), await makePublished(cast), await makeArticle(cast.owner)];
  const made = data<Collection>(await create({ title: '五个支部', lead: '五个办法', articleIds: cases.map(({ id }) => id) }), 201);
  expect(made).toMatchObject({ number: null, publishedAt: null });

  const published = data<Collection>(await as(cast.admin).post(publication(made)));
  expect(published.number).toEqual(expect.any(Number));
  const page = await visitor.get(`/collections/${published.number}`);
  expect(page.status).toBe(200);
  const order = cases.slice(0, 2).map(({ number }) => page.text.indexOf(`/cases/${number}"`));
  expect(order[0]).toBeGreaterThan(0);
  expect(order[1]).toBeGreaterThan(order[0]!);
  // The third is not published: the collection does not say that it is there.
  expect(page.text).not.toContain(cases[2]!.title);

  expect(problem(await storesNothing(() => as(cast.admin).post(publication(made))), 409).reason).toBe('already_published');
  data(await as(cast.admin).delete(publication(made)));
  expect((await visitor.get(`/collections/${published.number}`)).status).toBe(410);
  expect(problem(await storesNothing(() => as(cast.admin).delete(publication(made))), 409).reason).toBe('not_published');
  expect(data<Collection>(await as(cast.admin).post(publication(made))).number).toBe(published.number);
});

test('may not hold what its maker may not see', async () => {
  const foreign = await makeArticle(cast.otherEditor);
  expect(problem(await storesNothing(() => create({ title: '合集', articleIds: [foreign.id] })), 404).code).toBe('not_found');
});

test('an article stands in it once', async () => {
  const { id } = await makeArticle(cast.owner);
  const answer = await storesNothing(() => create({ title: '合集', articleIds: [id, id] }));
  expect(findings(answer)[0]).toMatch(/^\/articleIds(\/1)? /);
});

test('takes two hundred articles at most', async () => {
  const articleIds = Array.from({ length: LIMITS.import.cases + 1 }, () => '019a0000-0000-7000-8000-000000000000');
  expect(findings(await storesNothing(() => create({ title: '合集', articleIds })))).toEqual(['/articleIds too_big']);
});

test('its owner may not publish it, a stranger may not know of it, a reader makes none', async () => {
  const made = data<Collection>(await create({ title: '合集' }), 201);
  await storesNothing(async () => {
    for (const method of ['POST', 'DELETE']) {
      expect(problem(await as(cast.owner).send(method, publication(made)), 403).code).toBe('forbidden');
      expect(problem(await as(cast.otherEditor).send(method, publication(made)), 404).code).toBe('not_found');
      expect(problem(await as(cast.reader).send(method, publication(made)), 404).code).toBe('not_found');
    }
    expect(problem(await create({ title: '合集' }, cast.reader), 403).code).toBe('forbidden');
  });
});

test('every change of its state leaves an audit event', async () => {
  const made = data<Collection>(await create({ title: '合集' }), 201);
  await as(cast.admin).post(publication(made));
  await as(cast.admin).delete(publication(made));
  expect(await sql('SELECT action, "actorId" FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [made.id])).toEqual([
    { action: 'collection.created', actorId: cast.owner.id },
    { action: 'collection.published', actorId: cast.admin.id },
    { action: 'collection.withdrawn', actorId: cast.admin.id },
  ]);
});
