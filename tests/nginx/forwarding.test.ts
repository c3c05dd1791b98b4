import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listen, type Listener } from '../support/listener';
import { freePort, SITE_NAME, startNginx, type Nginx } from '../support/nginx';
import { through } from './through';

/** Two instances: one answers, one breaks off each request that it has read whole. */
let good: Listener;
let broken: Listener;
let nginx: Nginx;
let send: ReturnType<typeof through>;

beforeAll(async () => {
  good = await listen(({ url }, response) => response.writeHead(url.includes('missing') ? 404 : 200).end('whole'));
  broken = await listen((_request, response) => response.destroy());
  // Each failure counts, and after three an instance is left alone: here it is to be tried every time.
  nginx = await startNginx({ instances: [broken.address, good.address], pages: 'revalidated', replace: [['max_fails=3 fail_timeout=5s', 'max_fails=0']] });
  send = through(nginx);
});
afterAll(async () => {
  await nginx?.stop();
  await good?.close();
  await broken?.close();
});
beforeEach(() => {
  for (const { heard } of [good, broken]) heard.length = 0;
});

describe('what a client says of itself on the way', () => {
  test('does not reach the site: it hears what nginx has seen', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.9, 10.0.0.1',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=203.0.113.9;host=evil.example',
      'accept-encoding': 'x-odd;q=0.3, gzip;q=0.9, *;q=0.1',
      connection: 'close, x-forwarded-for',
    };
    for (const path of ['/', '/desk', '/signin', '/api/cases', '/_next/static/x.js']) {
      good.heard.length = 0;
      await send('GET', path, { headers: forged });
      const [request] = good.heard;
      expect(request?.headers, path).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', host: SITE_NAME, 'accept-encoding': 'gzip' });
      expect(Object.keys(request!.headers).filter((name) => name === 'forwarded' || name === 'x-forwarded-host'), path).toEqual([]);
    }
  });
});

describe('when an instance breaks off what it has read', () => {
  test('a write is never sent a second time', async () => {
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
      for (const listener of [good, broken]) listener.heard.length = 0;
      const statuses: number[] = [];
      for (let turn = 0; turn < 4; turn += 1) statuses.push((await send(method, '/api/articles', { body: `{"turn":${turn}}` })).status);
      const bodies = [...good.heard, ...broken.heard].map(({ body }) => body);
      expect(bodies.toSorted(), `${method}: each arrived once`).toEqual([0, 1, 2, 3].map((turn) => `{"turn":${turn}}`));
      expect(broken.heard.length, `${method}: the broken one was tried`).toBeGreaterThan(0);
      expect(statuses.filter((status) => status === 502).length, method).toBe(broken.heard.length);
    }
  });

  test('neither a form of an account', async () => {
    for (let turn = 0; turn < 4; turn += 1) await send('POST', '/api/auth/callback/credentials', { body: `turn=${turn}` });
    expect([...good.heard, ...broken.heard].map(({ body }) => body).toSorted()).toEqual(['turn=0', 'turn=1', 'turn=2', 'turn=3']);
  });

  test('a read is asked of the other one', async () => {
    for (const path of ['/', '/desk', '/api/cases', '/_next/static/x.css']) {
      for (let turn = 0; turn < 4; turn += 1) expect((await send('GET', `${path}?turn=${turn}`)).status, path).toBe(200);
    }
    expect(broken.heard.length).toBeGreaterThan(0);
  });
});

test('where an instance cannot be reached at all, a POST goes to the other one', async () => {
  const dead = `127.0.0.1:${await freePort()}`;
  const other = await startNginx({ instances: [dead, good.address], pages: 'revalidated', replace: [['max_fails=3 fail_timeout=5s', 'max_fails=0']] });
  try {
    for (let turn = 0; turn < 4; turn += 1) expect((await through(other)('POST', '/api/articles', { body: `${turn}` })).status).toBe(200);
    expect(good.heard.map(({ body }) => body)).toEqual(['0', '1', '2', '3']);
  } finally {
    await other.stop();
  }
});

test('a built file that one instance has not yet is asked of the other', async () => {
  const old = await listen((_request, response) => response.writeHead(404).end('not yet'));
  const both = await startNginx({ instances: [old.address, good.address], pages: 'revalidated' });
  try {
    const answers = [];
    for (const folder of ['/_next/static/chunks', '/islands']) {
      for (let turn = 0; turn < 4; turn += 1) answers.push(await through(both)('GET', `${folder}/new-${turn}.js`));
    }
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(old.heard.length).toBeGreaterThan(0);
    expect((await through(both)('GET', '/_next/static/missing.js')).status).toBe(404);
  } finally {
    await both.stop();
    await old.close();
  }
});
