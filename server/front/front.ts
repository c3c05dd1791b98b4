import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { DomainError, isDomainError } from '../../lib/platform/errors';
import { CLIENT_ADDRESS, REQUEST_ID } from '../../lib/platform/http/headers';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';
import { canonicalAddress } from '../../lib/platform/page-cache/addresses';
import type { Clock } from '../../lib/platform/commit-clock/clock';
import { PageCache } from '../../lib/platform/page-cache/page-cache';
import type { RequestScope } from '../../lib/platform/request-scope';
import type { Asker } from '../../lib/platform/semaphore';
import { surfaceOf } from '../../lib/platform/routes/match';
import type { Surface } from '../../lib/platform/routes/table';
import type { Application } from '../application/calls';
import { answerAsset, type Assets } from '../answers/built-files';
import { sendPlain } from '../answers/plain-page';
import { commonHeaders, contentSecurityPolicy, decodedPath, surfaceHeaders } from '../answers/security-headers';
import { sendFault, sendProblem } from '../answers/send-problem';
import { Askers } from './askers';
import { scopeOf } from './watch';

interface Settings {
  /** What answers when nothing is kept. */
  application: Pick<Application, 'render'> & {
    /** @throws DomainError busy where the asker's turn did not come; nothing has been sent */
    answer(request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> | void;
  };
  clock: Clock;
  /** How readers reach the site. */
  address: string;
  development: boolean;
  /** The built files; null in development, where Next makes them as they are asked for. */
  assets: Assets | null;
  /** Whose request it is. */
  clientAddress(request: IncomingMessage): string;
}

/** Memory for kept answers, in bytes: some ten thousand pages. */
const KEPT = 64 * 1024 * 1024;

/** Addresses at which Next has parts of pages for its own client, and pages for its own troubles. None of them is one of ours. */
const OF_NEXT = /\.rsc\/?$|\.segments(?:\/|$)|^\/(?:_(?!next\/)|(?:404|500)\/?$)/i;
/** One that names nothing, for what is answered alike. */
const MISSING = '/missing';

const METHODS: Record<Surface, Set<string>> = {
  page: new Set(['GET', 'HEAD']),
  preview: new Set(['GET', 'HEAD']),
  app: new Set(['GET', 'HEAD']),
  asset: new Set(['GET', 'HEAD']),
  api: new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']),
};

/** The server in front of the application: kept answers, built files, methods, and who asks. */
export function createFront({ application, clock, address: site, development, assets, clientAddress }: Settings): RequestListener {
  const common = commonHeaders(site.startsWith('https:'));
  const pages = createPages();
  const askers = new Askers();

  return (request, response) => {
    const scope = scopeOf(request);
    if (pages.answerKept(request, response, scope)) return;
    const asker = askers.of(request, response, clientAddress(request));
    void answer(request, response, scope, asker).catch((error: unknown) => {
      const busy = isDomainError(error) && error.code === 'busy' ? error : undefined;
      if (busy) askers.sendAway(request, asker.since);
      else log().error({ err: error, requestId: scope.id }, 'request failed');
      if (response.headersSent || response.destroyed) return void response.destroy();
      setHeaders(response, surfaceOf(decodedPath(request.url ?? '/') ?? '/'), scope);
      sendFault(request, response, scope.id, busy);
    });
  };

  function createPages(): PageCache {
    const headers = (surface: Surface) => [...Object.entries(surfaceHeaders(surface, common)).flat(), 'Content-Security-Policy', contentSecurityPolicy(surface, '', development)];
    const of = { page: headers('page'), preview: headers('preview'), api: headers('api') };
    return new PageCache({
      clock,
      metrics: metrics().pageCache,
      capacity: KEPT,
      render: (address, scope, inSnapshot) => application.render(address, scope, inSnapshot),
      headers(address) {
        const surface = surfaceOf(decodedPath(address) ?? '/');
        return surface === 'api' || surface === 'preview' ? of[surface] : of.page;
      },
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Required<Asker>): Promise<void> {
    const url = request.url ?? '/';
    const path = decodedPath(url);
    const surface = path === null ? 'page' : surfaceOf(path);
    if (path !== null && !development && surface !== 'asset' && OF_NEXT.test(path)) return answerMissing(surface, request, response, scope, asker);
    if (path !== null && (request.method === 'GET' || request.method === 'HEAD')) {
      // What is developed changes without the database's knowing.
      const address = development ? null : canonicalAddress(url);
      if (address !== null) return pages.answer(address, request, response, scope, asker);
      if (surface === 'page' || surface === 'preview') return pages.answerUnkept(url.replace(/^\/+/, '/'), request, response, scope, asker);
    }
    const allowed = path !== null && METHODS[surface].has(request.method ?? '');
    if (!allowed || (surface === 'asset' && assets)) {
      setHeaders(response, surface, scope);
      if (path === null) return sendPlain(response, 400);
      if (!allowed) return refuseMethod(response, surface, scope.id);
      if (!answerAsset(assets!, request, response)) sendPlain(response, 404);
      return;
    }
    // Asked for before the headers that say so are taken out.
    request.headers[CLIENT_ADDRESS] = clientAddress(request);
    request.headers[REQUEST_ID] = scope.id;
    return application.answer(request, response, scope, asker);
  }

  /** As any address that names nothing is answered, whatever Next would make of it. */
  async function answerMissing(surface: Surface, request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> {
    const reads = METHODS.page.has(request.method ?? '');
    if (surface !== 'api' && reads) return pages.answerUnkept(MISSING, request, response, scope, asker);
    setHeaders(response, surface, scope);
    if (surface !== 'api') return refuseMethod(response, surface, scope.id);
    if (!reads) response.setHeader('Connection', 'close');
    await sendProblem(response, new DomainError('not_found'), scope.id);
  }

  function setHeaders(response: ServerResponse, surface: Surface, scope: RequestScope): void {
    for (const [name, value] of Object.entries(surfaceHeaders(surface, common))) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(surface, '', development));
    response.setHeader('X-Request-Id', scope.id);
  }
}

function refuseMethod(response: ServerResponse, surface: Surface, requestId: string): void {
  response.setHeader('Allow', [...METHODS[surface]].join(', '));
  // The body of a refused request is not read: the connection cannot be used again.
  response.setHeader('Connection', 'close');
  if (surface === 'api') void sendProblem(response, new DomainError('method_not_allowed'), requestId);
  else sendPlain(response, 405);
}
