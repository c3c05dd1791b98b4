import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { log } from '../lib/log';
import { metrics } from '../lib/metrics/metrics';
import { routeOf, type Route } from '../lib/metrics/routes';
import type { Timing } from '../lib/metrics/timings';
import { inRequest, type RequestScope } from '../lib/request-scope';

/** Milliseconds from which a request is worth a line that is not asked for. */
const SLOW_REQUEST = 1_000;
/** Methods are the client's to choose; those that we know of are few. */
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** In place of a status, where the client went away before its answer was written. */
const ABORTED = 'aborted';

/** What is not asked for is not worked out: a kept answer needs no id unless it is logged. */
class Scope implements RequestScope {
  queries = 0;
  queryMs = 0;
  private knownId: string | undefined = undefined;
  private knownRoute: Route | undefined = undefined;

  constructor(private readonly url: string) {}

  get id(): string {
    return (this.knownId ??= randomUUID());
  }

  get route(): Route {
    return (this.knownRoute ??= routeOf(this.url));
  }
}

/**
 * Counts and times every request that `front` answers, however it does so, writes a line of log for each, and makes
 * queries count for it. Costs a request about a microsecond.
 */
export function watched(front: RequestListener): RequestListener {
  const { inFlight } = metrics();
  return (request, response) => {
    const began = performance.now();
    const sentBefore = request.socket.bytesWritten;
    const scope = new Scope(request.url ?? '');
    // The front strips what Next shall not see; what was asked stays known.
    const method = METHODS.has(request.method ?? '') ? request.method! : 'OTHER';
    inFlight.inc();
    response.on('close', () => {
      inFlight.dec();
      const ms = performance.now() - began;
      const status = response.writableFinished ? response.statusCode : ABORTED;
      timingOf(method, scope.route, status).observe(ms / 1000);
      const level = typeof status === 'number' && status >= 500 ? 'warn' : ms >= SLOW_REQUEST ? 'info' : 'debug';
      if (log().isLevelEnabled(level)) writeLine(level, request, scope, { method, status, ms, sentBefore });
    });
    inRequest(scope, () => front(request, response));
  };
}

interface Finished {
  method: string;
  status: number | string;
  ms: number;
  sentBefore: number;
}

/** One line a request. The address is told as its pattern: what a reader looks for in a query string is his own affair. */
function writeLine(level: 'warn' | 'info' | 'debug', request: IncomingMessage, scope: Scope, { method, status, ms, sentBefore }: Finished): void {
  const bytes = request.socket.bytesWritten - sentBefore;
  const { id: requestId, route, queries, queryMs } = scope;
  log()[level]({ method, route, status, ms: round(ms), requestId, bytes, queries, queryMs: round(queryMs) }, 'request');
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

const bound = new Map<string, Map<string, Map<number | string, Timing>>>();

/** The counter of these labels, found without putting strings together. */
function timingOf(method: string, route: Route, status: number | string): Timing {
  let byRoute = bound.get(method);
  if (!byRoute) bound.set(method, (byRoute = new Map()));
  let byStatus = byRoute.get(route);
  if (!byStatus) byRoute.set(route, (byStatus = new Map()));
  let timing = byStatus.get(status);
  if (!timing) byStatus.set(status, (timing = metrics().requests.at({ method, route, status: String(status) })));
  return timing;
}
