import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ERROR_STATUS } from '../../lib/platform/errors';
import { LIMITS } from '../../lib/platform/limits';
import { listen, type Listener } from '../support/listener';
import { SITE_NAME, startNginx, type Nginx } from '../support/nginx';
import { through } from './through';

let instance: Listener;
let nginx: Nginx;
let send: ReturnType<typeof through>;

beforeAll(async () => {
  instance = await listen((_request, response) => response.writeHead(200).end('whole'));
});
afterAll(async () => instance?.close());

// What has been counted is kept while it runs.
beforeEach(async () => {
  instance.heard.length = 0;
  nginx = await startNginx({ instances: [instance.address], pages: 'revalidated', replace: [['client_body_timeout 10s', 'client_body_timeout 1s'], ['client_header_timeout 10s', 'client_header_timeout 1s']] });
  send = through(nginx);
});
afterEach(async () => nginx.stop());

describe('bodies', () => {
  test('as large as the site reads pass, one byte more is 413 as a problem, and the site hears nothing of it', async () => {
    const most = LIMITS.request.bytes;
    for (const path of ['/api/articles', '/api/registration', '/api/auth/callback/credentials']) {
      instance.heard.length = 0;
      expect((await send('POST', path, { body: Buffer.alloc(most, 'x') })).status, path).toBe(200);
      const answer = await send('POST', path, { body: Buffer.alloc(most + 1, 'x') });
      expect([answer.status, answer.headers['content-type']], path).toEqual([413, 'application/problem+json']);
      expect(ERROR_STATUS[(answer.body as { code: keyof typeof ERROR_STATUS }).code]).toBe(413);
      expect(instance.heard.length, path).toBe(1);
    }
    expect((await send('PUT', '/api/articles/1/sections/order', { body: Buffer.alloc(LIMITS.request.bytes + 1, 'x') })).status).toBe(413);
  });

  test('files may be as large as the site reads them, with what is said about them; far more is 413', async () => {
    const largest = { '/api/assets': LIMITS.picture.bytes, '/api/import': LIMITS.import.bytes + LIMITS.request.bytes, '/api/import/preview': LIMITS.import.bytes };
    for (const [path, bytes] of Object.entries(largest)) {
      instance.heard.length = 0;
      expect((await send('POST', path, { body: Buffer.alloc(bytes, 'x') })).status, path).toBe(200);
      expect((await send('POST', path, { body: Buffer.alloc(23 * 1024 * 1024 + 1, 'x') })).status, path).toBe(413);
      expect(instance.heard.length, path).toBe(1);
    }
    expect((await send('POST', '/api/imports', { body: Buffer.alloc(LIMITS.request.bytes + 1, 'x') })).status).toBe(413);
  });
});

describe('slow senders', () => {
  const socketTo = () => connect({ port: Number(new URL(nginx.origin).port), host: '127.0.0.1', servername: SITE_NAME, ca: nginx.certificate });
  const untilClosed = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = socketTo();
      let received = '';
      socket.on('data', (part: Buffer) => (received += part.toString()));
      socket.on('close', () => resolve(received)).on('error', reject);
      socket.write(bytes);
    });

  test.each([
    ['a body that stops', `POST /api/articles HTTP/1.1\r\nHost: ${SITE_NAME}\r\nContent-Length: 100\r\n\r\n{"title":`],
    ['headers that stop', `GET / HTTP/1.1\r\nHost: ${SITE_NAME}\r\nX-Slow: `],
    ['nothing at all', ''],
  ])('%s: the connection is closed, and the site never hears of it', async (_what, bytes) => {
    await untilClosed(bytes);
    expect(instance.heard).toEqual([]);
  });
});

describe('too many at once from one address', () => {
  const statuses = async (times: number, method: string, path: string) =>
    (await Promise.all(Array.from({ length: times }, () => send(method, path, method === 'GET' ? {} : { body: '{}' })))).map(({ status }) => status);

  test.each([
    ['attempts to sign in', 'POST', '/api/auth/callback/credentials'],
    ['registrations', 'POST', '/api/registration'],
  ])('%s are 429 with the time to wait, after the first eleven', async (_what, method, path) => {
    const all = await statuses(30, method, path);
    expect(new Set(all)).toEqual(new Set([200, 429]));
    expect(all.filter((status) => status === 200).length).toBeGreaterThanOrEqual(11);
    const answer = await send(method, path, { body: '{}' });
    expect([answer.status, answer.headers['content-type'], answer.headers['retry-after']]).toEqual([429, 'application/problem+json', '10']);
    expect(ERROR_STATUS[(answer.body as { code: keyof typeof ERROR_STATUS }).code]).toBe(429);
    // Who waits may still read and write what he has.
    expect((await send('GET', '/signin')).status).toBe(200);
    expect((await send('PATCH', '/api/articles/1', { body: '{}' })).status).toBe(200);
  });

  test.each(['POST', 'PATCH', 'PUT', 'DELETE'])('writes by %s are 429 from some on; reads are not', async (method) => {
    const all = await statuses(150, method, '/api/articles/1');
    expect(new Set(all)).toEqual(new Set([200, 429]));
    expect(instance.heard.length).toBe(all.filter((status) => status === 200).length);
    expect(new Set(await statuses(150, 'GET', '/api/articles/1'))).toEqual(new Set([200]));
    expect(new Set(await statuses(150, 'GET', '/cases/1'))).toEqual(new Set([200]));
  });
});
