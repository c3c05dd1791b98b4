import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { routeOf } from '../../lib/platform/routes/match';
import { KEPT_ROUTES } from '../../lib/platform/routes/table';
import { data } from '../support/answers';
import { carryThrough, readArticle } from '../support/articles';
import { as, send } from '../support/client';
import { keptPages, type KeptPages } from '../support/kept-pages';
import { BYPASS, cacheStatus, dropEverything, HIT, lasting, MISS, renderedNow, warm } from '../support/page-cache';

/*
 * What a kept answer looks like from outside: its headers, its encodings, 304 and HEAD.
 */

let scene: KeptPages;
let paths: [kind: string, path: string][];
beforeAll(async () => {
  scene = await keptPages();
  paths = Object.entries(scene.paths);
});

test('there is an address of every route whose answers are kept', () => {
  const missing = KEPT_ROUTES.filter((route) => !paths.some(([, path]) => routeOf(path) === route));
  expect(missing, 'Answers are kept there (lib/platform/routes/table.ts): add an address of each to tests/support/kept-pages.ts.').toEqual([]);
});

const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, { headers });

/** Every header that a kept answer may have; Next has more of them, none of which is a reader's business. */
const KNOWN = new Set([
  'cache-control', 'cache-status', 'connection', 'content-encoding', 'content-length', 'content-security-policy', 'content-type', 'cross-origin-opener-policy', 'cross-origin-resource-policy',
  'date', 'etag', 'keep-alive', 'permissions-policy', 'referrer-policy', 'vary', 'x-accel-expires', 'x-content-type-options', 'x-frame-options', 'x-request-id',
]);

describe('a kept answer', () => {
  test('says how long it lasts and what it varies by, and nothing of what made it', async () => {
    for (const [kind, path] of paths) {
      const answer = await warm(path);
      expect(answer.status, kind).toBe(200);
      expect(answer.headers, kind).toMatchObject({ vary: 'Accept-Encoding', 'cache-control': 'no-cache', etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as string });
      expect(Object.keys(answer.headers).filter((name) => !KNOWN.has(name)), kind).toEqual([]);
      expect(answer.text, kind).not.toMatch(/__next_f|self\.__next|<link[^>]*as="script"/);
    }
  });

  test('is first a miss, then a hit, with the same bytes and headers as one rendered past the cache', async () => {
    await dropEverything();
    for (const [kind, path] of paths) {
      const [first, second, fresh] = [await get(path), await get(path), await renderedNow(path)];
      expect([first, second, fresh].map(cacheStatus), kind).toEqual([MISS, HIT, BYPASS]);
      expect(second.text === first.text && fresh.text === first.text, kind).toBe(true);
      expect([lasting(second), lasting(fresh)], kind).toEqual([lasting(first), lasting(first)]);
      expect(second.headers['x-request-id'], kind).not.toBe(first.headers['x-request-id']);
    }
  });

  test('is one text under one tag in every encoding', async () => {
    for (const [kind, path] of paths) {
      const { headers, text } = await warm(path);
      const forms: [encoding: string, decode: (bytes: Buffer) => Buffer][] = [['br', brotliDecompressSync], ['gzip', gunzipSync]];
      expect([headers['content-encoding'], headers['content-length']], kind).toEqual([undefined, String(Buffer.byteLength(text))]);
      // A text that fits into a few hundred bytes leaves as it is.
      if (Buffer.byteLength(text) < 1024) continue;
      for (const [encoding, decode] of forms) {
        const form = await get(path, { 'accept-encoding': encoding });
        expect([cacheStatus(form), form.headers['content-encoding'], form.headers.etag], kind).toEqual([HIT, encoding, headers.etag]);
        expect(form.headers['content-length'], kind).toBe(String(form.bytes.length));
        expect(form.bytes.length, kind).toBeLessThan(Buffer.byteLength(text));
        expect(decode(form.bytes).toString() === text, `${kind} as ${encoding}`).toBe(true);
      }
    }
  });

  test('is answered to HEAD with the headers of GET and no body, in every encoding; and HEAD fills for GET', async () => {
    await dropEverything();
    for (const [kind, path] of paths) {
      const first = await send('HEAD', path);
      for (const encoding of ['br', 'gzip', 'identity']) {
        const headers = { 'accept-encoding': encoding };
        const [answer, head] = [await get(path, headers), await send('HEAD', path, { headers })];
        expect([cacheStatus(first), cacheStatus(answer), cacheStatus(head)], kind).toEqual([MISS, HIT, HIT]);
        expect([head.status, head.bytes.length, lasting(head)], kind).toEqual([200, 0, lasting(answer)]);
      }
    }
  });
});

describe('If-None-Match', () => {
  /** @param given how it is written, of the tag `W/"…"` */
  const ask = async (path: string, given: (etag: string) => string, headers: Record<string, string> = {}, method = 'GET') => {
    const kept = await warm(path);
    return { kept, answer: await send(method, path, { headers: { ...headers, 'if-none-match': given(kept.headers.etag!) } }) };
  };

  test.each<[what: string, given: (etag: string) => string]>([
    ['the tag', (etag) => etag],
    ['the tag as a strong one', (etag) => etag.slice(2)],
    ['anything at all', () => '*'],
    ['a list that ends with it', (etag) => `"one", W/"two", ${etag}`],
    ['a list that begins with it, without spaces', (etag) => `${etag},"one"`],
    ['a list with empty members', (etag) => `, ,${etag},`],
  ])('with %s: 304 with the headers of the answer and nothing of its body', async (_what, given) => {
    for (const [kind, path] of paths) {
      for (const encoding of ['identity', 'br']) {
        const { kept, answer } = await ask(path, given, { 'accept-encoding': encoding });
        expect([answer.status, answer.bytes.length, cacheStatus(answer)], kind).toEqual([304, 0, HIT]);
        const { 'content-type': _type, 'content-length': _length, ...rest } = lasting(kept);
        expect(lasting(answer), kind).toEqual(rest);
      }
    }
  });

  test.each<[what: string, given: (etag: string) => string]>([
    ['another tag', () => 'W/"AAAAAAAAAAAAAAAAAAAAAA"'],
    ['a beginning of the tag', (etag) => `${etag.slice(0, -4)}"`],
    ['the tag without its quotes', (etag) => etag.slice(3, -1)],
    ['the tag within another one', (etag) => `"x${etag.slice(3, -1)}x"`],
    ['nothing', () => ''],
    ['a quoted star', () => '"*"'],
  ])('with %s: the whole answer', async (_what, given) => {
    const { kept, answer } = await ask(scene.paths.case!, given, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' });
    expect([answer.status, answer.text === kept.text]).toEqual([200, true]);
  });

  test('of HEAD is 304, too', async () => {
    const { answer } = await ask(scene.paths.case!, (etag) => etag, {}, 'HEAD');
    expect(answer.status).toBe(304);
  });

  test('turns no error into "unchanged"', async () => {
    for (const [path, status] of [['/cases/999999', 404], [`/cases/${scene.gone}`, 410], ['/api/cases/999999', 404], [`${scene.paths.case}/`, 308]] as const) {
      expect((await get(path, { 'if-none-match': '*' })).status, path).toBe(status);
    }
  });

  test('with the tag of before a change gets the new text under a new tag, also during the first fill', async () => {
    const { article, cast, paths: { case: path } } = scene;
    const before = await warm(path!);
    const { version } = await readArticle(cast.owner, article.id);
    data(await as(cast.owner).patch(`/api/articles/${article.id}`, { version, title: '换了的题目' }));
    await carryThrough(cast, article.id);
    const answer = await get(path!, { 'if-none-match': before.headers.etag! });
    expect([answer.status, cacheStatus(answer)]).toEqual([200, MISS]);
    expect(answer.text).toContain('换了的题目');
    expect(answer.headers.etag).not.toBe(before.headers.etag);
    await dropEverything();
    const unchanged = await get(path!, { 'if-none-match': answer.headers.etag! });
    expect([unchanged.status, cacheStatus(unchanged), unchanged.headers.etag]).toEqual([304, MISS, answer.headers.etag]);
  });
});
