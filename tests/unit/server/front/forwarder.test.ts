import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Forwarder } from '../../../../server/front/forwarder';
import { WORK } from '../../../../server/answers/time-outs';
import { scopeOf } from '../../../../server/front/watch';
import { eventually } from '../../../support/eventually';

let folder: string;
let behind: Server;
let front: Server;
let forwarder: Forwarder;
let agent: Agent;
let answer: RequestListener;
let queries: number | undefined;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anli-forwarder-'));
  const socketPath = path.join(folder, 'behind.sock');
  behind = createServer((asked, response) => answer(asked, response)).listen(socketPath);
  forwarder = new Forwarder(socketPath);
  front = createServer((asked, response) => {
    const scope = scopeOf(asked);
    response.on('close', () => (queries = scope.queries));
    forwarder.forward(asked, response, scope);
  }).listen(0, '127.0.0.1');
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await Promise.all([once(behind, 'listening'), once(front, 'listening')]);
  port = (front.address() as AddressInfo).port;
});

afterEach(() => {
  agent.destroy();
  forwarder.close();
  for (const server of [front, behind]) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true });
});

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
}

/** Over one connection that is kept. */
async function send(method: string, headers: Record<string, string | string[]> = {}, body?: Buffer, path = '/somewhere?x=%20') {
  const asked = request({ port, host: '127.0.0.1', method, path, headers, agent });
  asked.on('error', () => undefined);
  asked.end(body);
  const [message] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: message.statusCode, headers: message.headers, text: await textOf(message) };
}

test('hands on method, address, headers and body, and back status, headers and body', async () => {
  answer = async (asked, response) => {
    const seen = { method: asked.method, url: asked.url, own: asked.headers['x-own'], host: asked.headers.host, body: await textOf(asked) };
    response.writeHead(201, { 'Set-Cookie': ['a=1', 'b=2'], 'X-Anli-Queries': '3 4.5' }).end(JSON.stringify(seen));
  };
  const given = await send('POST', { 'x-own': 'value', host: 'cases.example.org' }, Buffer.from('正文'));
  expect(given.status).toBe(201);
  expect(given.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(given.headers).not.toHaveProperty('x-anli-queries');
  expect(JSON.parse(given.text)).toEqual({ method: 'POST', url: '/somewhere?x=%20', own: 'value', host: 'cases.example.org', body: '正文' });
  expect(await eventually(async () => queries, (told) => told !== undefined)).toBe(3);
});

test.each(['POST', 'DELETE'])('a body of unknown length with %s arrives whole', async (method) => {
  answer = async (asked, response) => response.end(await textOf(asked));
  const asked = request({ port, host: '127.0.0.1', method, path: '/', agent, headers: { 'transfer-encoding': 'chunked' } });
  asked.write('一');
  asked.end('二');
  const [message] = (await once(asked, 'response')) as [IncomingMessage];
  expect(await textOf(message)).toBe('一二');
});

test('an answer to HEAD tells its length and has no body', async () => {
  answer = (_asked, response) => response.writeHead(200, { 'Content-Length': 12 }).end();
  const given = await send('HEAD');
  expect([given.headers['content-length'], given.text]).toEqual(['12', '']);
});

test('what is refused before its body has been read is answered, as often as it is sent', async () => {
  answer = (_asked, response) => response.writeHead(403).end('no');
  for (let n = 0; n < 3; n += 1) {
    const given = await send('POST', {}, Buffer.alloc(3_000_000));
    expect([given.status, given.text]).toEqual([403, 'no']);
  }
});

test('a client that goes away ends what was asked for it', async () => {
  const begun = new Promise<void>((resolve) => {
    answer = (asked) => {
      asked.on('close', () => gone());
      resolve();
    };
  });
  let gone: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (gone = resolve));
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  await begun;
  socket.destroy();
  await ended;
});

test('an answer that breaks off breaks off here too, and one that never comes is a 500', async () => {
  answer = (_asked, response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('half');
    setImmediate(() => response.destroy());
  };
  await expect(send('GET')).rejects.toThrow();
  answer = (asked) => asked.socket.destroy();
  expect((await send('GET')).status).toBe(500);
});

test.each([
  ['/api/articles', 'application/problem+json; charset=utf-8'],
  ['/media/x.webp', 'application/problem+json; charset=utf-8'],
  ['/desk', 'text/html; charset=utf-8'],
])('an answer that never comes is told at %s in the form of those who ask there', async (address, type) => {
  answer = (asked) => asked.socket.destroy();
  const given = await send('GET', {}, undefined, address);
  expect([given.status, given.headers['content-type']]).toEqual([500, type]);
});

test('a client that waits for a long answer is not taken for one that does not read it', async () => {
  let patience: () => number | undefined = () => undefined;
  front.timeout = 40_000;
  front.on('connection', (socket: Socket) => (patience = () => socket.timeout));
  const reached = (ms: number) => eventually(async () => patience(), (now) => now === ms, { patience: 2_000 }).catch(() => 'never');
  answer = async (asked, response) => {
    await textOf(asked);
    response.write(`${await reached(WORK)} `);
    response.end(String(await reached(40_000)));
  };
  expect((await send('POST', {}, Buffer.from('正文'))).text).toBe(`${WORK} 40000`);
});
