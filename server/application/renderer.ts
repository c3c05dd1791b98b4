import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { snapshot } from '../../lib/platform/database/transaction';
import { DomainError } from '../../lib/platform/errors';
import { PRIVATE, REQUEST_ID, RETRY_AFTER_UNAVAILABLE } from '../../lib/platform/http/headers';
import { problemResponse, toDomainError } from '../../lib/api/problem';
import { log } from '../../lib/platform/log';
import type { Rendered } from '../../lib/platform/page-cache/made';
import { takingNotes, type Notes } from '../../lib/platform/page-cache/render-notes';
import { surfaceOf } from '../../lib/platform/routes/match';
import { isUnavailable } from '../../lib/platform/unavailable';
import { CapturedResponse } from './captured-response';
import { isErrorShell, toDocument } from './strip-scripts';
import { plainPage, type PlainStatus } from '../answers/plain-page';
import { decodedPath } from '../answers/security-headers';

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What is Next's whole answer, with what it noted while it was made; the body is empty where it was streamed. */
export interface Capture {
  notes: Notes;
  captured: CapturedResponse;
  body: Buffer;
}

/**
 * Runs Next's handler and keeps its answer instead of sending it.
 * @param response through which whoever asked will be answered: where he leaves before, the handler is told
 * @param begin see CapturedResponse
 */
export async function capture(handler: NextHandler, request: IncomingMessage, response?: ServerResponse, begin?: (captured: CapturedResponse) => ServerResponse): Promise<Capture> {
  // The length that HEAD tells is GET's, and Next would measure an empty body.
  if (request.method === 'HEAD') request.method = 'GET';
  const captured = new CapturedResponse(request, begin);
  response?.once('close', () => captured.leave());
  const { notes, result } = await takingNotes(async () => {
    await handler(request, captured);
    if (captured.isGivenUp) captured.end();
    return captured.body();
  });
  return { notes, captured, body: result };
}

/**
 * Makes the answers that depend on their address and nothing else: reader pages, feeds, published content as JSON.
 * @param inSnapshot whether every read has to see one state of the database; the answer tells its tick then
 */
export type Render = (address: string, requestId: string, inSnapshot: boolean) => Promise<Rendered>;

/** @param host the authority in which the site speaks of itself; none of the request reaches the renderer */
export function createRenderer(handler: NextHandler, host: string): Render {
  return async (address, requestId, inSnapshot) => {
    try {
      if (!inSnapshot) return await render(address, requestId);
      return await snapshot(async (tick) => ({ ...(await render(address, requestId)), tick }));
    } catch (error) {
      return failure(error, address, requestId);
    }
  };

  async function render(address: string, requestId: string): Promise<Rendered> {
    const { notes, captured, body } = await capture(handler, requestFor(address, host, requestId));
    const status = notes.status === 200 ? captured.statusCode : notes.status;
    const type = String(captured.getHeader('content-type') ?? 'text/html; charset=utf-8');
    if (status >= 300 && status < 400) {
      return { ...EMPTY, status, type, headers: ['Location', String(captured.getHeader('location') ?? '/')], tags: notes.tags };
    }
    const rendered = isRead(address) ? await readAnswer(status, type, body, requestId) : pageAnswer(status, type, body, isPreview(address) ? PRIVATE : EMPTY.cacheControl);
    return { ...rendered, tags: notes.tags };
  }
}

/** The answer where nothing could be read. */
async function failure(error: unknown, address: string, requestId: string): Promise<Rendered> {
  if (isUnavailable(error)) log().warn({ requestId }, 'page without its database');
  else log().error({ err: error, requestId }, 'request failed');
  return isRead(address) ? problemAnswer(toDomainError(error), requestId) : plainAnswer(isUnavailable(error) ? 503 : 500);
}

const EMPTY = { headers: [], body: Buffer.alloc(0), tags: new Set<never>(), cacheControl: 'no-cache' } as const;

const surfaceAt = (address: string) => surfaceOf(decodedPath(address) ?? '/');
const isRead = (address: string) => surfaceAt(address) === 'api';
const isPreview = (address: string) => surfaceAt(address) === 'preview';

/** A request of our own: what a stranger's holds could change the answer, and when he goes away the others go on waiting. */
function requestFor(address: string, host: string, requestId: string): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = address;
  request.headers = { host, [REQUEST_ID]: requestId };
  request.push(null);
  return request;
}

/** A page is a document; where Next gave up, or the database was away, a plain one. */
function pageAnswer(status: number, type: string, body: Buffer, cacheControl: string): Rendered {
  const html = type.startsWith('text/html') ? body.toString('utf8') : null;
  if (status >= 500 || (html !== null && isErrorShell(html))) return plainAnswer(status === 503 ? 503 : 500);
  return { ...EMPTY, status, type, cacheControl, body: html === null ? body : Buffer.from(toDocument(html)) };
}

function plainAnswer(status: PlainStatus): Rendered {
  const headers = status === 503 ? ['Retry-After', String(RETRY_AFTER_UNAVAILABLE)] : [];
  return { ...EMPTY, status, type: 'text/html; charset=utf-8', headers, body: Buffer.from(plainPage(status)), cacheControl: 'no-store' };
}

/** Next answers what it does not know with a page; a program gets a problem. */
async function readAnswer(status: number, type: string, body: Buffer, requestId: string): Promise<Rendered> {
  if (type.startsWith('text/html')) return problemAnswer(new DomainError(status >= 500 ? 'internal' : 'not_found'), requestId);
  const headers = status === 503 ? ['Retry-After', String(RETRY_AFTER_UNAVAILABLE)] : [];
  return { ...EMPTY, status, type, headers, body, cacheControl: status === 200 ? 'no-cache' : PRIVATE };
}

async function problemAnswer(error: DomainError, requestId: string): Promise<Rendered> {
  const problem = problemResponse(error, requestId);
  const retryAfter = problem.headers.get('retry-after');
  return {
    ...EMPTY,
    status: problem.status,
    type: problem.headers.get('content-type')!,
    headers: retryAfter === null ? [] : ['Retry-After', retryAfter],
    body: Buffer.from(await problem.arrayBuffer()),
    cacheControl: PRIVATE,
  };
}
