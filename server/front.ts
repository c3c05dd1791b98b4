import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { DomainError } from '../lib/errors';
import { CLIENT_ADDRESS, REQUEST_ID } from '../lib/http/headers';
import { RETRY_AFTER_UNAVAILABLE, problemResponse } from '../lib/http/problem';
import { log } from '../lib/log';
import { takingNotes, type Notes } from '../lib/published/notes';
import { CapturedResponse } from './captured-response';
import { isErrorShell, toDocument } from './documents';
import { plainPage, type PlainStatus } from './plain-page';
import { commonHeaders, contentSecurityPolicy, surfaceOf, type Surface } from './security-headers';

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Settings {
  handler: NextHandler;
  /** Readers reach the site by TLS alone. */
  https: boolean;
  development: boolean;
}

const METHODS: Record<Surface, Set<string>> = {
  page: new Set(['GET', 'HEAD']),
  app: new Set(['GET', 'HEAD']),
  asset: new Set(['GET', 'HEAD']),
  api: new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']),
};

/** Headers by which Next's own client and proxies steer it; from outside they could ask for something else than the page. */
const STEERING = /^(rsc$|next-|x-nextjs-|x-middleware-|x-invoke-|x-matched-path$|x-action-|x-now-|x-vercel-|x-prerender|x-forwarded-|forwarded$|content-security-policy)/;
/** Headers of an answer that speak of Next's own transport and cache. */
const OWN_TRANSPORT = /^(vary|transfer-encoding|connection)$/;
const OWN_CACHE = /^x-nextjs-/;
const ROUTER = /^(rsc$|next-router-|next-url$)/;

/** The server in front of Next: methods, headers, request ids, and reader pages as documents. */
export function createFront({ handler, https, development }: Settings): RequestListener {
  return (request, response) => {
    void answer(request, response).catch((error: unknown) => {
      log().error({ err: error, requestId: request.headers[REQUEST_ID] }, 'request failed');
      if (!response.headersSent) sendPlain(response, 500);
      else response.destroy();
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodedPath(request.url ?? '/');
    const surface = path === null ? 'page' : surfaceOf(path);
    const nonce = randomBytes(16).toString('base64');
    const policy = contentSecurityPolicy(surface, nonce, development);
    for (const [name, value] of Object.entries(commonHeaders(https))) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', policy);
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);

    if (path === null) return sendPlain(response, 400);
    if (!METHODS[surface].has(request.method ?? '')) return refuseMethod(response, surface, requestId);

    // Next's development client matches what it asked for with what comes over its socket by headers of its own.
    if (!(development && surface === 'app')) cleanHeaders(request, surface);
    request.headers[REQUEST_ID] = requestId;
    request.headers[CLIENT_ADDRESS] = request.socket.remoteAddress ?? 'unknown';
    if (surface === 'page') return answerPage(request, response);
    if (surface === 'api') return answerApi(request, response, requestId);
    if (surface === 'app') {
      request.headers['content-security-policy'] = policy;
      return answerApp(request, response);
    }
    return answerAsset(request, response);
  }

  /** A page of the desk: Next's answer as it is, but for the status that the page has noted (a database that is away). */
  async function answerApp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { notes, captured, body } = await capture(request);
    if (notes.status !== 200) captured.statusCode = notes.status;
    if (notes.status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
    response.setHeader('X-Robots-Tag', 'noindex');
    captured.setHeader('Cache-Control', 'private, no-store');
    send(response, captured, body, head, !development);
  }

  /** Next's whole answer, with what the page noted while it rendered. */
  async function capture(request: IncomingMessage): Promise<{ notes: Notes; captured: CapturedResponse; body: Buffer }> {
    // The length that HEAD tells is GET's, and Next would measure an empty body.
    if (request.method === 'HEAD') request.method = 'GET';
    const captured = new CapturedResponse(request);
    const { notes, result } = await takingNotes(async () => {
      await handler(request, captured);
      return captured.body();
    });
    return { notes, captured, body: result };
  }

  /** A built file; Next answers one that is missing with the page for unknown addresses, as if all were well. */
  async function answerAsset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(request);
    if (String(captured.getHeader('content-type') ?? '').startsWith('text/html')) return sendPlain(response, 404);
    send(response, captured, body, head);
  }

  /** A reader page depends on its address and nothing else, so nothing else of the request reaches Next. */
  async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { notes, captured, body: answer } = await capture(request);
    const type = String(captured.getHeader('content-type') ?? '');
    const status = notes.status === 200 ? captured.statusCode : notes.status;
    if (status >= 300 && status < 400) return sendRedirect(response, status, captured);
    const html = type.startsWith('text/html') ? answer.toString('utf8') : null;
    if (status >= 500 || (html !== null && isErrorShell(html))) return sendPlain(response, status === 503 ? 503 : 500);
    const body = html === null ? answer : Buffer.from(toDocument(html));
    response.writeHead(status, {
      'Content-Type': type || 'text/html; charset=utf-8',
      'Content-Length': body.length,
      'Cache-Control': 'no-cache',
    });
    response.end(head ? undefined : body);
  }

  /** Next answers an unknown path or method of the API with a page or with nothing; a program gets a problem. */
  async function answerApi(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(request);
    const type = String(captured.getHeader('content-type') ?? '');
    if (captured.statusCode === 405) {
      response.setHeader('Allow', await allowedMethods(request));
      return sendProblem(response, new DomainError('method_not_allowed'), requestId);
    }
    if (type.startsWith('text/html')) {
      return sendProblem(response, new DomainError(captured.statusCode >= 500 ? 'internal' : 'not_found'), requestId);
    }
    send(response, captured, body, head);
  }

  /** RFC 9110 wants a 405 to say what is allowed; Next says it only to OPTIONS. */
  async function allowedMethods(request: IncomingMessage): Promise<string> {
    request.method = 'OPTIONS';
    const { captured } = await capture(request);
    return String(captured.getHeader('allow') ?? '');
  }
}

function decodedPath(url: string): string | null {
  // The absolute form is for proxies, and this is none.
  if (!url.startsWith('/')) return null;
  try {
    const { pathname } = new URL(url.replace(/^\/+/, '/'), 'http://front');
    return decodeURIComponent(pathname).replace(/\/{2,}/g, '/');
  } catch {
    return null;
  }
}

function cleanHeaders(request: IncomingMessage, surface: Surface): void {
  for (const name of Object.keys(request.headers)) {
    const steers = STEERING.test(name) && !(surface === 'app' && ROUTER.test(name));
    if (steers || (surface === 'page' && name !== 'host')) delete request.headers[name];
  }
}

function refuseMethod(response: ServerResponse, surface: Surface, requestId: string): void {
  response.setHeader('Allow', [...METHODS[surface]].join(', '));
  // The body of a refused request is not read: the connection cannot be used again.
  response.setHeader('Connection', 'close');
  if (surface === 'api') void sendProblem(response, new DomainError('method_not_allowed'), requestId);
  else sendPlain(response, 405);
}

async function sendProblem(response: ServerResponse, error: DomainError, requestId: string): Promise<void> {
  const problem = problemResponse(error, requestId);
  problem.headers.forEach((value, name) => response.setHeader(name, value));
  response.writeHead(problem.status);
  response.end(await problem.text());
}

/** Sends what was kept, without the headers that speak of Next's own transport. */
function send(response: ServerResponse, captured: CapturedResponse, body: Buffer, head: boolean, strips = true): void {
  for (const [name, value] of Object.entries(captured.getHeaders())) {
    if (value !== undefined && !OWN_TRANSPORT.test(name) && !(strips && OWN_CACHE.test(name))) response.setHeader(name, value);
  }
  const bodiless = captured.statusCode === 304 || captured.statusCode === 204;
  response.writeHead(captured.statusCode, bodiless ? {} : { 'Content-Length': body.length });
  response.end(head || bodiless ? undefined : body);
}

function sendRedirect(response: ServerResponse, status: number, captured: CapturedResponse): void {
  response.writeHead(status, { Location: String(captured.getHeader('location') ?? '/'), 'Cache-Control': 'no-cache' });
  response.end();
}

/** Answers with the plain page of a status; 503 says when to come back. */
export function sendPlain(response: ServerResponse, status: PlainStatus): void {
  if (status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
  const body = Buffer.from(plainPage(status));
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length, 'Cache-Control': 'no-store' });
  response.end(body);
}
