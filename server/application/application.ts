import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { ownCookies } from '../../lib/domains/users/cookies';
import { disconnect } from '../../lib/platform/database/client';
import type { Env } from '../../lib/platform/env';
import { RETRY_AFTER_UNAVAILABLE } from '../../lib/platform/http/headers';
import { log } from '../../lib/platform/log';
import { inRequest } from '../../lib/platform/request-scope';
import { surfaceOf } from '../../lib/platform/routes/match';
import type { Surface } from '../../lib/platform/routes/table';
import type { Application } from './calls';
import { createApiAnswers } from './api-answers';
import { answerAsset } from '../answers/built-files';
import { developIslands, loadBuiltIslands } from '../islands/provide-islands';
import { sendPlain } from '../answers/plain-page';
import { capture, createRenderer } from './renderer';
import { ROOT } from '../boot/root';
import { commonHeaders, contentSecurityPolicy, decodedPath } from '../answers/security-headers';
import { sendFault } from '../answers/send-problem';
import { sendCaptured } from './send-captured';

/** Headers by which Next's own client and proxies steer it; from outside they could ask for something else than the page. */
const STEERING = /^(rsc$|next-|x-nextjs-|x-middleware-|x-invoke-|x-matched-path$|x-action-|x-now-|x-vercel-|x-prerender|x-forwarded-|forwarded$|content-security-policy)/;
const ROUTER = /^(rsc$|next-router-|next-url$)/;
/** Where its client says which parts of a page it has; to one that it cannot read Next answers 500. */
const STATE_TREE = 'next-router-state-tree';

/**
 * Loads Next with the build that is there now.
 * @param address how readers reach the site
 * @param port that it is reached on
 */
export async function loadApplication({ NODE_ENV, HOST, NEXTAUTH_SECRET = '' }: Env, address: string, port: number): Promise<Application> {
  const development = NODE_ENV === 'development';
  // What Next would print over many lines, instrumentation.ts writes into our log.
  const app = next({ dev: development, dir: ROOT, hostname: HOST, port, quiet: !development });
  const islands = development ? await developIslands() : null;
  if (!islands) await loadBuiltIslands(path.join(ROOT, '.next'));
  await app.prepare();
  const handler = app.getRequestHandler();
  const render = createRenderer(handler, new URL(address).host);
  const answerApi = createApiAnswers(handler);
  const https = address.startsWith('https:');

  return {
    async render(url, scope, inSnapshot) {
      await islands?.refresh();
      return inRequest(scope, () => render(url, scope.id, inSnapshot));
    },
    answer(request, response, scope) {
      void inRequest(scope, () => answer(request, response, scope.id)).catch((error: unknown) => {
        log().error({ err: error, requestId: scope.id }, 'request failed');
        if (!response.headersSent) sendFault(request, response, scope.id);
        else response.destroy();
      });
    },
    async close() {
      await islands?.close();
      await disconnect();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const surface = surfaceOf(decodedPath(request.url ?? '/') ?? '/');
    const nonce = randomBytes(16).toString('base64');
    const policy = contentSecurityPolicy(surface, nonce, development);
    for (const [name, value] of Object.entries(commonHeaders(https))) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Request-Id', requestId);
    // Next's development client matches what it asked for with what comes over its socket by headers of its own.
    if (!(development && surface === 'app')) cleanHeaders(request, surface);
    if (request.headers.cookie !== undefined) await cleanCookies(request, response);
    if (surface === 'api') return answerApi(request, response, requestId);
    if (surface === 'asset') {
      if (islands && answerAsset(islands.assets, request, response)) return;
      return answerUnbuiltAsset(request, response);
    }
    await islands?.refresh();
    request.headers['content-security-policy'] = policy;
    return answerApp(request, response);
  }

  /** Nobody behind sees a cookie that could trip him, and the browser is told to forget it. */
  async function cleanCookies({ headers, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cookie, removals } = await ownCookies(headers.cookie!, decodedPath(url) ?? '/', { address, secret: NEXTAUTH_SECRET });
    if (cookie === '') delete headers.cookie;
    else headers.cookie = cookie;
    if (removals.length > 0) response.setHeader('Set-Cookie', removals);
  }

  /** A page of the desk: Next's answer as it is, but for the status that the page has noted (a database that is away). */
  async function answerApp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { notes, captured, body } = await capture(handler, request);
    if (notes.status !== 200) captured.statusCode = notes.status;
    if (notes.status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
    response.setHeader('X-Robots-Tag', 'noindex');
    captured.setHeader('Cache-Control', 'private, no-store');
    await sendCaptured({ request, response, captured, body, head }, !development);
  }

  /** Next answers a file that is missing with the page for unknown addresses, as if all were well. */
  async function answerUnbuiltAsset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(handler, request);
    if (String(captured.getHeader('content-type') ?? '').startsWith('text/html')) return sendPlain(response, 404);
    await sendCaptured({ request, response, captured, body, head });
  }
}

function cleanHeaders(request: IncomingMessage, surface: Surface): void {
  for (const name of Object.keys(request.headers)) {
    const steers = STEERING.test(name) && !(surface === 'app' && ROUTER.test(name));
    if (steers || (name === STATE_TREE && !isStateTree(request.headers[name]))) delete request.headers[name];
  }
}

function isStateTree(header: string | string[] | undefined): boolean {
  try {
    return parseAndValidateFlightRouterState(header) !== undefined;
  } catch {
    return false;
  }
}
