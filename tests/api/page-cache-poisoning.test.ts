import { beforeAll, describe, expect, test } from 'vitest';
import { send, type Answer } from '../support/client';
import { keptPages, type KeptPages } from '../support/kept-pages';
import { BYPASS, cacheStatus, dropEverything, HIT, lasting, MISS, warm } from '../support/page-cache';
import { signIn } from '../support/people';
import { site } from '../support/site';

/*
 * Whoever fills the cache, and whatever he sends along, the next reader gets the public page.
 */

const CANARY = 'canary-7f3a';
const EVIL = `${CANARY}.example`;

let scene: KeptPages;
let cookie: string;
/** What an honest reader gets where nobody else has asked before. */
let reference: Map<string, Answer>;
/** Of each kind of page one: those that speak of the site's own address, lists, a case, and what programs read. */
const KINDS = ['home', 'category', 'case', 'collection', 'feed', 'sitemap', 'robots', 'cases as JSON', 'a case as JSON'];
const paths = () => KINDS.map((kind) => scene.paths[kind]!);

beforeAll(async () => {
  scene = await keptPages();
  cookie = await signIn(scene.cast.admin);
  await dropEverything();
  reference = new Map(await Promise.all(paths().map(async (path) => [path, await send('GET', path)] as const)));
});

/** Everything of an answer in which a word of the request could come back. */
const said = ({ text, headers }: Answer) => text + JSON.stringify(headers);

/** The plain GET must be the reference byte for byte. @returns what it says of the cache */
async function expectClean(path: string): Promise<string> {
  const plain = await send('GET', path);
  const honest = reference.get(path)!;
  expect([plain.status, lasting(plain)], path).toEqual([200, lasting(honest)]);
  expect(plain.bytes.equals(honest.bytes), path).toBe(true);
  return cacheStatus(plain);
}

const FILLING: [what: string, headers: () => Record<string, string>, method?: string][] = [
  ['a foreign Host', () => ({ host: EVIL })],
  ['a Host with a port and a name in capitals', () => ({ host: `${CANARY.toUpperCase()}.EXAMPLE:81` })],
  ['Forwarded and its relatives', () => ({ forwarded: `for=1.1.1.1;host=${EVIL};proto=https`, 'x-forwarded-host': EVIL, 'x-forwarded-proto': CANARY, 'x-forwarded-for': CANARY, 'x-forwarded-port': '81', 'x-forwarded-prefix': `/${CANARY}`, 'x-forwarded-scheme': CANARY, 'x-real-ip': CANARY, 'x-host': EVIL, via: CANARY })],
  ['another address to answer', () => ({ 'x-original-url': '/signin', 'x-rewrite-url': '/nowhere', 'x-original-uri': '/desk', 'x-forwarded-uri': `/${CANARY}`, 'x-http-method-override': 'POST', 'x-http-method': 'PUT', 'x-method-override': 'DELETE' })],
  ['another language and browser', () => ({ 'accept-language': `en, ${CANARY}`, 'user-agent': `Googlebot ${CANARY}`, accept: 'application/json', dnt: '1', 'save-data': 'on', 'sec-ch-ua-mobile': '?1', 'sec-fetch-dest': 'empty' })],
  ['a cookie', () => ({ cookie: `next-auth.session-token=${CANARY}; NEXT_LOCALE=en; __prerender_bypass=${CANARY}; __next_preview_data=${CANARY}; theme=${CANARY}` })],
  ['the session of an admin', () => ({ cookie })],
  ['authorization', () => ({ authorization: `Bearer ${CANARY}`, 'proxy-authorization': `Basic ${CANARY}`, 'x-api-key': CANARY })],
  ['a foreign page before it', () => ({ origin: `https://${EVIL}`, referer: `https://${EVIL}/${CANARY}`, 'access-control-request-method': 'PUT', 'sec-fetch-site': 'cross-site' })],
  ['conditions', () => ({ 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT', 'if-none-match': `"${CANARY}"`, 'if-match': `"${CANARY}"`, 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT', 'if-range': `"${CANARY}"`, 'cache-control': 'no-cache, no-store', pragma: 'no-cache' })],
  ['what Next speaks with its own proxies', () => ({ 'x-middleware-prefetch': '1', 'x-middleware-rewrite': `/${CANARY}`, 'x-middleware-subrequest': 'middleware:middleware:middleware', 'x-middleware-override-headers': 'host', 'x-matched-path': '/signin', 'x-invoke-path': '/signin', 'x-invoke-status': '500', 'x-invoke-error': CANARY, 'x-invoke-output': '/404', 'x-invoke-query': '{}', 'x-nextjs-data': '1', 'x-now-route-matches': '1=x', 'x-vercel-id': CANARY, 'x-prerender-revalidate': CANARY })],
  ['what the server in front says to Next', () => ({ 'x-request-id': CANARY, 'x-anli-client-address': CANARY, 'content-security-policy': `script-src 'nonce-${CANARY}'`, 'x-nonce': CANARY })],
  ['encodings that nobody knows', () => ({ 'accept-encoding': `${CANARY}, br;q=0, gzip;q=0`, te: 'trailers', accept: `text/x-${CANARY}` })],
  ['HEAD', () => ({ host: EVIL, cookie }), 'HEAD'],
];

describe('a cold page that is asked for with', () => {
  test.each(FILLING)('%s is kept as everybody gets it', async (_what, headers, method = 'GET') => {
    await dropEverything();
    for (const path of paths()) {
      const hostile = await send(method, path, { headers: headers() });
      expect([hostile.status, cacheStatus(hostile)], path).toEqual([200, MISS]);
      expect(said(hostile).toLowerCase(), path).not.toContain(CANARY);
      expect(hostile.headers['set-cookie'], path).toBeUndefined();
      // The very answer that was made for that request.
      expect(await expectClean(path)).toBe(HIT);
    }
  });
});

/** By these more, or less, than the document could be asked for. */
const PASSING_BY: [what: string, headers: Record<string, string>][] = [
  ['a range', { range: 'bytes=0-9' }],
  ['a range that cannot be', { range: `bytes=${CANARY}` }],
  ['RSC', { rsc: '1' }],
  ['RSC with a state of the router', { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', {}, null, null, true])), 'next-url': `/${CANARY}` }],
  ['a prefetch of Next’s', { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }],
  ['a state of the router alone', { 'next-router-state-tree': CANARY }],
  ['a server action', { 'next-action': CANARY }],
];

describe('a request with', () => {
  test.each(PASSING_BY)('%s never touches what is kept: it fills nothing and takes nothing', async (_what, headers) => {
    await dropEverything();
    for (const path of paths()) {
      const cold = await send('GET', path, { headers });
      expect(await expectClean(path)).toBe(MISS);
      const kept = await send('GET', path, { headers });
      for (const answer of [cold, kept]) {
        expect(cacheStatus(answer), path).toBe(BYPASS);
        expect(said(answer), path).not.toContain(CANARY);
        expect(String(answer.headers['content-type']), path).not.toContain('x-component');
      }
      expect(await expectClean(path)).toBe(HIT);
    }
  });

  test('a body is one more header: what it holds goes nowhere', async () => {
    await dropEverything();
    for (const path of paths()) {
      await send('GET', path, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `title=${CANARY}`, agent: false });
      expect(await expectClean(path)).toBe(HIT);
    }
  });

  test('another method leaves what is kept as it is', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PURGE', 'TRACE']) {
      for (const path of paths()) {
        await warm(path);
        const answer = await send(method, path, { headers: { 'x-probe': CANARY }, agent: false });
        expect(said(answer), `${method} ${path}`).not.toContain(CANARY);
        expect(await expectClean(path)).toBe(HIT);
      }
    }
  });
});

test('pages speak of the site by the address that it was given', async () => {
  for (const kind of ['feed', 'sitemap', 'robots']) expect(reference.get(scene.paths[kind]!)!.text, kind).toContain(`${site.origin}/`);
});
