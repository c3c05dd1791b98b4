import { beforeAll, describe, expect, test } from 'vitest';
import { body, makePublished, withdraw } from '../support/articles';
import { as, send, visitor, type Answer } from '../support/client';
import { createCast, signIn, type Cast } from '../support/people';

let cast: Cast;
/** One address of each kind, and the status that it answers. */
let kinds: Record<string, { path: string; status: number; method?: string }>;
let pages: string[];

beforeAll(async () => {
  cast = await createCast();
  const open = await makePublished(cast, { sections: [{ heading: '做法', body: body('正文。') }] });
  const gone = await makePublished(cast);
  await withdraw(cast.admin, gone.id, '有误');
  const home = (await visitor.get('/')).text;
  const style = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(home)?.[1];
  const island = /src="(\/islands\/[^"]+)"/.exec(home)?.[1];
  kinds = {
    'a reader page': { path: '/', status: 200 },
    'a case': { path: `/cases/${open.number}`, status: 200 },
    'a page that is not there': { path: '/nowhere', status: 404 },
    'a withdrawn case': { path: `/cases/${gone.number}`, status: 410 },
    'a malformed address': { path: '/%E0%A4%A', status: 400 },
    'a redirect': { path: `/cases/${open.number}/`, status: 308 },
    'an application page': { path: '/signin', status: 200 },
    'a built file': { path: style!, status: 200 },
    'an island': { path: island!, status: 200 },
    'an island that is not there': { path: '/islands/nothing.js', status: 404 },
    'the icon': { path: '/icon.svg', status: 200 },
    'an answer of the API': { path: '/api/cases', status: 200 },
    'a problem of the API': { path: '/api/account', status: 401 },
    'an endpoint that is not there': { path: '/api/nothing', status: 404 },
    'a refused method': { path: '/', status: 405, method: 'PUT' },
    'a refused method of the API': { path: '/api/cases', status: 405, method: 'DELETE' },
    'next-auth': { path: '/api/auth/csrf', status: 200 },
  };
  pages = ['/', '/c', '/collections', kinds['a case']!.path, kinds['a withdrawn case']!.path, '/nowhere'];
});

const KINDS = [
  'a reader page', 'a case', 'a page that is not there', 'a withdrawn case', 'a malformed address', 'a redirect', 'an application page', 'a built file', 'an island', 'an island that is not there', 'the icon',
  'an answer of the API', 'a problem of the API', 'an endpoint that is not there', 'a refused method', 'a refused method of the API', 'next-auth',
];

const ISLAND = /<script (?:type="module" )?src="\/islands\/[a-z-]+\.[A-Z2-7]{8}\.js"><\/script>/g;

/** The islands of every reader page, in their order; the first runs before the first paint. */
const ISLANDS = ['chosen-theme', 'nav-place', 'account-greeting', 'print-foot', 'theme-switch'];

const ask = ({ method = 'GET', path }: { method?: string; path: string }) => send(method, path);
const policyOf = ({ headers }: Answer) => String(headers['content-security-policy']);

test.each(KINDS)('%s carries every security header and tells nothing of what it is made with', async (kind) => {
  const answer = await ask(kinds[kind]!);
  expect(answer.status).toBe(kinds[kind]!.status);
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()') as string,
    'x-frame-options': 'DENY',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  expect(policyOf(answer)).toContain("frame-ancestors 'none'");
  expect(policyOf(answer)).toContain("base-uri 'none'");
  expect(policyOf(answer)).not.toMatch(/unsafe-(inline|eval)|\*/);
  expect(answer.headers).not.toHaveProperty('x-powered-by');
  expect(Object.keys(answer.headers).filter((name) => /^x-nextjs-|^server$|^x-middleware/.test(name))).toEqual([]);
});

describe('reader pages', () => {
  test('allow scripts of our own files only, without a nonce, and hold none but data and the islands that they ask for', async () => {
    for (const path of pages) {
      const answer = await visitor.get(path);
      expect(policyOf(answer)).toContain("script-src 'self';");
      expect(policyOf(answer)).not.toContain('nonce');
      const scripts = answer.text.match(/<script\b[^>]*>(?:<\/script>)?/g) ?? [];
      const islands = scripts.filter((tag) => tag !== '<script type="application/ld+json">');
      // Each in the page where it belongs, and once.
      const names = islands.map((tag) => /^<script(?: type="module")? src="\/islands\/([a-z-]+)\.[A-Z2-7]{8}\.js"><\/script>$/.exec(tag)?.[1]);
      expect(names, path).toEqual(ISLANDS);
      expect(islands.filter((tag) => !tag.includes('type="module"')), path).toEqual([islands[0]]);
      expect(answer.text.indexOf(islands[0]!), path).toBeLessThan(answer.text.indexOf('</head>'));
      expect(answer.text, path).not.toMatch(/\snonce=|<link[^>]*as="script"|\sstyle="|\son\w+="|javascript:/);
      expect(answer.headers.vary ?? '', path).not.toMatch(/rsc|router/i);
      expect(answer.text.endsWith('</html>'), path).toBe(true);
    }
  });

  test('are the same byte for byte whoever asks, and however', async () => {
    const cookie = await signIn(cast.owner);
    const others: Record<string, string>[] = [
      { cookie },
      { 'accept-language': 'en', 'user-agent': 'Googlebot', accept: '*/*', 'accept-encoding': 'identity' },
      { authorization: 'Bearer x', 'x-forwarded-proto': 'https', referer: 'https://evil.example/' },
      { host: 'evil.example' },
    ];
    for (const path of pages) {
      const plain = await visitor.get(path);
      expect(plain.headers['set-cookie']).toBeUndefined();
      for (const headers of others) {
        const { text, status } = await send('GET', path, { headers });
        expect(status).toBe(plain.status);
        expect(text === plain.text, `${path} with ${Object.keys(headers).join(', ')}`).toBe(true);
      }
    }
  });

  test('are answered to HEAD with the headers of GET and no body', async () => {
    for (const path of [...pages, '/%E0%A4%A']) {
      const [get, head] = [await visitor.get(path), await visitor.send('HEAD', path)];
      expect(head.text).toBe('');
      expect([head.status, head.headers['content-type'], head.headers['content-length']], path).toEqual([get.status, get.headers['content-type'], get.headers['content-length']]);
      expect(Number(head.headers['content-length'])).toBe(Buffer.byteLength(get.text));
    }
  });

  test('are 405 for every other method, with what is allowed', async () => {
    for (const path of pages) {
      for (const method of ['TRACE', 'PUT', 'PROPFIND', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'MKCOL', 'LINK']) {
        const answer = await send(method, path, { headers: { 'x-probe': 'echo-me' } });
        expect(answer.status, `${method} ${path}`).toBe(405);
        expect(answer.headers.allow).toBe('GET, HEAD');
        expect(answer.text).not.toContain('echo-me');
        expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
      }
    }
  });

  test('hold text as text: nothing that an author writes becomes markup', async () => {
    const bait = `</script><script>alert(1)</script><link rel="preload" as="script" href="x"><img src=x onerror="alert(1)"> id="__next_error__" <!-- ]]> 'q' & &lt;`;
    const field = '<b onclick="x">"&\'';
    const { id, number } = await makePublished(cast, { title: bait, lead: bait, field, organisation: '<i>"&', sections: [{ heading: bait.slice(0, 190), body: body(bait) }] });
    const page = await visitor.get(`/cases/${number}`);
    expect(page.status).toBe(200);
    const markup = page.text.replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');
    expect(markup.replace(ISLAND, '')).not.toMatch(/<script|<img|<b\b|<i\b|as="script"/);
    expect(markup.match(ISLAND)).toHaveLength(ISLANDS.length);
    const [, linked] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page.text) ?? [];
    expect(JSON.parse(linked!)).toMatchObject({ headline: bait });
    for (const path of ['/', '/api/cases']) expect((await visitor.get(path)).status, path).toBe(200);

    await withdraw(cast.admin, id, bait);
    const gone = await visitor.get(`/cases/${number}`);
    expect(gone.status).toBe(410);
    expect(gone.text.replace(ISLAND, '')).not.toMatch(/<script|<img/);
    expect(gone.text.match(ISLAND)).toHaveLength(ISLANDS.length);
  });

  test('take no island from an author, letter by letter as the site writes it', async () => {
    const forged = `<script src="${kinds['an island']!.path}"></script>`;
    const { number } = await makePublished(cast, { title: forged, lead: forged, field: forged, organisation: forged, sections: [{ heading: forged, body: body(forged) }] });
    for (const path of [`/cases/${number}`, '/']) {
      const { text } = await visitor.get(path);
      expect(text.split(forged), path).toHaveLength(2);
      expect(text.indexOf(forged), path).toBeLessThan(text.indexOf('</head>'));
      // And what he wrote is there to be read.
      expect(text, path).toContain('&lt;script src=&quot;/islands/');
    }
  });
});

describe('application pages', () => {
  test('carry a fresh nonce, on every script and in the policy', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 2; n += 1) {
      const answer = await visitor.get('/signin');
      const [, nonce] = /script-src 'self' 'nonce-([^']+)'/.exec(policyOf(answer)) ?? [];
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      nonces.add(nonce!);
      const scripts = answer.text.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(1);
      // The one that they share with reader pages is a file of ours, which the policy allows by itself.
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([expect.stringMatching(/^<script src="\/islands\/chosen-theme\.[A-Z2-7]{8}\.js">$/)]);
      expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
    }
    expect(nonces.size).toBe(2);
  });

  test('do not take a policy or nonce from outside', async () => {
    const answer = await send('GET', '/signin', { headers: { 'content-security-policy': "script-src 'nonce-Zm9yZ2Vk'", 'x-nonce': 'Zm9yZ2Vk' } });
    expect(policyOf(answer) + answer.text).not.toContain('Zm9yZ2Vk');
  });

  test('that are not there are 404', async () => {
    const answer = await as(cast.admin).get('/desk/no/such/page');
    expect(answer.status).toBe(404);
  });
});

describe('the API', () => {
  test('answers HEAD like GET, without a body and without a false length', async () => {
    for (const path of ['/api/cases', '/api/health', '/api/account']) {
      const [get, head] = [await visitor.get(path), await visitor.send('HEAD', path)];
      expect([head.status, head.headers['content-type'], head.text]).toEqual([get.status, get.headers['content-type'], '']);
      expect(head.headers['content-length'] ?? String(Buffer.byteLength(get.text)), path).toBe(String(Buffer.byteLength(get.text)));
    }
  });

  test('may be kept by nobody else', async () => {
    for (const client of [visitor, as(cast.owner)]) {
      for (const path of ['/api/cases/1', '/api/account', '/api/articles', '/api/auth/session']) expect((await client.get(path)).headers['cache-control'], path).toBe('private, no-store');
    }
  });

  test('gives a page of another site no leave to read', async () => {
    const answer = await as(cast.owner).get('/api/account', { origin: 'https://evil.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    const preflight = await visitor.send('OPTIONS', '/api/articles', undefined, { origin: 'https://evil.example', 'access-control-request-method': 'POST' });
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('what Next has for itself is not there', () => {
  const PARTS = ['.rsc', '.prefetch.rsc', '.segments/_full.segment.rsc', '.segments/_tree.segment.rsc', '.segments/c/__PAGE__.segment.rsc', '.segments', '.rsc?_rsc=1', '%2Ersc', '.segments/_full.segment%2ersc', '.RSC'];

  test.each(['/x', '/c', '/index', '/cases/1', '/feed.xml', '/signin', '/desk', '/desk/x', '/admin/review', '//signin', '/api/auth', '/api/health', '/api/cases', '/api/x', '/media/x', '/api/media/x'])('below %s', async (path) => {
    const isApi = /^\/(?:api|media)\//.test(path);
    for (const address of PARTS.map((part) => `${path}${part}`)) {
      const answer = await visitor.get(address);
      expect(answer.status, address).toBe(404);
      expect(answer.headers['content-type'], address).toBe(isApi ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8');
      expect(answer.text, address).not.toMatch(/\$Sreact|__PAGE__|_next\/static\/chunks\/[^"]+\.js/);
    }
    // A method that only reads is not the only one that Next would listen to.
    expect((await send('POST', `${path}.rsc`)).status).toBe(isApi ? 404 : 405);
  });

  test.each(['/_not-found', '/_global-error', '/_error', '/_app', '/_document', '/404', '/500', '/_next', '/__nextjs_source-map'])('%s is answered as any address that names nothing', async (path) => {
    const [answer, other] = [await visitor.get(path), await visitor.get('/nowhere')];
    expect([answer.status, answer.text]).toEqual([404, other.text]);
  });

  test.each(['/_next/data/x/signin.json', '/_next/data/x/index.json', '/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/mcp', '/_next/static/x.rsc'])('%s', async (path) => {
    expect((await visitor.get(path)).status).toBe(404);
  });

  test.each(['?_rsc=1', '?__nextDataReq=1', '?__flight__=1', '?nxtPnumber=1'])('with %s an address answers what it answers without it', async (query) => {
    for (const path of ['/', '/c', kinds['a case']!.path]) expect((await visitor.get(`${path}${query}`)).text).toBe((await visitor.get(path)).text);
    expect((await visitor.get(`/signin${query}`)).headers['content-type']).toBe('text/html; charset=utf-8');
  });
});
