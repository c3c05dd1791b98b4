import { beforeAll, describe, expect, test } from 'vitest';
import { as, send, visitor, withCookie, type Answer } from '../support/client';
import { csrf } from '../support/next-auth';
import { createCast, signIn, type Cast } from '../support/people';
import { site } from '../support/site';

let cast: Cast;
let session: string;

beforeAll(async () => {
  cast = await createCast();
  session = await signIn(cast.owner);
});

const SESSION = 'next-auth.session-token';
const removed = ({ headers }: Answer) => (headers['set-cookie'] ?? []).filter((line) => line.includes('Max-Age=0')).map((line) => line.replace(/; Max-Age=.*/, ''));
const isSound = ({ status }: Answer) => status < 500 && status !== 431;

/** What anything on the same host can put into a browser, and what of it is ours by its name. */
const BAD: Record<string, string> = {
  'no address to go back to': 'next-auth.callback-url=x',
  'half an address': 'next-auth.callback-url=http://',
  'an address that cannot be decoded': 'next-auth.callback-url=%',
  'a script in place of an address': 'next-auth.callback-url=javascript:alert(1)',
  'the address of another site': 'next-auth.callback-url=https%3A%2F%2Fevil.example%2F',
  'an address that no header can hold': `next-auth.callback-url=${encodeURIComponent(`http://127.0.0.1/中`)}`,
  'no token': 'next-auth.csrf-token=x',
  'a token that nobody has signed': `next-auth.csrf-token=${'a'.repeat(64)}%7C${'b'.repeat(64)}`,
  'a token that cannot be decoded': 'next-auth.csrf-token=%E0%A4%A',
  'a piece of a session': `${SESSION}.0=x`,
  'the last piece of a session': `${SESSION}.5=garbage`,
  'what begins like a session': `${SESSION}foo=garbage`,
};
const FOREIGN: Record<string, string> = {
  'a thousand of others': Array.from({ length: 1_000 }, (_, n) => `c${n}=x`).join('; '),
  'one of 15 KB': `x=${'a'.repeat(15_000)}`,
  'nothing that can be read': '=; ;;; a; =;=; x=%ZZ; x="unclosed; __proto__=x; constructor=1',
  "those of Next's preview": '__prerender_bypass=x; __next_preview_data=y',
};

describe.each(Object.entries(BAD))('%s', (_what, cookie) => {
  test('shuts nobody out, and is taken away', async () => {
    for (const both of [`${cookie}; ${session}`, `${session}; ${cookie}`]) {
      expect((await withCookie(both).get('/api/account')).body).toMatchObject({ data: { email: cast.owner.email } });
      expect((await withCookie(both).get('/desk')).status).toBe(200);
    }
    for (const path of ['/signin', '/api/auth/csrf', '/api/auth/session']) {
      const answer = await withCookie(cookie).get(path);
      expect(answer.status, path).toBe(200);
      expect(removed(answer), path).toContain(`${cookie.split('=')[0]}=; Path=/`);
    }
  });
});

test.each(Object.entries(FOREIGN))('%s are left where they are', async (_what, cookie) => {
  for (const path of ['/', '/signin', '/api/auth/csrf']) {
    const answer = await withCookie(cookie).get(path);
    expect([answer.status, removed(answer)], path).toEqual([200, []]);
  }
  expect((await withCookie(`${cookie}; ${session}`).get('/api/account')).status).toBe(200);
});

describe('a session', () => {
  const tokens: [string, () => string][] = [
    ['empty', () => ''],
    ['short', () => 'x'],
    ['in five parts', () => 'a.b.c.d.e'],
    ['long', () => 'a'.repeat(9_000)],
    ['changed', () => `${session.slice(SESSION.length + 1, -4)}aaaa`],
  ];

  test.each(tokens)('that is none (%s) is taken away, and another one that is beside it counts', async (_what, token) => {
    const cookie = `${SESSION}=${token()}`;
    const alone = await withCookie(cookie).get('/api/account');
    expect([alone.status, removed(alone)[0]]).toEqual([401, `${SESSION}=; Path=/`]);
    for (const both of [`${cookie}; ${session}`, `${session}; ${cookie}`]) {
      const answer = await withCookie(both).get('/api/account');
      expect(answer.status).toBe(200);
      // The one for the whole site is the sound one, as far as anybody can tell.
      expect(removed(answer)).toEqual([`${SESSION}=; Path=/api`, `${SESSION}=; Path=/api/account`]);
    }
  });

  test('in three hundred pieces is answered', async () => {
    const pieces = Array.from({ length: 300 }, (_, n) => `${SESSION}.${n}=x`).join('; ');
    for (const path of ['/desk', '/api/account', '/api/auth/session']) expect(isSound(await withCookie(pieces).get(path)), path).toBe(true);
    expect((await withCookie(`${pieces}; ${session}`).get('/api/account')).status).toBe(200);
  });

  test('that is sound stays, and so does what next-auth has set besides', async () => {
    const { cookie } = await csrf(session);
    expect(cookie.split('; ')).toHaveLength(3);
    for (const path of ['/api/account', '/desk', '/api/auth/csrf']) expect(removed(await withCookie(cookie).get(path)), path).toEqual([]);
  });
});

describe('what is handed to next-auth', () => {
  const ADDRESSES = ['x', '%', 'http://', '//evil.example', 'https://evil.example/', 'javascript:1', '/%E4%B8%AD', '%0d%0aX:y', '/%0d%0aX:y'];
  const ACTIONS = ['csrf', 'providers', 'session', 'signin', 'signin/credentials', 'signin/x', 'signout', 'error', 'callback/credentials', 'callback/x', 'callback/__proto__', 'verify-request', '_log', 'x', 'constructor', 'error/%E4%B8%AD', 'csrf/x/y'];

  test('in an address is never a fault', async () => {
    const queries = ['', ...ADDRESSES.map((address) => `callbackUrl=${address}`), 'callbackUrl=a&callbackUrl=b', 'error=%E4%B8%AD', 'error=%0d%0a', `error=${'a'.repeat(5_000)}`, '__proto__=x', 'nextauth=_log'];
    for (const action of ACTIONS) {
      for (const query of queries) {
        const answer = await visitor.get(`/api/auth/${action}?${query}`);
        expect(isSound(answer), `${action}?${query}: ${answer.status}`).toBe(true);
        expect(answer.headers.location ?? '').not.toMatch(/evil|javascript/);
      }
    }
  });

  test('in a form is never a fault, however it is sent', async () => {
    const { csrfToken, cookie } = await csrf();
    const form = (fields: Record<string, string>) => ['application/x-www-form-urlencoded', new URLSearchParams({ csrfToken, ...fields }).toString()] as const;
    const json = (fields: unknown) => ['application/json', JSON.stringify(fields)] as const;
    const values: unknown[] = [1, null, {}, ['x'], { not: '' }, '中文', '/中文'];
    const bodies = [
      ...ADDRESSES.flatMap((address) => [form({ callbackUrl: decodeURIComponent(address.replace(/%$/, '%25')) }), form({ callbackUrl: address, json: 'true' })]),
      ...values.flatMap((value) => [json({ csrfToken, callbackUrl: value }), json({ csrfToken: value }), json({ csrfToken, json: value, email: value, password: value, data: value })]),
      ...[null, [], 'x', 1].map(json),
      ['application/json', '['.repeat(30_000)] as const,
      ['application/json', `{"email":${'['.repeat(30_000)}${']'.repeat(30_000)}}`] as const,
      ['application/json', '{'] as const,
      ['multipart/form-data; boundary=x', '--x--'] as const,
      ['application/x-www-form-urlencoded', '%FF%FE=%&&&'] as const,
      ['', 'x'] as const,
    ];
    for (const action of ['signin', 'signin/credentials', 'signout', 'session', 'csrf', 'callback/x']) {
      for (const [type, body] of bodies) {
        const answer = await send('POST', `/api/auth/${action}`, { headers: { cookie, 'content-type': type }, body });
        expect(isSound(answer), `${action} ${type} ${body.slice(0, 80)}: ${answer.status}`).toBe(true);
        expect(answer.headers.location ?? '').not.toMatch(/evil|javascript/);
      }
    }
  });

  test.each(['/中文', 'x', 'https://evil.example/', '/\r\nX: y'])('signing in with %j as the address to go on to works, and stays on the site', async (callbackUrl) => {
    const { csrfToken, cookie } = await csrf();
    const fields = { csrfToken, callbackUrl, email: cast.coEditor.email, password: cast.coEditor.password };
    const answer = await send('POST', '/api/auth/callback/credentials', { headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
    expect(answer.status).toBe(302);
    expect(new URL(answer.headers.location!, site.origin).hostname).toBe(new URL(site.origin).hostname);
    expect(answer.headers['set-cookie']?.some((line) => line.startsWith(`${SESSION}=ey`))).toBe(true);
  });
});

describe('headers', () => {
  const NONSENSE: Record<string, string>[] = [
    { 'accept-language': 'x'.repeat(5_000) }, { 'accept-language': ',,,;;;=== *;q=\u00ff' },
    ...['evil.example', '%', 'a b', '\u00e4', ''].map((value) => ({ 'x-forwarded-host': value })), { 'x-forwarded-proto': 'https,nonsense' }, { 'x-forwarded-for': ':::, 999.1.1.1, \u00ff' }, { 'x-forwarded-port': '99999999' }, { forwarded: 'for=;;;' },
    ...['', '%', 'a b', '[::', ':', 'x:99999', '\u00e4', 'a/b?c#d', 'user:pass@host', 'x'.repeat(3_000)].map((host) => ({ host })),
    { rsc: '1', 'next-router-state-tree': 'garbage' }, { rsc: '1', 'next-router-state-tree': '%' }, { rsc: '1', 'next-router-state-tree': '%7B%7D' }, { rsc: '1', 'next-router-state-tree': '%5B1%2C2%5D' },
    { rsc: '1', 'next-router-prefetch': 'x', 'next-router-segment-prefetch': '%' }, { rsc: '1', 'next-url': '%' }, { 'next-action': 'x' }, { 'x-nextjs-data': '1' }, { 'next-resume': '1' },
    { referer: 'no address' }, { 'user-agent': '\u00ff' }, { authorization: '\u00ff' }, { range: 'x' }, { 'if-none-match': '"' }, { 'if-modified-since': 'x' }, { 'idempotency-key': '\u00ff' }, { 'x-anli-streamed': '5' }, { 'x-anli-queries': 'NaN' },
  ];

  test.each(NONSENSE)('%j is never a fault', async (headers) => {
    for (const path of ['/desk', '/signin', '/api/account', '/api/auth/session', '/c', '/api/health']) {
      let answer = await as(cast.owner).get(path, headers);
      // Next sends its client on to an address that names what the headers ask for.
      for (let steps = 0; steps < 2 && answer.headers.location?.includes('_rsc='); steps += 1) answer = await as(cast.owner).get(answer.headers.location, headers);
      expect(isSound(answer), `${path}: ${answer.status}`).toBe(true);
    }
  });
});
