import { beforeAll, describe, expect, test } from 'vitest';
import { data, problem } from '../support/answers';
import { as, send, visitor, withCookie, type Client } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { declaredEndpoints, ENDPOINTS, nameOf, pathOf, personOf, setScene, WRITES, type DeclaredEndpoint, type Endpoint, type Scene } from '../support/endpoints';
import { newSession } from '../support/people';
import { site } from '../support/site';

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});

const guarded = ENDPOINTS.filter((endpoint) => endpoint.as !== 'visitor');
const withIds = ENDPOINTS.filter(({ path }) => path.includes('{'));

async function ask(client: Client, endpoint: Endpoint, path = pathOf(endpoint, scene)) {
  return client.send(endpoint.method, path, await endpoint.body?.(scene));
}

function entitled(endpoint: Endpoint): Client {
  const person = personOf(endpoint, scene);
  return person ? as(person) : visitor;
}

describe('the table of endpoints', () => {
  const TABLE = 'ENDPOINTS of tests/support/endpoints.ts';
  /** next-auth's own, which has tests of its own. */
  const NEXT_AUTH = ['GET /api/auth/[...nextauth]', 'POST /api/auth/[...nextauth]'];
  const spelled = (text: string) => text.replace(/[[{](?:\.\.\.)?\w+[\]}]/g, '*');
  const rows = new Map(ENDPOINTS.map((endpoint) => [spelled(nameOf(endpoint)), endpoint]));
  let declared: DeclaredEndpoint[];
  beforeAll(async () => {
    declared = (await declaredEndpoints()).filter(({ name }) => !NEXT_AUTH.includes(name));
  });

  test('has one row for each method that a route file of the API exports, and no other', () => {
    const missing = declared.filter(({ name }) => !rows.has(spelled(name))).map(({ name, file }) => `${name} (${file})`);
    expect(missing, `These have no row in ${TABLE}: nobody tests who may ask there, nor what hostile requests do.`).toEqual([]);
    const there = new Set(declared.map(({ name }) => spelled(name)));
    expect([...rows.keys()].filter((name) => !there.has(name)), `No route file exports these rows of ${TABLE}.`).toEqual([]);
    expect(rows.size).toBe(ENDPOINTS.length);
  });

  test('says what the declarations say: who may ask, and what is sent', () => {
    const unlike = declared.flatMap(({ name, says }) => {
      const row = rows.get(spelled(name));
      if (!row || !says) return [];
      const wrong = {
        'is for anybody': (row.as === 'visitor') !== (says.access === 'anybody'),
        'takes JSON, so its row needs a body': (row.body !== undefined) !== (says.takes === 'json'),
        'is not for readers': says.restricted && row.reader !== 403,
        'is refused to somebody': says.access === 'signed in' && (row.reader === undefined || row.stranger === undefined),
      };
      return Object.entries(wrong).filter(([, is]) => is).map(([what]) => `${name}: ${what}`);
    });
    expect(unlike, `Where declaration and row of ${TABLE} differ`).toEqual([]);
  });

  test('lacks no declaration but that of liveness, which depends on nothing', () => {
    expect(declared.filter(({ says }) => !says).map(({ name }) => name)).toEqual(['GET /api/health']);
  });
});

describe.each(guarded.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s', (_name, endpoint) => {
  test('is 401 for a visitor and stores nothing', async () => {
    const answer = await storesNothing(() => ask(visitor, endpoint));
    expect(problem(answer, 401).code).toBe('unauthenticated');
  });

  test('answers a visitor before it looks at his body or at the article', async () => {
    const path = endpoint.path.replace(/\{\w+\}/g, '019a0000-0000-7000-8000-000000000000');
    expect(problem(await visitor.send(endpoint.method, path, { wrong: true }), 401).code).toBe('unauthenticated');
  });

  test.each(['reader', 'otherEditor'] as const)('refuses what is not his to a signed-in %s and stores nothing', async (role) => {
    const expected = role === 'reader' ? endpoint.reader : endpoint.stranger;
    if (expected === 'own') {
      const answer = endpoint.method === 'GET' ? await ask(as(scene[role]), endpoint) : null;
      expect(answer?.text ?? '').not.toContain(scene.article.id);
      return;
    }
    const answer = await storesNothing(() => ask(as(scene[role]), endpoint));
    const { code, ...rest } = problem(answer, expected ?? 0);
    expect(code).toBe(expected === 403 ? 'forbidden' : 'not_found');
    expect(JSON.stringify(rest)).not.toContain(scene.article.title);
  });
});

describe('ids that name nothing are 404 and store nothing', () => {
  const NOWHERE = ['019a0000-0000-7000-8000-000000000000', 'not-an-id', '1', '%00', '%F0%9F%98%80', "'%20OR%201=1--", `${'a'.repeat(300)}`, '{"not":""}', '..%2f..%2f'];
  const cases = withIds.flatMap((endpoint) => (endpoint.path.match(/\{\w+\}/g) ?? []).map((hole) => [`${nameOf(endpoint)} with another ${hole}`, endpoint, hole] as const));

  test.each(cases)('%s', async (_name, endpoint, hole) => {
    await storesNothing(async () => {
      for (const id of NOWHERE) {
        const path = pathOf({ ...endpoint, path: endpoint.path.replace(hole, encodeURI(id).replace(/%25/g, '%')) }, scene);
        expect(problem(await ask(entitled(endpoint), endpoint, path), 404).code, id).toBe('not_found');
      }
    });
  });
});

test.each(ENDPOINTS.map(({ path }) => path).filter((path, at, all) => all.indexOf(path) === at))('%s is 405 for every other method', async (path) => {
  const declared = ENDPOINTS.filter((endpoint) => endpoint.path === path);
  const known = new Set<string>(declared.map(({ method }) => method));
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'].filter((name) => !known.has(name))) {
    const answer = await send(method, pathOf(declared[0]!, scene), { headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(problem(answer, 405).code, method).toBe('method_not_allowed');
    for (const name of known) expect(answer.headers.allow, method).toContain(name);
  }
});

const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
];

test.each(WRITES.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s from another site is 403 and stores nothing', async (_name, endpoint) => {
  const body = await endpoint.body?.(scene);
  await storesNothing(async () => {
    for (const headers of FOREIGN) {
      const answer = await entitled(endpoint).send(endpoint.method, pathOf(endpoint, scene), body, headers);
      expect(problem(answer, 403).code, JSON.stringify(headers)).toBe('cross_origin');
    }
  });
});

test('a browser on a page of our own may write, and the audit says WEB', async () => {
  const headers = { origin: site.origin, 'sec-fetch-site': 'same-origin' };
  const answer = await as(scene.owner).post('/api/articles', { title: '自己的页面' }, headers);
  const { id } = data<{ id: string }>(answer, 201);
  expect(await sql('SELECT origin, "requestId" FROM "AuditEvent" WHERE "subjectId" = $1', [id])).toEqual([
    { origin: 'WEB', requestId: answer.headers['x-request-id'] },
  ]);
});

test.each([
  ['no JWT at all', 'next-auth.session-token=nonsense'],
  ['an empty cookie', 'next-auth.session-token='],
  ['two hundred cookies', Array.from({ length: 200 }, (_, at) => `c${at}=1`).join('; ')],
])('%s is nobody', async (_what, cookie) => {
  expect(problem(await withCookie(cookie).get('/api/account'), 401).code).toBe('unauthenticated');
});

test('a cookie that another secret has signed is nobody', async () => {
  const { cookie } = await newSession(scene.admin, 'another secret that is long enough to be one');
  expect(problem(await withCookie(cookie).get('/api/account'), 401).code).toBe('unauthenticated');
});
