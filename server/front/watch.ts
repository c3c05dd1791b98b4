import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';
import { routeOf } from '../../lib/platform/routes/match';
import type { Route } from '../../lib/platform/routes/table';
import type { Timing } from '../../lib/platform/metrics/timings';
import type { RequestScope } from '../../lib/platform/request-scope';

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

const SCOPE = Symbol('scope');
type Scoped = IncomingMessage & { [SCOPE]?: Scope };

/** What the log and the metrics say of a request. Whatever may ask the database for it is to be run `inRequest` of this. */
export function scopeOf(request: IncomingMessage): RequestScope {
  return ((request as Scoped)[SCOPE] ??= new Scope(request.url ?? ''));
}

/**
 * Counts and times every request that `front` answers, however it does so, and writes a line of log for each. Costs a
 * request about a microsecond; the scope is entered by who needs it, since for a kept answer that would cost more.
 */
export function watched(front: RequestListener): RequestListener {
  let inFlight = 0;
  metrics().inFlightIs(() => inFlight);
  const tellsAll = log().isLevelEnabled('debug');
  return (request, response) => {
    const began = performance.now();
    const sentBefore = request.socket.bytesWritten;
    // What was asked stays known, whatever becomes of the request further on.
    const url = request.url ?? '';
    const method = METHODS.has(request.method ?? '') ? request.method! : 'OTHER';
    inFlight += 1;
    response.on('close', () => {
      inFlight -= 1;
      const ms = performance.now() - began;
      const status = response.writableFinished ? response.statusCode : ABORTED;
      timingOf(method, routeOf(url), status).observe(ms / 1000);
      const level = typeof status === 'number' && status >= 500 ? 'warn' : ms >= SLOW_REQUEST ? 'info' : 'debug';
      if (tellsAll || level !== 'debug') writeLine(level, request, { method, status, ms, sentBefore });
    });
    front(request, response);
  };
}

interface Finished {
  method: string;
  status: number | string;
  ms: number;
  sentBefore: number;
}

/** One line a request. The address is told as its pattern: what a reader looks for in a query string is his own affair. */
function writeLine(level: 'warn' | 'info' | 'debug', request: IncomingMessage, { method, status, ms, sentBefore }: Finished): void {
  const bytes = request.socket.bytesWritten - sentBefore;
  const { id: requestId, route, queries, queryMs } = scopeOf(request);
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
