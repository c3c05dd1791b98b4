import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { Client } from 'pg';
import { hashPassword } from '../../lib/domains/users/password';
import { problem } from '../support/answers';
import { send, withCookie, type Answer } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { csrf, cookiesOf } from '../support/next-auth';
import { unique } from '../support/people';
import { layCable, type Cable } from '../support/proxy';
import { startSite, type Site } from '../support/site-process';

/** A site of this file's own, with a cable to its database that can be pulled out. */
let own: Site;
let cable: Cable;
let cookie: string;
let database: string;
const account = { email: 'editor@test.example', password: 'a long password' };

beforeAll(async () => {
  database = await cloneDatabase(inject('template'), unique('outage'));
  const client = new Client({ connectionString: database });
  await client.connect();
  const hash = await hashPassword(account.password);
  await client.query(`INSERT INTO "User" (id, email, name, "passwordHash", role, "updatedAt") VALUES (gen_random_uuid(), $1, 'n', $2, 'EDITOR', now())`, [account.email, hash]);
  await client.query(`INSERT INTO "Category" (id, slug, name, path) VALUES (gen_random_uuid(), 'c', '栏目', 'c/')`);
  await client.end();
  cable = await layCable(database);
  own = await startSite({ databaseUrl: cable.url });
  cookie = cookiesOf(await signIn());
});
afterEach(async () => {
  await cable.mend();
  await eventually(() => get('/api/health/ready'), ({ status }) => status === 200);
});
afterAll(async () => {
  await own.stop();
  await cable.cut();
});

/** Changes the database past the cable. */
async function change(sql: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, { origin: own.origin, headers });
const editor = () => withCookie(cookie, own.origin);

async function signIn(): Promise<Answer> {
  const token = await csrf('', own.origin);
  const form = new URLSearchParams({ csrfToken: token.csrfToken, json: 'true', ...account }).toString();
  return send('POST', '/api/auth/callback/credentials', { origin: own.origin, headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: token.cookie }, body: form });
}

const PAGES = ['/', '/c', '/c/c', '/cases/100001', '/collections', '/collections/100001', '/feed.xml', '/c/c/feed.xml', '/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/100000.xml'];

function expectPlain503(answer: Answer, path: string) {
  expect(answer.status, path).toBe(503);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
  expect(answer.text).not.toMatch(/<script|prisma|postgres|ECONN|Error/i);
}

describe('with the database away', () => {
  test('reader pages that are not kept are a plain page with 503 and Retry-After, and come back by themselves', async () => {
    await cable.cut();
    for (const path of PAGES) expectPlain503(await get(path), path);
    await cable.mend();
    for (const path of ['/', '/c', '/c/c', '/feed.xml', '/c/c/feed.xml', '/sitemap.xml', '/sitemaps/pages.xml']) {
      const answer = await eventually(() => get(path), ({ status }) => status !== 503);
      expect(answer.status, path).toBe(200);
    }
    expect((await get('/cases/100001')).status).toBe(404);
  });

  test('pages that are kept are shown as they are, and say so; then they are as fresh as ever', async () => {
    const kept = await get('/c/c');
    expect(kept.status).toBe(200);
    await cable.cut();
    const during = await eventually(() => get('/c/c'), ({ headers }) => headers['cache-status'] !== 'anli; hit');
    expect([during.status, during.headers['cache-status'], during.text]).toEqual([200, 'anli; hit; detail=past-lease', kept.text]);
    const known = await get('/c/c', { 'if-none-match': kept.headers['etag']! });
    expect([known.status, known.headers['cache-status']]).toEqual([304, 'anli; hit; detail=past-lease']);
    await change(`UPDATE "Category" SET "name" = '新栏目名' WHERE "slug" = 'c'`);
    await cable.mend();
    const after = await eventually(() => get('/c/c'), ({ headers }) => headers['cache-status'] !== 'anli; hit; detail=past-lease');
    expect(after.text).toContain('新栏目名');
  });

  test('the API says so in a problem with 503, to a signed-in user too: he is not signed out', async () => {
    await cable.cut();
    for (const answer of [await get('/api/cases/100001'), await get('/api/health/ready'), await editor().get('/api/account'), await editor().post('/api/articles', { title: '题目' })]) {
      expect(problem(answer, 503).code).toBe('unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/prisma|postgres|ECONN/i);
    }
    await cable.mend();
    const back = await eventually(() => editor().get('/api/account'), ({ status }) => status !== 503);
    expect(back.status).toBe(200);
    expect((await editor().post('/api/articles', { title: '题目' })).status).toBe(201);
  });

  test('liveness does not depend on it', async () => {
    await cable.cut();
    expect((await get('/api/health')).status).toBe(200);
  });

  test('a sign-in is 503 and not "wrong password", and next-auth’s session does not empty the cookie', async () => {
    await cable.cut();
    expect(problem(await signIn(), 503).code).toBe('unavailable');
    const session = await editor().get('/api/auth/session');
    expect(session.headers['set-cookie']?.join() ?? '').not.toMatch(/next-auth\.session-token=;/);
    await cable.mend();
    await eventually(() => editor().get('/api/account'), ({ status }) => status === 200);
  });

  test('a desk page is no fault of the server’s: 503, or a page that says so', async () => {
    await cable.cut();
    const answer = await editor().get('/desk');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
  });
});

test('a database that takes connections and says nothing is away too, within ten seconds', async () => {
  cable.stall();
  const began = Date.now();
  expectPlain503(await get('/cases/100001'), '/cases/100001');
  expect(problem(await get('/api/cases/100001'), 503).code).toBe('unavailable');
  expect(Date.now() - began).toBeLessThan(20_000);
});

test('of saves whose connection breaks, those that were acknowledged are there', async () => {
  const mark = unique('断线');
  const saves = Array.from({ length: 10 }, (_, n) => editor().post('/api/articles', { title: `${mark} ${n}`, sections: [{}, {}] }));
  await cable.cut();
  const answers = await Promise.all(saves);
  for (const { status } of answers) expect([201, 503]).toContain(status);
  await cable.mend();
  const list = await eventually(() => editor().get('/api/articles?limit=100'), ({ status }) => status === 200);
  const acknowledged = answers.flatMap(({ status }, n) => (status === 201 ? [`${mark} ${n}`] : []));
  const titles = (list.body as { data: { items: { title: string }[] } }).data.items.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(acknowledged));
});

test('nobody can write into the log by next-auth’s own endpoint for that', async () => {
  const mark = unique('forged');
  const log = { level: 'error', code: `x\n{"level":60,"msg":"${mark}"}`, message: mark };
  await send('POST', '/api/auth/_log', { origin: own.origin, headers: { 'content-type': 'application/json' }, body: log });
  await send('POST', '/api/auth/_log', { origin: own.origin, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(log).toString() });
  expect(own.output()).not.toContain(mark);
});

test('readiness says so of a hanging database long before a page does', async () => {
  // After an outage the job runner comes back by itself; pages are ready without it.
  const recovered = await eventually(() => get('/api/health/ready'), ({ text }) => text.includes('"jobs":"up"'));
  expect(recovered.body).toEqual({ data: { status: 'ready', dependencies: { process: 'serving', database: 'up', 'page cache': 'up', jobs: 'up', storage: 'up' } } });
  cable.stall();
  // The first one may be told by a connection that was kept and has broken; from then on there are only new ones, which hang.
  await get('/cases/100001');
  const page = get('/cases/100001').then(() => 'page');
  const ready = get('/api/health/ready');
  expect(await Promise.race([page, ready.then(() => 'readiness')])).toBe('readiness');
  expect(problem(await ready, 503)).toMatchObject({ code: 'unavailable', dependencies: { process: 'serving', database: 'down' } });
  // However often it is asked meanwhile, the database is asked once, so that all its connections are left for the rest.
  const again = await Promise.all(Array.from({ length: 30 }, () => get('/api/health/ready')));
  expect(again.map(({ status }) => status)).toEqual(Array(30).fill(503));
  await page;
});
