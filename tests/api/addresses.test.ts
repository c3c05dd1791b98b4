import { describe, expect, test } from 'vitest';
import { send } from '../support/client';
import { site } from '../support/site';

const ask = (path: string) => send('GET', path);

describe('a strange address is answered safely', () => {
  test.each([
    '/%E0%A4%A', '/%', '/%zz', 'http://evil.example/x/', '/%00', '/%FF', '/cases/%00', '/cases/%', '/c/%E4%B8', '/c/%00', '/c/__proto__', '/c/constructor', '/collections/-1', '/collections/%20',
    '/cases/9999999999999999999999', '/cases/1e3', '/cases/１', '/?cursor=%00', '/?cursor=a&cursor=b', '/?cursor[not]=', '/c/x?cursor=%E0%A4%A', `/${'a'.repeat(8_000)}`, `/${'a/'.repeat(2_000)}`,
    '/;/', '/*', '/..;/desk', '/?__proto__[x]=1', '/cases/1%0d%0aSet-Cookie:%20x=1', '/_next', '/_next/', '/_next/image', '/_next/static/', '/_next/data/x/index.json', '/__nextjs_original-stack-frame', '/_error', '/_not-found', '/404', '/500', '/api', '/api/', '/api//cases', '/api/auth/', '/api/auth/%00', '/api/auth/signin/__proto__', '/api/auth/callback/x', '/api/auth/error?error=%3Cscript%3E', '/api/cases/%00', '/api/cases/%2e%2e',
  ])('%s', async (path) => {
    const answer = await ask(encodeURI(path).replace(/%25/g, '%').replace(/%5B/g, '[').replace(/%5D/g, ']'));
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['set-cookie']?.join() ?? '').not.toMatch(/(^|,)x=1/);
    expect(answer.text).not.toMatch(/<script>|at .*\.[jt]s:\d+|node_modules/);
  });
});

describe('no address leads to another site', () => {
  test.each(['//evil.example', '//evil.example/', '///evil.example/x/', '/\\evil.example', '/%5Cevil.example/', '/%2F%2Fevil.example/', '/%2Fevil.example/', '//evil.example/%2e%2e/', '/.//evil.example/', '/cases/..//evil.example/', '/x//../evil.example/', '//evil.example:80//x/', '/?callbackUrl=https://evil.example', '/api/auth/signin?callbackUrl=https://evil.example', '/api/auth/signout?callbackUrl=//evil.example', '/signin?callbackUrl=https://evil.example'])('%s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBeLessThan(500);
    const { location } = answer.headers;
    // As a browser would read it, whatever it was asked for.
    if (location !== undefined) expect(new URL(location, `${site.origin}/some/page`).origin, location).toBe(site.origin);
    expect(answer.text).not.toMatch(/href="(https?:)?\/\/evil/);
  });
});

describe('another spelling of an address is the same surface', () => {
  test.each(['/%64esk', '/%64%65%73%6b', '/desk/', '//desk', '/desk//x', '/desk/%2e%2e/desk', '/x/../desk', '/x/%2e%2e/desk', '/desk?x', '/desk#x', 'http://127.0.0.1/desk'])('%s of the desk', async (path) => {
    const answer = await ask(path);
    const isDesk = answer.status === 200 || answer.status === 307;
    // Either it leads to the desk, with the desk's policy, or it is none of its pages.
    if (isDesk) expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'content-security-policy': expect.stringContaining("'nonce-") as string });
    else expect([301, 308, 400, 404]).toContain(answer.status);
    if (answer.status === 200) expect(answer.text).not.toContain('__next_error__');
  });

  test.each(['/%61pi/account', '/api/%61ccount', '/x/../api/account', '//api/account'])('%s of the API', async (path) => {
    const answer = await ask(path);
    expect([308, 401, 404]).toContain(answer.status);
    if (answer.status === 401) expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('no file but the built ones is given away', () => {
  test.each(['/.env', '/.git/config', '/package.json', '/prisma/schema.prisma', '/lib/platform/env.ts', '/server/main.ts', '/.next/BUILD_ID', '/_next/BUILD_ID', '/_next/server/middleware-manifest.json', '/_next/static/../BUILD_ID', '/_next/static/%2e%2e/BUILD_ID', '/_next/static/..%2fBUILD_ID', '/_next/static/%2e%2e%2f%2e%2e%2fpackage.json', '/icon.svg/../package.json', '/..%2f..%2fetc/passwd', '/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75', '/_next/image?url=%2F..%2Fpackage.json&w=64&q=75', '/robots.txt%00.html'])('%s', async (path) => {
    const answer = await ask(path);
    expect(answer.text).not.toMatch(/"dependencies"|root:x:|datasource db|process\.env|"sortedMiddleware"|\[core\]/);
    expect([308, 400, 404]).toContain(answer.status);
  });
});

test('headers that are too large or malformed are refused by the server itself', async () => {
  expect((await send('GET', '/', { headers: { 'x-large': 'a'.repeat(20_000) } })).status).toBe(431);
});
