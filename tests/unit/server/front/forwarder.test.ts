import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Forwarder } from '../../../../server/front/forwarder';
import { sendFault } from '../../../../server/answers/send-problem';
import { WORK } from '../../../../server/answers/time-outs';
import { scopeOf } from '../../../../server/front/watch';
import { RETRY_AFTER_BUSY, type Patience } from '../../../../lib/platform/semaphore';
import { isDomainError } from '../../../../lib/platform/errors';
import { eventually } from '../../../support/eventually';

let folder: string;
let behind: Server;
let front: Server;
let forwarder: Forwarder;
let agent: Agent;
let answer: RequestListener;
let queries: number | undefined;
let port: number;
let socketPath: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anli-forwarder-'));
  socketPath = path.join(folder, 'behind.sock');
  behind = createServer((asked, response) => answer(asked, response)).listen(socketPath);
  forwarder = new Forwarder(socketPath, 16);
  front = createServer((asked, response) => {
    const scope = scopeOf(asked);
    const gone = new AbortController();
    response.on('close', () => {
      queries = scope.queries;
      gone.abort();
    });
    forwarder.forward(asked, response, scope, { signal: gone.signal }).catch((error: unknown) => {
      if (isDomainError(error) && !response.destroyed) sendFault(asked, response, scope.id, error);
    });
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

describe('many who ask at once', () => {
  /** One at a time behind the front, and others wait as long as this. */
  const oneAtATime = (longest = 60_000) => {
    const patience: Patience = { waiting: 100, longest };
    forwarder.close();
    forwarder = new Forwarder(socketPath, 1, patience);
  };
  /** A request on a connection of its own. */
  const ask = async (address: string, options: { method?: string; headers?: Record<string, string | number>; body?: string } = {}) => {
    const { body = '', ...rest } = options;
    const asked = request({ port, host: '127.0.0.1', path: address, ...rest });
    asked.on('error', () => undefined);
    asked.end(body);
    const [message] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: message.statusCode, headers: message.headers, text: await textOf(message) };
  };
  const SHORT = { 'content-type': 'application/json', 'content-length': 12 };
  const LONG = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 12 };

  test.each([
    ['GET', {}],
    ['POST', LONG],
  ])('each of two hundred on a connection that is kept gets its answers (%s %o)', async (method, headers) => {
    const BUSY = 0.4;
    answer = (asked, response) => {
      const until = performance.now() + (asked.url === '/busy' ? BUSY : 0);
      while (performance.now() < until) continue;
      asked.resume().on('end', () => response.end('here'));
    };
    const clients = Array.from({ length: 200 }, () => ({ agent: new Agent({ keepAlive: true, maxSockets: 1 }), answers: 0 }));
    const ask = async (path: string, own: Agent) => {
      const asked = request({ port, host: '127.0.0.1', path, method, headers, agent: own });
      asked.end(method === 'GET' ? undefined : '{"a":"bcde"}');
      const [message] = (await once(asked, 'response')) as [IncomingMessage];
      await textOf(message);
    };
    // All are connected to the front when it begins: how fast connections are taken is another thing.
    for (const client of clients) await ask('/idle', client.agent);
    let all = 0;
    await Promise.all(clients.map(async (client) => {
      for (; all < 500; all += 1, client.answers += 1) await ask('/busy', client.agent);
      client.agent.destroy();
    }));
    expect(clients.filter(({ answers }) => answers === 0)).toEqual([]);
  });

  test('so many are handed on at a time, and who has waited too long is told to come back', async () => {
    oneAtATime(1);
    const held: ServerResponse[] = [];
    answer = (_asked, response) => void held.push(response);
    const first = ask('/desk');
    await eventually(async () => held.length, (count) => count === 1);
    const second = await ask('/api/articles');
    expect([second.status, second.headers['retry-after'], second.headers['content-type']]).toEqual([503, String(RETRY_AFTER_BUSY), 'application/problem+json; charset=utf-8']);
    expect((await ask('/desk')).headers).toMatchObject({ 'retry-after': String(RETRY_AFTER_BUSY), 'content-type': 'text/html; charset=utf-8' });
    expect(held).toHaveLength(1);
    held[0]!.end('first');
    expect((await first).text).toBe('first');
  });

  test.each(['/api/health', '/api/health/ready'])('%s waits for nobody else', async (probe) => {
    oneAtATime();
    const held: ServerResponse[] = [];
    answer = (asked, response) => void (asked.url === probe ? response.end('alive') : held.push(response));
    const others = [ask('/desk'), ask('/desk')];
    await eventually(async () => held.length, (count) => count === 1);
    expect((await ask(probe)).text).toBe('alive');
    for (let ended = 0; ended < others.length; ended += 1) (await eventually(async () => held[ended], Boolean))!.end();
    await Promise.all(others);
  });

  test.each([
    ['a short body', SHORT],
    ['a long one', LONG],
  ])('who sends %s slowly holds up nobody, and has his answer when he has sent it', async (_what, headers) => {
    oneAtATime();
    answer = async (asked, response) => response.end(await textOf(asked));
    const slow = request({ port, host: '127.0.0.1', path: '/api/articles', method: 'POST', headers });
    slow.write('{"a":"');
    expect((await ask('/desk')).status).toBe(200);
    expect((await ask('/desk', { method: 'POST', headers: SHORT, body: '{"b":"bcde"}' })).text).toBe('{"b":"bcde"}');
    slow.end('bcde"}');
    const [message] = (await once(slow, 'response')) as [IncomingMessage];
    expect(await textOf(message)).toBe('{"a":"bcde"}');
  });

  test('who does not read his answer holds up nobody', async () => {
    oneAtATime();
    answer = (asked, response) => response.end(asked.url === '/large' ? Buffer.alloc(20_000_000) : 'small');
    const deaf = connect(port, '127.0.0.1', () => deaf.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'));
    deaf.pause();
    expect((await ask('/desk')).text).toBe('small');
    deaf.destroy();
  });

  test('what nobody waits for any more is not asked for', async () => {
    oneAtATime();
    const asked: string[] = [];
    const held: ServerResponse[] = [];
    answer = ({ url = '' }, response) => {
      asked.push(url);
      if (url === '/first') held.push(response);
      else response.end();
    };
    const first = ask('/first');
    await eventually(async () => held.length, (count) => count === 1);
    let connections = 0;
    front.on('request', (_request, response: ServerResponse) => {
      connections += 1;
      response.on('close', () => (connections -= 1));
    });
    const leaving = connect(port, '127.0.0.1', () => leaving.write('GET /left HTTP/1.1\r\nHost: x\r\n\r\n'));
    await eventually(async () => connections, (count) => count === 1);
    leaving.destroy();
    await eventually(async () => connections, (count) => count === 0);
    const last = ask('/last');
    held[0]!.end();
    await Promise.all([first, last]);
    expect(asked).toEqual(['/first', '/last']);
  });
});
