import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { makeArticle, makePublished, withdraw } from '../support/articles';
import { data } from '../support/answers';
import { as, type Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { freePort, startNginx, type Nginx } from '../support/nginx';
import { createCast, newSession, unique, type Cast } from '../support/people';
import { site } from '../support/site';
import type { Site } from '../support/site-process';
import { startBehindTls, through } from './through';

let cast: Cast;
let port: number;
let instance: Site;

beforeAll(async () => {
  cast = await createCast();
  port = await freePort();
  instance = await startBehindTls(port);
});
afterAll(async () => instance?.stop());

type Send = ReturnType<typeof through>;
const DECODED = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes } as const;

/** What must hold whichever way pages go. */
function bothWays(send: () => Send): void {
  test('each encoding is what it says, and all of them say the same', async () => {
    const { number } = await makePublished(cast);
    const texts = new Set<string>();
    for (const [header, encoding] of [['gzip, deflate, br, zstd', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip'], ['gzip;q=0, br;q=0.0', undefined], ['identity', undefined]] as const) {
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = await send()('GET', `/cases/${number}`, { headers: { 'accept-encoding': header } });
        expect([answer.status, answer.headers['content-encoding']], header).toEqual([200, encoding]);
        texts.add(DECODED[encoding ?? 'identity'](answer.bytes).toString());
      }
    }
    expect(texts.size).toBe(1);
  });

  test('a browser that has the page already is told so', async () => {
    const { etag } = (await send()('GET', '/')).headers;
    const again = await send()('GET', '/', { headers: { 'if-none-match': etag! } });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test('what is one person’s is never kept: each sees the own desk, and who is nobody sees none', async () => {
    const cookieOf = async (person: Cast['owner']) => (await newSession(person, site.secret)).cookie.replace('next-auth', '__Secure-next-auth');
    for (let turn = 0; turn < 2; turn += 1) {
      for (const person of [cast.owner, cast.admin]) {
        for (const path of ['/desk', '/account', '/api/account']) {
          const answer = await send()('GET', path, { headers: { cookie: await cookieOf(person) } });
          expect([answer.status, answer.headers['x-cache']], path).toEqual([200, undefined]);
          expect(answer.text, path).toContain(person.name);
        }
      }
      expect((await send()('GET', '/api/account')).status).toBe(401);
    }
  });

  test('a preview is never kept: it ends when its address is revoked', async () => {
    const { id } = await makeArticle(cast.owner);
    const links = `/api/articles/${id}/preview-links`;
    const link = data<{ id: string; path: string }>(await as(cast.owner).post(links, {}), 201);
    for (let turn = 0; turn < 2; turn += 1) {
      const { status, headers } = await send()('GET', link.path);
      expect([status, headers['x-cache'], headers['cache-control']]).toEqual([200, undefined, 'private, no-store']);
    }
    data(await as(cast.owner).delete(`${links}/${link.id}`));
    expect((await send()('GET', link.path)).status).toBe(410);
  });

  test('what is not there is asked for each time, and seen as soon as it is there', async () => {
    const address = `/no-such-page-${unique('x')}`;
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await send()('GET', address);
      expect([answer.status, answer.headers['x-cache']]).toEqual([404, 'MISS']);
    }
  });
}

describe('revalidated', () => {
  let nginx: Nginx;
  let send: Send;
  beforeAll(async () => {
    nginx = await startNginx({ instances: [`127.0.0.1:${port}`], pages: 'revalidated' });
    send = through(nginx);
  });
  afterAll(async () => nginx?.stop());
  bothWays(() => send);

  test('the kept page leaves only after the site has said that it stands', async () => {
    const { number } = await makePublished(cast);
    const states: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) states.push((await send('GET', `/cases/${number}`)).headers['x-cache']);
    expect(states).toEqual(['MISS', 'REVALIDATED', 'REVALIDATED']);
  });

  test('what is published or withdrawn on another instance is what the next request sees', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const before = await send('GET', '/');
      const { id, number } = await makePublished(cast);
      const link = `href="/cases/${number}"`;
      expect([before.text.includes(link), (await send('GET', '/')).text.includes(link)]).toEqual([false, true]);
      expect((await send('GET', `/cases/${number}`)).status).toBe(200);
      await withdraw(cast.admin, id, '有误');
      expect((await send('GET', `/cases/${number}`)).status).toBe(410);
      expect((await send('GET', '/')).text).not.toContain(link);
    }
  });
});

describe('short cache', () => {
  let nginx: Nginx;
  let send: Send;
  beforeAll(async () => {
    nginx = await startNginx({ instances: [`127.0.0.1:${port}`], pages: 'short-cache', seconds: 1 });
    send = through(nginx);
  });
  afterAll(async () => nginx?.stop());
  bothWays(() => send);

  const state = ({ headers }: Answer) => headers['x-cache'];
  /** Asks until nginx does not answer by itself: the first answer after the seconds have passed. */
  const afterItsTime = (path: string) => eventually(async () => send('GET', path), (answer) => state(answer) !== 'HIT');

  test('the kept page leaves without the site’s being asked', async () => {
    const long = await startNginx({ instances: [`127.0.0.1:${port}`], pages: 'short-cache', seconds: 600 });
    const ask = through(long);
    const first = await ask('GET', '/');
    instance.signal('SIGSTOP');
    try {
      const kept = await ask('GET', '/');
      expect([kept.status, state(first), state(kept), kept.text === first.text]).toEqual([200, 'MISS', 'HIT', true]);
    } finally {
      instance.signal('SIGCONT');
      await long.stop();
    }
  });

  test('the first answer after its seconds shows what is: never an older one meanwhile', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await afterItsTime('/');
      const { number } = await makePublished(cast);
      const first = await afterItsTime('/');
      expect(['EXPIRED', 'REVALIDATED', 'MISS']).toContain(state(first));
      expect(first.text.includes(`href="/cases/${number}"`)).toBe(true);
    }
  });

  test('while no instance answers, the page that is kept still does, and says so', async () => {
    const alone = await freePort();
    const mortal = await startBehindTls(alone);
    const own = await startNginx({ instances: [`127.0.0.1:${alone}`], pages: 'short-cache', seconds: 1 });
    try {
      const ask = through(own);
      const before = await ask('GET', '/');
      await mortal.kill();
      const after = await eventually(async () => ask('GET', '/'), (answer) => state(answer) !== 'HIT');
      expect([after.status, state(after), after.text === before.text]).toEqual([200, 'STALE', true]);
      expect((await ask('GET', '/desk')).status).toBe(502);
    } finally {
      await own.stop();
      await mortal.stop();
    }
  });
});
