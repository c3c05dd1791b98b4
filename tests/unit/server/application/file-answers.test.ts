import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { NodeNextRequest, NodeNextResponse } from 'next/dist/server/base-http/node';
import { sendResponse } from 'next/dist/server/send-response';
import { signalFromNodeResponse } from 'next/dist/server/web/spec-extension/adapters/next-request';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publicRoute } from '../../../../lib/api/route';
import { DomainError } from '../../../../lib/platform/errors';
import { FileReply, type FileAnswer } from '../../../../lib/platform/http/file-reply';
import { shared } from '../../../../lib/platform/registry';
import { createApiAnswers } from '../../../../server/application/api-answers';
import { Forwarder } from '../../../../server/front/forwarder';
import { scopeOf } from '../../../../server/front/watch';
import { eventually } from '../../../support/eventually';

/*
 * A file on its whole way: a declared handler, Next's own writing of answers, the server of the application behind its
 * socket, and the forwarder in front of it.
 */

const MB = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'a case ');

let folder: string;
let behind: Server;
let front: Server;
let forwarder: Forwarder;
let port: number;
let file: () => FileAnswer | Promise<FileAnswer>;
/** What was logged, a line a fault. */
let logged: { msg: string; requestId: string; err: { message: string } }[] = [];
shared('log', () => pino({ level: 'error', base: null }, { write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]) }));
/** How many answers the application is still at work on. */
let atWork = 0;

beforeEach(async () => {
  logged = [];
  folder = mkdtempSync(path.join(tmpdir(), 'anli-files-'));
  const socketPath = path.join(folder, 'behind.sock');
  const GET = publicRoute({ answers: 'file', handle: async () => new FileReply(await file()) });
  const answer = createApiAnswers(async (request, response) => {
    const asked = new Request(`http://site${request.url}`, { headers: request.headers as Record<string, string>, signal: signalFromNodeResponse(response) });
    const say = (said: Response) => sendResponse(new NodeNextRequest(request), new NodeNextResponse(response), said);
    try {
      await say(await GET(asked, { params: Promise.resolve({}) }));
    } catch {
      // As Next's own handler of route files does: whoever asked is answered, and nobody hears of it.
      await say(new Response(null, { status: 500 }));
    }
  });
  behind = createServer((request, response) => {
    atWork += 1;
    void answer(request, response, 'r-1').finally(() => (atWork -= 1));
  }).listen(socketPath);
  forwarder = new Forwarder(socketPath, 16);
  front = createServer((request, response) => void forwarder.forward(request, response, scopeOf(request), {})).listen(0, '127.0.0.1');
  await Promise.all([once(behind, 'listening'), once(front, 'listening')]);
  port = (front.address() as AddressInfo).port;
});

afterEach(async () => {
  // Whatever became of the answer, nothing hangs on it any more.
  await eventually(async () => atWork, (left) => left === 0);
  forwarder.close();
  for (const server of [front, behind]) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true });
});

async function open(method = 'GET', headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const asked = ask({ port, host: '127.0.0.1', method, path: '/api/export', headers: { 'x-request-id': 'r-77', ...headers }, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer;
}

async function read(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** How many bytes came, or why they are not all. */
const outcome = (answer: IncomingMessage) => read(answer).then(({ length }) => length, (error: Error) => error.message);

/** Pieces, as many as are wanted, and what became of them. */
function source(pieces: number, end?: () => never) {
  const told = { made: 0, closed: false, begun: false };
  async function* make() {
    told.begun = true;
    try {
      for (; told.made < pieces; told.made += 1) yield PIECE;
      end?.();
    } finally {
      told.closed = true;
    }
  }
  return { told, make };
}

const zip = { type: 'application/zip', name: '积分管理.zip' };

describe('a file in pieces', () => {
  test('of 200 MB is made no faster than it is taken, and comes whole', { timeout: 60_000 }, async () => {
    const pieces = (200 * MB) / PIECE.length;
    const { told, make } = source(pieces);
    file = () => ({ ...zip, body: make });
    const answer = await open();
    // Nobody reads: what is made stands in the buffers of two connections, and then no more is made.
    let before = -1;
    await eventually(() => [before, (before = told.made)], ([last, now]) => now! > 0 && last === now, { until: 'no more is made' });
    expect(told.made * PIECE.length).toBeLessThan(24 * MB);
    let taken = 0;
    let most = 0;
    for await (const part of answer) {
      taken += (part as Buffer).length;
      most = Math.max(most, told.made * PIECE.length - taken);
    }
    expect([taken, told.closed]).toEqual([200 * MB, true]);
    expect(most).toBeLessThan(24 * MB);
  });

  test('tells its name in any language, its type, and that parts of it cannot be had; its length where that is known', async () => {
    const { make } = source(3);
    file = () => ({ ...zip, body: make });
    const answer = await open();
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename=file.zip; filename*=UTF-8''${encodeURIComponent('积分管理')}.zip`,
      'accept-ranges': 'none',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'transfer-encoding': 'chunked',
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-anli'))).toEqual([]);
    expect((await read(answer)).length).toBe(3 * PIECE.length);
    file = () => ({ ...zip, body: source(3).make, length: 3 * PIECE.length });
    const known = await open();
    expect(known.headers['content-length']).toBe(String(3 * PIECE.length));
    expect((await read(known)).length).toBe(3 * PIECE.length);
  });

  test('without any piece is an empty file', async () => {
    file = () => ({ ...zip, body: source(0).make });
    const answer = await open();
    expect([answer.statusCode, answer.headers['content-type'], (await read(answer)).length]).toEqual([200, 'application/zip', 0]);
  });

  test('that fails before its first piece is a problem', async () => {
    file = () => ({ ...zip, body: source(0, () => { throw new DomainError('conflict', { reason: 'not_published' }); }).make });
    const answer = await open();
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([409, 'application/problem+json; charset=utf-8', undefined]);
    expect(JSON.parse((await read(answer)).toString())).toMatchObject({ code: 'conflict', reason: 'not_published' });
  });

  test.each([1, 20])('that fails after %i pieces breaks off: nobody takes it for a whole one', async (pieces) => {
    const { told, make } = source(pieces, () => { throw new Error('the disk is gone'); });
    file = () => ({ ...zip, body: make });
    const answer = await open();
    expect(answer.statusCode).toBe(200);
    expect(await outcome(answer)).toBe('aborted');
    expect(told.closed).toBe(true);
    expect(logged).toMatchObject([{ msg: 'a file broke off', requestId: 'r-77', err: { message: 'the disk is gone' } }]);
  });

  test.each([-1, 1, PIECE.length, -PIECE.length])('that is longer or shorter than it was to be (%i) breaks off', async (more) => {
    file = () => ({ ...zip, body: source(4).make, length: 4 * PIECE.length + more });
    expect(await outcome(await open())).toBe('aborted');
  });

  test('is ended when its client leaves', async () => {
    const { told, make } = source(4_000);
    let signal: AbortSignal | undefined;
    file = () => ({
      ...zip,
      body: (given) => {
        signal = given;
        return make();
      },
    });
    const answer = await open();
    answer.destroy();
    await eventually(async () => told.closed, (closed) => closed);
    expect(signal!.aborted).toBe(true);
    expect(logged).toEqual([]);
  });

  test('that waits for something is told that its client has left, also before its first piece', async () => {
    const waits = { begun: false, told: false };
    file = () => ({
      ...zip,
      body: async function* (signal) {
        waits.begun = true;
        await once(signal, 'abort');
        waits.told = true;
        yield PIECE;
        throw new Error('asked for more than anybody takes');
      },
    });
    const asked = ask({ port, host: '127.0.0.1', path: '/api/export', agent: false });
    asked.on('error', () => undefined).end();
    await eventually(async () => waits.begun, (begun) => begun);
    asked.destroy();
    await eventually(async () => waits.told, (told) => told);
    expect(logged).toEqual([]);
  });

  test('asked for by HEAD tells its headers, and no more of it is made than a piece', async () => {
    const { told, make } = source(4_000);
    const length = 10 * PIECE.length;
    file = () => ({ ...zip, body: make, length });
    const answer = await open('HEAD');
    expect([answer.statusCode, answer.headers['content-length'], (await read(answer)).length]).toEqual([200, String(length), 0]);
    await eventually(async () => told.closed, (closed) => closed);
    expect(told.made).toBeLessThan(2);
  });

  test('a ReadableStream will do', async () => {
    file = () => ({ ...zip, body: () => new Blob(['案例']).stream() });
    expect((await read(await open())).toString()).toBe('案例');
  });
});

describe('a file that the client has', () => {
  const lastModified = new Date('2026-01-02T03:04:05.678Z');
  const known: [string, Record<string, string>, number][] = [
    ['its tag', { 'if-none-match': '"other", W/"v1"' }, 304],
    ['another tag', { 'if-none-match': '"v2"' }, 200],
    ['its time', { 'if-modified-since': 'Fri, 02 Jan 2026 03:04:05 GMT' }, 304],
    ['an earlier time', { 'if-modified-since': 'Fri, 02 Jan 2026 03:04:04 GMT' }, 200],
    ['no time', { 'if-modified-since': 'yesterday' }, 200],
    ['another tag and its time', { 'if-none-match': '"v2"', 'if-modified-since': 'Fri, 02 Jan 2026 03:04:05 GMT' }, 200],
  ];

  test.each(known)('is told by %s', async (_what, headers, status) => {
    const { told, make } = source(1);
    file = () => ({ ...zip, body: make, etag: '"v1"', lastModified, cacheControl: 'private, no-cache' });
    const answer = await open('GET', headers);
    const bytes = (await read(answer)).length;
    expect([answer.statusCode, bytes, told.begun]).toEqual(status === 304 ? [304, 0, false] : [200, PIECE.length, true]);
    expect(answer.headers).toMatchObject({ etag: '"v1"', 'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT', 'cache-control': 'private, no-cache' });
  });
});

test('a file that is there as a whole tells its length, is shown where it has no name, and knows HEAD', async () => {
  file = () => ({ type: 'image/webp', body: PIECE });
  for (const method of ['GET', 'HEAD']) {
    const answer = await open(method, { range: 'bytes=0-9' });
    expect([answer.statusCode, answer.headers['content-length'], answer.headers['content-disposition']]).toEqual([200, String(PIECE.length), undefined]);
    expect((await read(answer)).length).toBe(method === 'GET' ? PIECE.length : 0);
  }
});

test('a file that no declaration speaks of, and a declared one that does not come, are faults', async () => {
  const context = { params: Promise.resolve({}) };
  const undeclared = publicRoute({ handle: async () => new FileReply({ ...zip, body: PIECE }) });
  const absent = publicRoute({ answers: 'file', handle: async () => ({}) });
  for (const GET of [undeclared, absent]) expect((await GET(new Request('http://site/'), context)).status).toBe(500);
  expect(logged.map(({ err }) => err.message)).toEqual([expect.stringContaining("lacks answers: 'file'"), expect.stringContaining('has returned none')]);
});
