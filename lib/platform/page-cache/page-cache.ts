import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { preferredEncoding } from '../http/encoding';
import { namesTag } from '../http/entity-tag';
import type { PageCacheMetrics } from '../metrics/metrics';
import type { Clock } from '../commit-clock/clock';
import { LIMITS } from '../limits';
import type { RequestScope } from '../request-scope';
import { semaphore, type Asker } from '../semaphore';
import { bodyOf, makeReady, sizeOf, type Made, type Rendered } from './made';

interface Settings {
  clock: Clock;
  metrics: PageCacheMetrics;
  /** How much may be kept, in bytes. */
  capacity: number;
  /**
   * The answer at an address, from nothing but the address; also where that fails.
   * @param scope the request that it is first made for
   * @param inSnapshot whether every read has to see one state of the database; the answer tells its tick then
   */
  render(address: string, scope: RequestScope, inSnapshot: boolean): Promise<Rendered>;
  /** Headers of every answer at this address, as name and value in turn. */
  headers(address: string): readonly string[];
}

/** Before all others: such an answer counts as outdated. */
const NO_TICK = -1;

/** What the answer says of the cache (Cache-Status, RFC 9211). */
const HIT = 'anli; hit';
const MISS = 'anli; fwd=uri-miss';
const JOINED = 'anli; fwd=uri-miss; collapsed';
/** Nobody can tell just now whether it still holds. */
const PAST_LEASE = 'detail=past-lease';
const NOT_KEPT = 'anli; fwd=bypass';

/** Headers with which more than the document could be asked for; such a request is answered without what is kept. */
const UNKEYED = ['range', 'rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-url', 'next-action'] as const;

/** Whole answers, kept while nothing that they show has changed. */
export class PageCache {
  private readonly kept: LRUCache<string, Made>;
  private readonly oneOfFew = semaphore(LIMITS.renders, LIMITS.requests);
  private readonly flights = new Map<string, Promise<Made>>();

  constructor(private readonly settings: Settings) {
    const { capacity, metrics } = settings;
    this.kept = new LRUCache({
      maxSize: capacity,
      sizeCalculation: sizeOf,
      dispose: (_made, _address, reason) => {
        if (reason === 'evict') metrics.evicted.inc();
      },
    });
    metrics.keptIs(() => ({ bytes: this.kept.calculatedSize, entries: this.kept.size }));
  }

  /**
   * Answers at once from what is kept, if the request names it as the site itself writes it.
   * @returns false where that cannot be: nothing has been sent
   */
  answerKept(request: IncomingMessage, response: ServerResponse, scope: RequestScope): boolean {
    if (request.method !== 'GET' || !this.settings.clock.fresh) return false;
    const made = this.kept.get(request.url!);
    if (made === undefined || isUnkeyed(request) || !this.holds(request.url!, made)) return false;
    this.settings.metrics.hits.inc();
    send(made, request, response, scope.id, HIT);
    return true;
  }

  /**
   * Answers from what is kept or makes the answer: once for all who ask for it meanwhile.
   * @param address as `canonicalAddress` writes it
   * @param asker in whose turn it is made
   * @throws DomainError busy where that turn did not come; nothing has been sent
   */
  async answer(address: string, request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> {
    if (isUnkeyed(request)) return this.answerUnkept(address, request, response, scope, asker);
    const received = performance.now();
    const { clock, metrics } = this.settings;
    const guaranteed = await clock.current();
    const made = this.kept.get(address);
    if (made && this.holds(address, made)) {
      (guaranteed ? metrics.hits : metrics.stale).inc();
      return send(made, request, response, scope.id, guaranteed ? HIT : `${HIT}; ${PAST_LEASE}`);
    }
    for (let flight = this.flights.get(address); flight; flight = this.flights.get(address)) {
      const joined = await flight;
      const standing = joined.began >= received ? 'current' : await this.standing(joined);
      if (standing === 'moved') continue;
      metrics.coalesced.inc();
      return send(joined, request, response, scope.id, standing === 'unknown' ? `${JOINED}; ${PAST_LEASE}` : JOINED);
    }
    metrics.misses.inc();
    send(await this.fly(address, scope, asker), request, response, scope.id, MISS);
  }

  /** Answers an address that is not kept; also made in one state of the database. @throws DomainError busy, as `answer` does */
  async answerUnkept(address: string, request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> {
    send(await this.make(address, scope, asker), request, response, scope.id, NOT_KEPT);
  }

  private fly(address: string, scope: RequestScope, { owner, since }: Asker): Promise<Made> {
    // Who leaves does not end what others wait for by now.
    const flight = this.makeAndKeep(address, scope, { owner, since }).finally(() => this.flights.delete(address));
    this.flights.set(address, flight);
    return flight;
  }

  private async makeAndKeep(address: string, scope: RequestScope, asker: Asker): Promise<Made> {
    const made = await this.make(address, scope, asker);
    if (made.status !== 200) return made;
    if (this.isCurrent(made)) this.kept.set(address, made);
    else this.settings.metrics.dropped.inc();
    return made;
  }

  private make(address: string, scope: RequestScope, asker: Asker): Promise<Made> {
    return this.oneOfFew(() => this.makeNow(address, scope), asker);
  }

  private async makeNow(address: string, scope: RequestScope): Promise<Made> {
    const { clock, metrics, headers, render } = this.settings;
    const began = performance.now();
    const { epoch } = clock;
    // As a rule nothing that it shows moves in the ten milliseconds: then all that it read is of one state, whatever it took.
    const before = (await clock.current()) ? clock.tick : null;
    if (before !== null) {
      const rendered = await render(address, scope, false);
      const unmoved = (await clock.anew()) && epoch === clock.epoch && !clock.movedSince(before, rendered.tags);
      if (unmoved || rendered.status >= 500) return makeReady(rendered, { tick: clock.tick, began, epoch }, headers(address));
      metrics.dropped.inc();
    }
    // So much moves that two reads may see two states, or nobody can tell whether.
    const beganAgain = performance.now();
    const rendered = await render(address, scope, true);
    return makeReady(rendered, { tick: rendered.tick ?? NO_TICK, began: beganAgain, epoch }, headers(address));
  }

  /** Whether a kept answer still shows what is; from now on it counts as seen at the last look. */
  private holds(address: string, made: Made): boolean {
    const { clock, metrics } = this.settings;
    if (made.tick === clock.tick && made.epoch === clock.epoch) return true;
    if (this.isCurrent(made)) {
      made.tick = Math.max(made.tick, clock.tick);
      return true;
    }
    this.kept.delete(address);
    metrics.dropped.inc();
    return false;
  }

  /** Whether what was begun for another request may be sent to one that came later. */
  private async standing(made: Made): Promise<'current' | 'moved' | 'unknown'> {
    const guaranteed = await this.settings.clock.current();
    // It failed of what was before this one came; with the database there, the same again may go well.
    if (made.status >= 500) return guaranteed ? 'moved' : 'current';
    if (!guaranteed) return 'unknown';
    return this.isCurrent(made) ? 'current' : 'moved';
  }

  private isCurrent({ tick, epoch, tags }: Made): boolean {
    const { clock } = this.settings;
    return epoch === clock.epoch && !clock.movedSince(tick, tags);
  }
}

function isUnkeyed({ headers }: IncomingMessage): boolean {
  for (const name of UNKEYED) if (headers[name] !== undefined) return true;
  return false;
}

function send(made: Made, request: IncomingMessage, response: ServerResponse, requestId: string, cacheStatus: string): void {
  const { headers } = request;
  const own = ['X-Request-Id', requestId, 'Cache-Status', cacheStatus];
  if (made.etag !== null && namesTag(headers['if-none-match'], made.etag)) {
    response.writeHead(304, [...made.unchanged, ...own]);
    response.end();
    return;
  }
  const encoding = preferredEncoding(headers['accept-encoding'] as string | undefined);
  response.writeHead(made.status, [...made.headers[encoding], ...own]);
  if (request.method === 'HEAD') response.end();
  else response.end(bodyOf(made, encoding));
}
