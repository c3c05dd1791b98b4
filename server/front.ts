import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { snapshot } from '../lib/db';
import { DomainError } from '../lib/errors';
import { CLIENT_ADDRESS, REQUEST_ID, RETRY_AFTER_UNAVAILABLE } from '../lib/http/headers';
import { problemResponse } from '../lib/http/problem';
import { log } from '../lib/log';
import { metrics } from '../lib/metrics/metrics';
import { canonicalAddress } from '../lib/page-cache/addresses';
import { clock } from '../lib/page-cache/clock';
import { PageCache } from '../lib/page-cache/page-cache';
import { inRequest } from '../lib/request-scope';
import { answerAsset, type Assets } from './assets';
import type { CapturedResponse } from './captured-response';
import { compressed, isCompressible } from './compression';
import { sendPlain } from './plain-page';
import { capture, createRenderer, type NextHandler } from './renderer';
import { commonHeaders, contentSecurityPolicy, surfaceOf, type Surface } from './security-headers';
import { scopeOf } from './watch';

interface Settings {
  handler: NextHandler;
  /** How readers reach the site. */
  address: string;
  development: boolean;
  /** The built files; null in development, where Next makes them as they are asked for. */
  assets: Assets | null;
  /** Whose request it is; asked before the headers that say so are taken out. */
  clientAddress(request: IncomingMessage): string;
}

/** Memory for kept answers, in bytes: some ten thousand pages. */
const KEPT = 64 * 1024 * 1024;

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

/** The server in front of Next: kept answers, methods, headers, request ids, and reader pages as documents. */
export function createFront({ handler, address: site, development, assets, clientAddress }: Settings): RequestListener {
  const https = site.startsWith('https:');
  const pages = createPages();

  return (request, response) => {
    const scope = scopeOf(request);
    const requestId = scope.id;
    if (pages.answerKept(request, response, requestId)) return;
    void inRequest(scope, () => answer(request, response, requestId)).catch((error: unknown) => {
      log().error({ err: error, requestId }, 'request failed');
      if (!response.headersSent) sendPlain(response, 500);
      else response.destroy();
    });
  };

  function createPages(): PageCache {
    const common = Object.entries(commonHeaders(https)).flat();
    const headers = (surface: Surface) => [...common, 'Content-Security-Policy', contentSecurityPolicy(surface, '', development)];
    const ofPage = headers('page');
    const ofRead = headers('api');
    return new PageCache({
      clock: clock(),
      metrics: metrics().pageCache,
      capacity: KEPT,
      snapshot,
      ...createRenderer(handler, new URL(site).host),
      headers: (address) => (address.startsWith('/api/') ? ofRead : ofPage),
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const url = request.url ?? '/';
    const path = decodedPath(url);
    const surface = path === null ? 'page' : surfaceOf(path);
    if (path !== null && (request.method === 'GET' || request.method === 'HEAD')) {
      // What is developed changes without the database's knowing.
      const address = development ? null : canonicalAddress(url);
      if (address !== null) return pages.answer(address, request, response, requestId);
      if (surface === 'page') return pages.answerUnkept(url.replace(/^\/+/, '/'), request, response, requestId);
    }

    const nonce = randomBytes(16).toString('base64');
    const policy = contentSecurityPolicy(surface, nonce, development);
    for (const [name, value] of Object.entries(commonHeaders(https))) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Request-Id', requestId);

    if (path === null) return sendPlain(response, 400);
    if (!METHODS[surface].has(request.method ?? '')) return refuseMethod(response, surface, requestId);

    const address = clientAddress(request);
    // Next's development client matches what it asked for with what comes over its socket by headers of its own.
    if (!(development && surface === 'app')) cleanHeaders(request, surface);
    request.headers[REQUEST_ID] = requestId;
    request.headers[CLIENT_ADDRESS] = address;
    if (surface === 'api') return answerApi(request, response, requestId);
    if (surface === 'app') {
      request.headers['content-security-policy'] = policy;
      return answerApp(request, response);
    }
    if (!assets) return answerUnbuiltAsset(request, response);
    if (!answerAsset(assets, request, response)) sendPlain(response, 404);
  }

  /** A page of the desk: Next's answer as it is, but for the status that the page has noted (a database that is away). */
  async function answerApp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { notes, captured, body } = await capture(handler, request);
    if (notes.status !== 200) captured.statusCode = notes.status;
    if (notes.status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
    response.setHeader('X-Robots-Tag', 'noindex');
    captured.setHeader('Cache-Control', 'private, no-store');
    await send({ request, response, captured, body, head }, !development);
  }

  /** Next answers a file that is missing with the page for unknown addresses, as if all were well. */
  async function answerUnbuiltAsset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(handler, request);
    if (String(captured.getHeader('content-type') ?? '').startsWith('text/html')) return sendPlain(response, 404);
    await send({ request, response, captured, body, head });
  }

  /** Next answers an unknown path or method of the API with a page or with nothing; a program gets a problem. */
  async function answerApi(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(handler, request);
    const type = String(captured.getHeader('content-type') ?? '');
    if (captured.statusCode === 405) {
      response.setHeader('Allow', await allowedMethods(request));
      return sendProblem(response, new DomainError('method_not_allowed'), requestId);
    }
    if (type.startsWith('text/html')) {
      return sendProblem(response, new DomainError(captured.statusCode >= 500 ? 'internal' : 'not_found'), requestId);
    }
    await send({ request, response, captured, body, head });
  }

  /** RFC 9110 wants a 405 to say what is allowed; Next says it only to OPTIONS. */
  async function allowedMethods(request: IncomingMessage): Promise<string> {
    request.method = 'OPTIONS';
    const { captured } = await capture(handler, request);
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
    if (steers) delete request.headers[name];
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

interface Kept {
  request: IncomingMessage;
  response: ServerResponse;
  captured: CapturedResponse;
  body: Buffer;
  head: boolean;
}

/** Sends what was kept, compressed for who takes it, without the headers that speak of Next's own transport. */
async function send({ request, response, captured, body, head }: Kept, strips = true): Promise<void> {
  for (const [name, value] of Object.entries(captured.getHeaders())) {
    if (value !== undefined && !OWN_TRANSPORT.test(name) && !(strips && OWN_CACHE.test(name))) response.setHeader(name, value);
  }
  if (captured.statusCode === 304 || captured.statusCode === 204) {
    response.writeHead(captured.statusCode).end();
    return;
  }
  let bytes = body;
  if (isCompressible(String(captured.getHeader('content-type') ?? ''))) {
    const form = await compressed(request, body);
    bytes = form.bytes;
    response.setHeader('Vary', 'Accept-Encoding');
    if (form.encoding !== 'identity') response.setHeader('Content-Encoding', form.encoding);
  }
  response.writeHead(captured.statusCode, { 'Content-Length': bytes.length });
  response.end(head ? undefined : bytes);
}
