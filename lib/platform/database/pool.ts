import { AsyncResource } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';
import { ConnectionPool } from '../connection';
import { log } from '../log';
import { metrics } from '../metrics/metrics';
import { currentRequest } from '../request-scope';
import type { SessionTimeouts } from '../session-settings';

/**
 * What PostgreSQL itself puts an end to, in milliseconds.
 * statement: longer than any statement of the product should ever take, shorter than a transaction may (20 s), so that
 * a statement ends before the transaction around it is given up and its connection with it.
 * lock: writers of one article queue for milliseconds; who waits for seconds waits for something that hangs, and holds a
 * connection of the pool meanwhile. He is told to come back. Also for advisory locks.
 * idleInTransaction: Prisma gives a transaction up by itself; but a process that is stopped or hangs cannot, and its
 * locks would stand in everybody's way. More than a transaction's own 20 s, so that it strikes only then.
 */
export const TIMEOUTS: Required<SessionTimeouts> = { statement: 15_000, lock: 5_000, idleInTransaction: 30_000 };

/** Outside of any request: the server's own work. */
const NOBODY = '-';
const SHOWN_SQL = 2_000;

type Connected = (error: Error | undefined, client: PoolClient | undefined, release: (error?: unknown) => void) => void;

/** A pool that tells how long each had to wait for a connection, and gives it to him as himself. */
class WatchedPool extends ConnectionPool {
  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | void {
    const began = performance.now();
    const told = () => metrics().poolWait.at({}).observe((performance.now() - began) / 1000);
    if (!connected) return super.connect().finally(told);
    // A waiting caller is called by whoever gives a connection back: bound, so that the query counts for its own request.
    super.connect(
      AsyncResource.bind((...answer: Parameters<Connected>) => {
        told();
        connected(...answer);
      }),
    );
  }
}

interface Settings {
  connectionString: string;
  /** Connections at most. */
  size: number;
  /** Milliseconds from which a query is logged. */
  slow: number;
  timeouts?: SessionTimeouts;
}

/** Opens a pool (no connection yet) whose every query is counted by route, and logged where it is slow. */
export function openPool({ connectionString, size, slow, timeouts = TIMEOUTS }: Settings): Pool {
  const pool = new WatchedPool({
    connectionString,
    max: size,
    application_name: 'anli',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    timeouts,
  });
  pool.on('connect', (client) => watchQueries(client, slow));
  return pool;
}

type Query = (...args: unknown[]) => unknown;

function watchQueries(client: PoolClient, slow: number): void {
  const query = client.query.bind(client) as Query;
  const watched: Query = (...args) => {
    const done = started(args[0], slow);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return query(...args.slice(0, -1), (...answer: unknown[]) => {
        done();
        return (callback as Query)(...answer);
      });
    }
    const result = query(...args);
    if (result instanceof Promise) void result.then(done, done);
    return result;
  };
  client.query = watched as PoolClient['query'];
}

/** Begins to count a query. @returns to be called at its end, however that is */
function started(config: unknown, slow: number): () => void {
  const scope = currentRequest();
  const began = performance.now();
  return () => {
    const ms = performance.now() - began;
    if (scope) {
      scope.queries += 1;
      scope.queryMs += ms;
    }
    const route = scope?.route ?? NOBODY;
    metrics().queries.at({ route }).observe(ms / 1000);
    if (ms >= slow) log().warn({ route, requestId: scope?.id, ms: Math.round(ms), sql: textOf(config) }, 'slow query');
  };
}

/** The statement with its placeholders; values are never told. */
function textOf(config: unknown): string {
  const text = typeof config === 'string' ? config : (config as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? text.slice(0, SHOWN_SQL) : '';
}
