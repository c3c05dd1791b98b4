import { request } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setInterval as every } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TIME_OUTS } from '../../../../server/answers/time-outs';
import { Web } from '../../../../server/front/web';
import { openRaw, type RawConnection } from '../../../support/raw';

/** As ours, but for the lengths. */
const SHORT = { headers: 300, request: 700, keepAlive: 200, inactivity: 1_500, check: 50 };
/** More than the buffers of a loopback connection hold. */
const LARGE = Buffer.alloc(64 * 1024 * 1024);

interface Opened {
  web: Web;
  origin: string;
  /** Paths of requests whose connection has ended, whoever did it. */
  ended: string[];
}

/** A server that reads a request's body and answers it: on a port of its own, or with what another one accepts. */
async function open(how: 'listening' | 'taking', timeOuts = SHORT): Promise<Opened> {
  const ended: string[] = [];
  const web = new Web((asked, response) => {
    asked.socket.once('close', () => ended.push(asked.url ?? ''));
    asked.resume().on('end', () => response.end(asked.url === '/large' ? LARGE : 'well'));
  }, timeOuts);
  const door: Server = how === 'listening' ? web.server : createServer({ pauseOnConnect: true }, (socket) => web.take(socket));
  if (how === 'taking') web.begin();
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    door.close();
    await web.drain(0, 'at once');
  });
  return { web, ended, origin: `http://127.0.0.1:${(door.address() as AddressInfo).port}` };
}

/** Another client, on a connection of its own. */
const ask = (origin: string) =>
  new Promise<number>((resolve, reject) => {
    request(origin, { agent: false }, (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject).end();
  });

/** Goes on writing these, piece by piece, as long as the connection is there. */
async function drip(raw: RawConnection, pieces: Iterable<string>): Promise<void> {
  let over = false;
  void raw.all().then(() => (over = true));
  const rest = pieces[Symbol.iterator]();
  for await (const _ of every(20)) {
    const { value, done } = rest.next();
    if (over || done) return;
    raw.write(value);
  }
}

function* forever(piece: string): Generator<string> {
  for (;;) yield piece;
}

describe.each(['listening', 'taking'] as const)('a server that is %s', { timeout: 30_000 }, (how) => {
  test('cuts who sends a header byte by byte with 408, and answers others meanwhile', async () => {
    const { origin } = await open(how, { ...SHORT, request: 60_000 });
    const raw = openRaw(origin);
    onTestFinished(() => raw.close());
    raw.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const dripping = drip(raw, forever('a'));
    expect(await ask(origin)).toBe(200);
    expect(await raw.all()).toMatch(/^HTTP\/1\.1 408 .*\r\nConnection: close\r\n/);
    await dripping;
    expect(await ask(origin)).toBe(200);
  });

  test('cuts who sends a body that never ends', async () => {
    const { origin } = await open(how);
    const chunked = openRaw(origin);
    onTestFinished(() => chunked.close());
    chunked.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const dripping = drip(chunked, forever('1\r\na\r\n'));
    const silent = openRaw(origin);
    onTestFinished(() => silent.close());
    silent.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
    expect(await chunked.all()).toMatch(/^HTTP\/1\.1 408 /);
    expect(await silent.all()).toMatch(/^HTTP\/1\.1 408 /);
    await dripping;
    expect(await ask(origin)).toBe(200);
  });

  test('cuts who connects and says nothing, and who keeps a connection and asks no more', async () => {
    const { origin } = await open(how);
    const [mute, kept] = [openRaw(origin), openRaw(origin)];
    kept.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await mute.all()).toMatch(/^HTTP\/1\.1 408 /);
    const answer = await kept.all();
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*well$/);
    // After an answer there is nothing to complain of: the connection just ends.
    expect(answer).not.toContain('408');
  });

  test('cuts who asks for much and does not read it', async () => {
    const { origin, ended } = await open(how, { ...SHORT, inactivity: 300 });
    const raw = openRaw(origin);
    onTestFinished(() => raw.close());
    raw.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    await raw.received(/^HTTP\/1\.1 200 /);
    raw.pause();
    await expect.poll(() => ended, { timeout: 20_000 }).toEqual(['/large']);
    expect(await ask(origin)).toBe(200);
  });

  test('refuses headers of more than 16 KB', async () => {
    const { origin } = await open(how);
    const raw = openRaw(origin);
    onTestFinished(() => raw.close());
    raw.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(17_000)}\r\n\r\n`);
    expect(await raw.status()).toBe(431);
    expect(await raw.all()).not.toContain('Set-Cookie');
  });

  test.each(['at once', 'in pieces'])('refuses cookies that are too many (%s), and has the browser forget them, but not who is signed in', async (sent) => {
    const { origin } = await open(how);
    const raw = openRaw(origin);
    onTestFinished(() => raw.close());
    const cookies = `next-auth.session-token=a.b; ${Array.from({ length: 60 }, (_, n) => `name-${n}=${'a'.repeat(300)}`).join('; ')}; __Host-x=1`;
    const text = `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${cookies}\r\n\r\n`;
    raw.write(sent === 'at once' ? text : text.slice(0, 10_000));
    if (sent === 'in pieces') {
      await expect.poll(async () => (await ask(origin)), { timeout: 20_000 }).toBe(200);
      raw.write(text.slice(10_000));
    }
    const answer = await raw.all();
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('Set-Cookie: name-59=; Path=/; Max-Age=0;');
    expect(answer).toMatch(/Set-Cookie: __Host-x=; Path=\/; .*; Secure/);
    expect(answer).not.toContain('session-token');
    expect(answer).toContain('</h1>');
  });

  test('an address that is too long costs nobody his cookies', async () => {
    const { origin } = await open(how);
    const raw = openRaw(origin);
    onTestFinished(() => raw.close());
    raw.write(`GET /${'a=b;'.repeat(5_000)} HTTP/1.1\r\nHost: a\r\nCookie: x=y\r\n\r\n`);
    expect(await raw.all()).not.toContain('Set-Cookie');
  });
});

test('the times of production go together', () => {
  const { headers, request, keepAlive, inactivity, check } = TIME_OUTS;
  expect(headers).toBeLessThan(request);
  expect(keepAlive).toBeLessThan(inactivity);
  expect(check).toBeLessThanOrEqual(headers / 5);
});
