import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brotliDecompressSync } from 'node:zlib';
import { makePublished } from '../support/articles';
import { send as sendPlainly } from '../support/client';
import { cookiesOf } from '../support/next-auth';
import { freePort, IPV6, SITE_NAME, startNginx, type Nginx } from '../support/nginx';
import { createCast, type Cast } from '../support/people';
import type { Site } from '../support/site-process';
import { METRICS_TOKEN, startBehindTls, through } from './through';

let nginx: Nginx;
let instance: Site;
let cast: Cast;
let port: number;
let send: ReturnType<typeof through>;

beforeAll(async () => {
  port = await freePort();
  cast = await createCast();
  instance = await startBehindTls(port);
  nginx = await startNginx({ instances: [`127.0.0.1:${port}`], pages: 'revalidated' });
  send = through(nginx);
});
afterAll(async () => {
  await nginx?.stop();
  await instance?.stop();
});

describe('TLS', () => {
  const handshake = (servername: string, minVersion?: 'TLSv1.3', maxVersion?: 'TLSv1.2') =>
    new Promise<string>((resolve, reject) => {
      const options = { port: Number(new URL(nginx.origin).port), host: '127.0.0.1', servername, ca: nginx.certificate, ALPNProtocols: ['h2'], ...(minVersion ? { minVersion } : {}), ...(maxVersion ? { maxVersion } : {}) };
      const socket = connectTls(options, () => {
        resolve(`${socket.getProtocol()} ${socket.alpnProtocol}`);
        socket.destroy();
      });
      socket.on('error', reject);
    });

  test('speaks 1.3 and 1.2, and HTTP/2', async () => {
    expect(await handshake(SITE_NAME, 'TLSv1.3')).toBe('TLSv1.3 h2');
    expect(await handshake(SITE_NAME, undefined, 'TLSv1.2')).toBe('TLSv1.2 h2');
  });

  test('who asks for another name gets no certificate', async () => {
    await expect(handshake('other.example.org')).rejects.toThrow(/unrecognized name|alert/i);
  });

  test('a page comes over HTTP/2 with what the site says of itself', async () => {
    const session = connectHttp2(nginx.origin, { ca: nginx.certificate, servername: SITE_NAME });
    const stream = session.request({ ':path': '/', ':authority': SITE_NAME });
    const status = await new Promise((resolve, reject) => stream.on('response', (headers) => resolve(headers[':status'])).on('error', reject));
    session.destroy();
    expect(status).toBe(200);
  });

  test('without it every address is sent on to the same one with it', async () => {
    const answer = await sendPlainly('GET', '/cases/1?x=y', { origin: nginx.plainOrigin, headers: { host: SITE_NAME } });
    expect([answer.status, answer.headers.location]).toEqual([308, `https://${SITE_NAME}/cases/1?x=y`]);
  });
});

test('answers at the IPv6 address of a machine that has one, with TLS and without', async () => {
  const { port: secure } = new URL(nginx.origin);
  const protocol = await new Promise((resolve, reject) => {
    const socket = connectTls({ port: Number(secure), host: IPV6 ? '::1' : '127.0.0.1', servername: SITE_NAME, ca: nginx.certificate }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', reject);
  });
  expect(protocol).toBe('TLSv1.3');
  const plain = await sendPlainly('GET', '/c', { origin: `http://${IPV6 ? '[::1]' : '127.0.0.1'}:${new URL(nginx.plainOrigin).port}`, headers: { host: SITE_NAME } });
  expect([plain.status, plain.headers.location]).toEqual([308, `https://${SITE_NAME}/c`]);
});

test('cookies that are long come through, and of too many the browser is rid', async () => {
  const long = await send('GET', '/signin', { headers: { cookie: `x=${'a'.repeat(12_000)}; __Secure-next-auth.callback-url=x` } });
  expect(long.status).toBe(200);
  expect(long.headers['set-cookie']).toContain('__Secure-next-auth.callback-url=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure');
  const many = await send('GET', '/signin', { headers: { cookie: Array.from({ length: 60 }, (_, n) => `name-${n}=${'a'.repeat(400)}`).join('; ') } });
  expect(many.status).toBe(431);
  expect(many.headers['set-cookie']).toHaveLength(60);
});

test('every answer of the site carries HSTS and its other headers, each once', async () => {
  for (const path of ['/', '/desk', '/api/cases', '/nowhere', '/icon.svg']) {
    const { headers } = await send('GET', path);
    expect(headers['strict-transport-security'], path).toBe('max-age=31536000');
    expect(headers, path).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['x-accel-expires'], path).toBeUndefined();
  }
});

test('signing in works, with a cookie that only TLS carries', async () => {
  const token = await send('GET', '/api/auth/csrf');
  const { csrfToken } = token.body as { csrfToken: string };
  const form = new URLSearchParams({ csrfToken, email: cast.owner.email, password: cast.owner.password, json: 'true' }).toString();
  const headers = { cookie: cookiesOf(token), 'content-type': 'application/x-www-form-urlencoded', origin: `https://${SITE_NAME}`, 'sec-fetch-site': 'same-origin' };
  const answer = await send('POST', '/api/auth/callback/credentials', { headers, body: form });
  expect(answer.status).toBe(200);
  const session = (answer.headers['set-cookie'] ?? []).find((line) => line.includes('session-token='));
  expect(session).toMatch(/^__Secure-next-auth\.session-token=.*; HttpOnly; Secure; SameSite=Lax/);
  const account = await send('GET', '/api/account', { headers: { cookie: cookiesOf(answer) } });
  expect(account.body).toMatchObject({ data: { email: cast.owner.email } });
  const written = await send('POST', '/api/articles', { headers: { cookie: cookiesOf(answer), 'content-type': 'application/json', origin: `https://${SITE_NAME}` }, body: '{}' });
  expect(written.status).toBe(201);
  const foreign = await send('POST', '/api/articles', { headers: { cookie: cookiesOf(answer), 'content-type': 'application/json', origin: 'https://evil.example' }, body: '{}' });
  expect(foreign.status).toBe(403);
});

test.each([
  ['style sheets', /\/_next\/static\/[^"]+\.css/],
  ['islands', /\/islands\/[^"]+\.js/],
])('built files (%s) come compressed and for ever, also while the site is busy starting again', async (_what, address) => {
  const [sheet] = address.exec((await send('GET', '/')).text)!;
  const first = await send('GET', sheet, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect(first.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' });
  const plain = await send('GET', sheet);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(brotliDecompressSync(first.bytes).equals(plain.bytes)).toBe(true);
  instance.signal('SIGSTOP');
  try {
    const kept = await send('GET', sheet, { headers: { 'accept-encoding': 'br' } });
    expect([kept.status, kept.bytes.equals(first.bytes)]).toEqual([200, true]);
  } finally {
    instance.signal('SIGCONT');
  }
  for (const missing of ['/_next/static/chunks/nothing.js', '/islands/nothing.js']) expect((await send('GET', missing)).status, missing).toBe(404);
});

test('what the machine tells of itself is not for the public, not even with the token', async () => {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  expect((await sendPlainly('GET', '/metrics', { origin: `http://127.0.0.1:${port}`, headers })).status).toBe(200);
  for (const path of ['/metrics', '//metrics', '/%6detrics', '/metrics?x=y', '/./metrics', '/metrics%00', '/metrics/', '/x/../metrics']) {
    const answer = await send('GET', path, { headers });
    // With a slash at its end it is one more address that the site sends on to the one without.
    expect(path === '/metrics/' ? [308] : [400, 404], path).toContain(answer.status);
    expect(answer.text, path).not.toContain('# HELP');
  }
});

test('what the site leaves uncompressed is not compressed here', async () => {
  const { number } = await makePublished(cast);
  const asked = { 'accept-encoding': 'gzip, br', 'sec-fetch-site': 'cross-site' };
  expect((await send('GET', '/signin', { headers: asked })).headers['content-encoding']).toBeUndefined();
  expect((await send('GET', '/signin', { headers: { ...asked, 'sec-fetch-site': 'none' } })).headers['content-encoding']).toBe('br');
  expect((await send('GET', `/cases/${number}`, { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBe('gzip');
});
