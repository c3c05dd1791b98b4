import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { body, decide, makeArticle, makeCategory, makePublished, publish, readArticle, submit } from '../support/articles';
import { data, type ArticleView, type SectionAnswer } from '../support/answers';
import { BUDGETS, routeOf, type Budget, type Budgeted } from '../support/budgets';
import { as, withCookie, type Answer, type Client } from '../support/client';
import { queriesDuring } from '../support/metrics';
import { createCast, newSession, type Cast } from '../support/people';
import { layCable, type Cable } from '../support/proxy';
import { site } from '../support/site';
import { startSite, type Site } from '../support/site-process';

let cast: Cast;
/** The same people at a site of its own, which hears from the database through a cable: its bytes are counted. */
let at: { owner: Client; reviewer: Client; admin: Client; visitor: Client };
let cable: Cable;
let own: Site;
let category: string;
let otherCategory: string;
/** A published case in a collection. */
let caseId: string;
let number: number;
let collection: number;
/** An article of thirty sections, and a state of it that is kept. */
let longId: string;
let revisionId: string;

beforeAll(async () => {
  cast = await createCast();
  cable = await layCable(site.databaseUrl);
  own = await startSite({ databaseUrl: cable.url, secret: site.secret, env: { DATABASE_POOL_SIZE: '2' } });
  const signedIn = async (person: Cast['owner']) => withCookie((await newSession(person, own.secret)).cookie, own.origin);
  at = { owner: await signedIn(cast.owner), reviewer: await signedIn(cast.reviewer), admin: await signedIn(cast.admin), visitor: withCookie('', own.origin) };
  [category, otherCategory] = [await makeCategory(), await makeCategory()];
  const article = await makePublished(cast, { category });
  caseId = article.id;
  number = article.number!;
  const { id } = data<{ id: string }>(await as(cast.owner).post('/api/collections', { title: '合集', articleIds: [article.id] }), 201);
  const { number: collectionNumber } = data<{ number: number }>(await as(cast.admin).post(`/api/collections/${id}/publication`));
  collection = collectionNumber;
  longId = (await long()).id;
  ({ id: revisionId } = data<{ id: string }>(await as(cast.owner).post(`/api/articles/${longId}/revisions`, { name: '送审前' }), 201));
});
afterAll(async () => {
  await own?.stop();
  await cable?.cut();
});

type Reading = Extract<Budgeted, `GET ${string}`>;
type Writing = Exclude<Budgeted, Reading>;

const READING: Record<Reading, () => Promise<Answer>> = {
  'GET /': () => at.visitor.get('/'),
  'GET /c': () => at.visitor.get('/c'),
  'GET /c/[category]': () => at.visitor.get(`/c/${category}`),
  'GET /cases/[number]': () => at.visitor.get(`/cases/${number}`),
  'GET /collections': () => at.visitor.get('/collections'),
  'GET /collections/[number]': () => at.visitor.get(`/collections/${collection}`),
  'GET /api/cases': () => at.visitor.get('/api/cases'),
  'GET /api/cases/[number]': () => at.visitor.get(`/api/cases/${number}`),
  'GET /api/health': () => at.visitor.get('/api/health'),
  'GET /desk': () => at.owner.get('/desk'),
  'GET /api/articles': () => at.owner.get('/api/articles'),
  'GET /api/articles/[id]/revisions': () => at.owner.get(`/api/articles/${longId}/revisions`),
  'GET /api/articles/[id]/revisions/[revisionId]': () => at.owner.get(`/api/articles/${longId}/revisions/${revisionId}`),
};

const PARAGRAPH = '村里的路灯坏了三年，每周一次例会，当场分工。'.repeat(78);
/** Thirty sections of five kilobytes each. */
const long = (): Promise<ArticleView> =>
  makeArticle(cast.owner, { category, sections: Array.from({ length: 30 }, (_, n) => ({ heading: `第 ${n} 节`, body: body(`${n} ${PARAGRAPH}`) })) });
const one = ({ id, sections }: ArticleView) => `/api/articles/${id}/sections/${sections[0]!.id}`;

/** Each prepares an article and gives the request that is counted. */
const WRITING: Record<Writing, () => Promise<() => Promise<Answer>>> = {
  'PATCH /api/articles/[id]/sections/[sectionId]': async () => {
    const path = one(await long());
    return () => at.owner.patch(path, { version: 1, heading: '新的背景', body: body(PARAGRAPH) });
  },
  'POST /api/articles/[id]/sections': async () => {
    const { id } = await long();
    return () => at.owner.post(`/api/articles/${id}/sections`, { heading: '又一节', body: body(PARAGRAPH) });
  },
  'POST /api/articles/[id]/sections/[sectionId]/restoration': async () => {
    const path = one(await long());
    data(await as(cast.owner).delete(path, { version: 1 }));
    return () => at.owner.post(`${path}/restoration`);
  },
  'DELETE /api/articles/[id]/sections/[sectionId]': async () => {
    const path = one(await long());
    return () => at.owner.delete(path, { version: 1 });
  },
  'PUT /api/articles/[id]/sections/order': async () => {
    const { id, orderVersion, sections } = await long();
    return () => at.owner.put(`/api/articles/${id}/sections/order`, { version: orderVersion, order: sections.map((section) => section.id).reverse() });
  },
  'PATCH /api/articles/[id]': async () => {
    const { id, version } = await long();
    return () => at.owner.patch(`/api/articles/${id}`, { version, title: '新的题目' });
  },
  'DELETE /api/articles/[id]': async () => {
    const { id } = await long();
    return () => at.owner.delete(`/api/articles/${id}`);
  },
  'POST /api/articles/[id]/restoration': async () => {
    const { id } = await long();
    data(await as(cast.owner).delete(`/api/articles/${id}`));
    return () => at.owner.post(`/api/articles/${id}/restoration`);
  },
  'POST /api/articles/[id]/editors': async () => {
    const { id } = await long();
    return () => at.owner.post(`/api/articles/${id}/editors`, { email: cast.coEditor.email });
  },
  'DELETE /api/articles/[id]/editors/[userId]': async () => {
    const { id } = await long();
    data(await as(cast.owner).post(`/api/articles/${id}/editors`, { email: cast.coEditor.email }));
    return () => at.owner.delete(`/api/articles/${id}/editors/${cast.coEditor.id}`);
  },
  'POST /api/articles/[id]/revisions': async () => {
    const { id } = await long();
    return () => at.owner.post(`/api/articles/${id}/revisions`, { name: '送审前' });
  },
  'POST /api/articles/[id]/revisions/[revisionId]/restoration': async () => {
    const article = await long();
    const revision = data<{ id: string }>(await as(cast.owner).post(`/api/articles/${article.id}/revisions`, { name: '送审前' }), 201);
    data(await as(cast.owner).patch(one(article), { version: 1, heading: '新的背景', body: body(PARAGRAPH) }));
    return () => at.owner.post(`/api/articles/${article.id}/revisions/${revision.id}/restoration`, { version: article.workingSeq + 1 });
  },
  'POST /api/articles/[id]/submission': async () => {
    const { id, workingSeq } = await long();
    return () => at.owner.post(`/api/articles/${id}/submission`, { version: workingSeq });
  },
  'DELETE /api/articles/[id]/submission': async () => {
    const { id } = await long();
    await submit(cast.owner, id);
    return () => at.owner.delete(`/api/articles/${id}/submission`);
  },
  'POST /api/articles/[id]/decision': async () => {
    const { id } = await long();
    const { review } = await submit(cast.owner, id);
    return () => at.reviewer.post(`/api/articles/${id}/decision`, { revisionId: review!.revisionId, outcome: 'APPROVED', note: '' });
  },
  'POST /api/articles/[id]/publication': async () => {
    const { id } = await long();
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED', '');
    return () => at.admin.post(`/api/articles/${id}/publication`, {});
  },
  'DELETE /api/articles/[id]/publication': async () => {
    const { id } = await long();
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED', '');
    await publish(cast.admin, id);
    return () => at.admin.delete(`/api/articles/${id}/publication`, {});
  },
};

/** Asks once, and holds what it has cost against the budget of its route. */
async function keepsTo(name: Budgeted, ask: () => Promise<Answer>): Promise<void> {
  const { queries, bytes = Infinity }: Budget = BUDGETS[name];
  const heard = cable.carried();
  const counted = await queriesDuring(async () => expect([200, 201]).toContain((await ask()).status), own.origin);
  const said = cable.carried() - heard;
  expect(Object.keys(counted), `${name} is counted under its own route`).toEqual(queries === 0 ? [] : [routeOf(name)]);
  const asked = counted[routeOf(name)] ?? 0;
  expect(asked, `${name} asks the database ${asked} times; its budget (tests/support/budgets.ts) is ${queries}`).toBeLessThanOrEqual(queries);
  expect(said, `${name} reads ${said} bytes from the database; its budget (tests/support/budgets.ts) is ${bytes}`).toBeLessThanOrEqual(bytes);
}

describe('a route costs the database no more than its budget', () => {
  test.each(Object.entries(READING) as [Reading, () => Promise<Answer>][])('%s', async (name, ask) => keepsTo(name, ask));

  test.each(Object.entries(WRITING) as [Writing, () => Promise<() => Promise<Answer>>][])('%s', async (name, prepare) => keepsTo(name, await prepare()));

  const KEPT = Object.entries(READING).filter(([name]) => !/^GET \/(desk|api\/articles|api\/health)/.test(name));
  test.each(KEPT)('%s: nothing once it is kept', async (_name, ask) => {
    await ask();
    expect(await queriesDuring(async () => expect((await ask()).headers['cache-status']).toBe('anli; hit'), own.origin)).toEqual({});
  });
});

test('what is saved of one section is what comes back, and the article’s versions with it', async () => {
  const article = await long();
  const text = body(`新的 ${PARAGRAPH}`);
  const saved = data<SectionAnswer>(await at.owner.patch(one(article), { version: 1, body: text }));
  expect(saved.section).toMatchObject({ id: article.sections[0]!.id, heading: '第 0 节', body: text, version: 2 });
  expect(saved.article).toEqual({ stage: 'DRAFT', orderVersion: article.orderVersion, workingSeq: article.workingSeq + 1 });
});

test('queries count for the request that made them, though many wait for few connections, which one gives to the other', async () => {
  const pages = { '/': READING['GET /'], '/cases/[number]': READING['GET /cases/[number]'], '/api/cases': READING['GET /api/cases'] };
  const desk = READING['GET /desk'];
  const during = (asks: (() => Promise<Answer>)[]) =>
    queriesDuring(async () => {
      const answers = await Promise.all(asks.map((ask) => ask()));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    }, own.origin);

  await moveCase();
  const alone: Record<string, number> = { '/desk': (await during([desk]))['/desk']! };
  for (const ask of Object.values(pages)) Object.assign(alone, await during([ask]));
  expect(Object.keys(alone).sort()).toEqual([...Object.keys(pages), '/desk'].sort());

  await moveCase();
  const times = 12;
  const asks = [...Object.values(pages), desk];
  const together = await during(Array.from({ length: times }, () => asks).flat());
  // However many ask for a page that is not kept, it is made once. (Not two that look for the same article: Prisma puts
  // look-ups by a unique key that come in one turn into one query.)
  expect(together).toEqual({ ...alone, '/desk': alone['/desk']! * times });
});

/** The case changes its category, so that nothing that shows it is kept any more. */
async function moveCase(): Promise<void> {
  const { version, category: now } = await readArticle(cast.admin, caseId);
  data(await as(cast.admin).patch(`/api/articles/${caseId}`, { version, category: now?.slug === category ? otherCategory : category }));
}
