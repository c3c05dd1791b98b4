import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeArticle, makeCategory, makePublished, readArticle, submit, decide } from '../support/articles';
import { data } from '../support/answers';
import { as, send, visitor, type Answer } from '../support/client';
import { queriesDuring } from '../support/metrics';
import { createCast, newSession, type Cast } from '../support/people';
import { site } from '../support/site';
import { startSite, type Site } from '../support/site-process';

let cast: Cast;
let category: string;
/** A published case in a collection. */
let number: number;
let collection: number;

beforeAll(async () => {
  cast = await createCast();
  category = await makeCategory();
  const article = await makePublished(cast, { category });
  number = article.number!;
  const { id } = data<{ id: string }>(await as(cast.owner).post('/api/collections', { title: '合集', articleIds: [article.id] }), 201);
  const { number: collectionNumber } = data<{ number: number }>(await as(cast.admin).post(`/api/collections/${id}/publication`));
  collection = collectionNumber;
});

const reading: [route: string, queries: number, ask: () => Promise<Answer>][] = [
  ['/', 3, () => visitor.get('/')],
  ['/c', 1, () => visitor.get('/c')],
  ['/c/[category]', 3, () => visitor.get(`/c/${category}`)],
  ['/cases/[number]', 2, () => visitor.get(`/cases/${number}`)],
  ['/collections', 2, () => visitor.get('/collections')],
  ['/collections/[number]', 2, () => visitor.get(`/collections/${collection}`)],
  ['/api/cases', 1, () => visitor.get('/api/cases')],
  ['/api/cases/[number]', 1, () => visitor.get(`/api/cases/${number}`)],
  ['/api/health', 0, () => visitor.get('/api/health')],
  ['/desk', 3, () => as(cast.owner).get('/desk')],
  ['/api/articles', 3, () => as(cast.owner).get('/api/articles')],
];

/** Each is one transaction, so BEGIN, COMMIT and the settling of what readers see are among them, and the session's look-up before. */
const writing: [what: string, route: string, queries: number, prepare: () => Promise<() => Promise<Answer>>][] = [
  [
    'a save of one section',
    '/api/articles/[id]/sections/[sectionId]',
    10,
    async () => {
      const { id, sections } = await makeArticle(cast.owner);
      return () => as(cast.owner).patch(`/api/articles/${id}/sections/${sections[0]!.id}`, { version: 1, heading: '新的背景' });
    },
  ],
  [
    'a save of the fields',
    '/api/articles/[id]',
    9,
    async () => {
      const { id, version } = await makeArticle(cast.owner);
      return () => as(cast.owner).patch(`/api/articles/${id}`, { version, title: '新的题目' });
    },
  ],
  [
    'a publication',
    '/api/articles/[id]/publication',
    11,
    async () => {
      const { id } = await makeArticle(cast.owner, { category });
      await submit(cast.owner, id);
      await decide(cast.reviewer, id, 'APPROVED', '');
      const { review } = await readArticle(cast.admin, id);
      return () => as(cast.admin).post(`/api/articles/${id}/publication`, { revisionId: review!.revisionId });
    },
  ],
];

describe('a route asks the database no oftener than it must', () => {
  test.each(reading)('%s: %i', async (route, queries, ask) => {
    const counted = await queriesDuring(async () => expect((await ask()).status).toBe(200));
    expect(counted).toEqual(queries === 0 ? {} : { [route]: queries });
  });

  test.each(reading.filter(([route]) => !/^\/(desk|api\/articles|api\/health)/.test(route)))('%s: none once it is kept', async (_route, _queries, ask) => {
    await ask();
    expect(await queriesDuring(async () => expect((await ask()).headers['cache-status']).toBe('anli; hit'))).toEqual({});
  });

  test.each(writing)('%s, by %s: %i', async (_what, route, queries, prepare) => {
    const ask = await prepare();
    const counted = await queriesDuring(async () => expect((await ask()).status).toBe(200));
    expect(counted).toEqual({ [route]: queries });
  });
});

describe('queries count for the request that made them', () => {
  let own: Site;
  beforeAll(async () => {
    own = await startSite({ databaseUrl: site.databaseUrl, env: { DATABASE_POOL_SIZE: '2' } });
  });
  afterAll(() => own.stop());

  test('though many wait for few connections, which one gives to the other', async () => {
    const { cookie } = await newSession(cast.owner, own.secret);
    const paths = ['/', `/cases/${number}`, '/api/cases', '/desk'];
    const ask = (path: string) => send('GET', path, { origin: own.origin, headers: path === '/desk' ? { cookie } : {} });
    const times = 12;
    const counted = await queriesDuring(async () => {
      const answers = await Promise.all(Array.from({ length: times }, () => paths.map(ask)).flat());
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    }, own.origin);
    // However many ask for a page that is not kept, it is made once. (Not two that look for the same article: Prisma puts
    // look-ups by a unique key that come in one turn into one query.)
    expect(counted).toEqual({ '/': 3, '/cases/[number]': 2, '/api/cases': 1, '/desk': 3 * times });
  });
});
