import { Counter, Gauge, Registry } from 'prom-client';
import { shared } from '../registry';
import { Timings } from './timings';

/** Seconds. A kept answer takes a tenth of a millisecond, a rendered one tens, a password's hash more. */
const REQUEST_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const QUERY_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15] as const;

/** Counts upwards. Costs about a nanosecond. */
interface Count {
  inc(by?: number): void;
}

/** What the page cache tells. Each request for a cacheable address is one of hit, miss and coalesced. */
export interface PageCacheMetrics {
  /** Answered from what was kept. */
  hits: Count;
  /** Rendered for want of a kept answer. */
  misses: Count;
  /** Waited for another request's render of the same address. */
  coalesced: Count;
  /** Kept answers taken out because something that they show has moved, and fills thrown away for the same reason. */
  dropped: Count;
  /** Kept answers taken out because the room was needed. */
  evicted: Count;
  /** Answered past the lease, the database being away. */
  stale: Count;
  /** Says, whenever the metrics are read, what is kept just now: bytes of bodies and number of answers. */
  keptIs(read: () => { bytes: number; entries: number }): void;
}

/** The state of the connection pool, in connections and waiting requests for one. */
interface PoolState {
  size: number;
  idle: number;
  waiting: number;
}

function pageCacheMetrics(registry: Registry): PageCacheMetrics {
  const count = (name: string, help: string) => counter(registry, `anli_page_cache_${name}_total`, help);
  let kept = () => ({ bytes: 0, entries: 0 });
  gauge(registry, 'anli_page_cache_bytes', 'Bytes of the answers that are kept', () => kept().bytes);
  gauge(registry, 'anli_page_cache_entries', 'Answers that are kept', () => kept().entries);
  return {
    hits: count('hits', 'Requests answered from what was kept'),
    misses: count('misses', 'Requests for cacheable addresses that had to be rendered'),
    coalesced: count('coalesced', "Requests that waited for another one's render of the same address"),
    dropped: count('dropped', 'Kept answers and fills thrown away because what they show has moved'),
    evicted: count('evicted', 'Kept answers taken out to make room'),
    stale: count('stale', 'Requests answered past the lease, the database being away'),
    keptIs: (read) => {
      kept = read;
    },
  };
}

function counter(registry: Registry, name: string, help: string): Count {
  return new Counter({ name, help, registers: [registry] });
}

/** A gauge that is asked when the metrics are read. */
function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

function declare() {
  const registry = new Registry();
  let pool = (): PoolState => ({ size: 0, idle: 0, waiting: 0 });
  let inFlight = () => 0;
  gauge(registry, 'anli_http_requests_in_flight', 'Requests that are being answered', () => inFlight());
  gauge(registry, 'anli_database_pool_connections', 'Connections that the pool holds', () => pool().size);
  gauge(registry, 'anli_database_pool_idle', 'Connections that nobody uses', () => pool().idle);
  gauge(registry, 'anli_database_pool_waiting', 'Queries and transactions that wait for a connection', () => pool().waiting);
  return {
    registry,
    /** Finished requests; route is the declared pattern, see platform/routes/table.ts. */
    requests: new Timings(
      { name: 'anli_http_request_duration_seconds', help: 'Time from request to the end of the answer', labelNames: ['method', 'route', 'status'], buckets: REQUEST_BUCKETS },
      registry,
    ),
    /** Says, whenever the metrics are read, how many requests are being answered. */
    inFlightIs(read: () => number): void {
      inFlight = read;
    },
    queries: new Timings(
      { name: 'anli_database_query_duration_seconds', help: 'Time of a query, by the route that asked', labelNames: ['route'], buckets: QUERY_BUCKETS },
      registry,
    ),
    poolWait: new Timings(
      { name: 'anli_database_pool_wait_seconds', help: 'Time until the pool gave a connection', labelNames: [], buckets: QUERY_BUCKETS },
      registry,
    ),
    pageCache: pageCacheMetrics(registry),
    /** Sessions, attempts and answers that had outlived their use. */
    expiredRows: counter(registry, 'anli_expired_rows_total', 'Rows cleared away because they had outlived their use'),
    /** Files of the media store: taken out because no row spoke of them, come back because one did, and deleted in the end. */
    media: {
      aside: counter(registry, 'anli_media_set_aside_total', 'Files that no row spoke of, taken out of the media store for thirty days'),
      back: counter(registry, 'anli_media_brought_back_total', 'Files that came back into the media store because a row spoke of them again'),
      deleted: counter(registry, 'anli_media_deleted_total', 'Files deleted: never in the store, or aside for thirty days'),
    },
    /** Says, whenever the metrics are read, how the pool stands. */
    poolIs(read: () => PoolState): void {
      pool = read;
    },
  };
}

/** All that this process counts, on one registry for both module graphs. */
export function metrics(): ReturnType<typeof declare> {
  return shared('metrics', declare);
}
