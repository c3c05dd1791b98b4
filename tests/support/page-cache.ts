import { Client } from 'pg';
import { LEASE } from '../../lib/platform/commit-clock/lease';
import { send, type Answer } from './client';
import { sql } from './database';
import { readMetrics } from './metrics';
import { sumOf } from './metrics-text';
import { site } from './site';
import { eventually } from './eventually';

/** What the page cache has counted since the site began, and what it holds now. */
export type CacheFigures = Record<'hits' | 'misses' | 'coalesced' | 'dropped' | 'evicted' | 'entries' | 'bytes', number>;

export async function cacheFigures(origin = site.origin): Promise<CacheFigures> {
  const samples = await readMetrics(origin);
  const figure = (name: string) => sumOf(samples, `anli_page_cache_${name}`);
  return {
    hits: figure('hits_total'),
    misses: figure('misses_total'),
    coalesced: figure('coalesced_total'),
    dropped: figure('dropped_total'),
    evicted: figure('evicted_total'),
    entries: figure('entries'),
    bytes: figure('bytes'),
  };
}

/** What an answer says of the cache. */
export const cacheStatus = ({ headers }: Answer): string => String(headers['cache-status'] ?? '');
export const HIT = 'anli; hit';
export const MISS = 'anli; fwd=uri-miss';
export const JOINED = 'anli; fwd=uri-miss; collapsed';
export const BYPASS = 'anli; fwd=bypass';

/** Waits for what the product waits for itself after its own writes: who wrote past it must do so here. */
export async function leaseIsOver(): Promise<void> {
  const since = performance.now();
  await eventually(() => performance.now() - since > LEASE, Boolean, { until: 'a lease has passed', patience: 60_000 });
}

/** Takes everything out of the page cache, as an operator does by hand. */
export async function dropEverything(): Promise<void> {
  await sql(`SELECT move_tags('{everything}')`);
  await leaseIsOver();
}

/** Asks until the answer is a kept one. @returns it */
export async function warm(path: string): Promise<Answer> {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await send('GET', path);
    if (cacheStatus(answer) === HIT) return answer;
  }
  throw new Error(`${path} is not kept.`);
}

/** What stands at this address in the database now: rendered for this request, past the cache. */
export async function renderedNow(path: string): Promise<Answer> {
  const answer = await send('GET', path, { headers: { range: 'bytes=0-' } });
  if (cacheStatus(answer) === HIT) throw new Error(`${path} came from the cache.`);
  return answer;
}

/** The headers that are the same for every request of one kept answer. */
export function lasting({ headers }: Answer): Answer['headers'] {
  const { date: _date, 'x-request-id': _id, 'cache-status': _status, connection: _connection, 'keep-alive': _keepAlive, ...rest } = headers;
  return rest;
}

/** Nobody can read articles until it is let go, which has to be within the five seconds that PostgreSQL lets them wait. */
export interface HeldReads {
  /** How many queries wait. */
  waiting(): Promise<number>;
  /** Ends the connections that wait, as an operator can. */
  cut(): Promise<void>;
  letGo(): Promise<void>;
}

export async function holdReads(databaseUrl = site.databaseUrl): Promise<HeldReads> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE "Article" IN ACCESS EXCLUSIVE MODE');
  const WAITING = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return {
    waiting: async () => {
      // Else a transaction sees those alone that were there when it first looked.
      await client.query('SELECT pg_stat_clear_snapshot()');
      return (await client.query<{ n: number }>(`SELECT count(*)::int AS n ${WAITING}`)).rows[0]!.n;
    },
    cut: async () => void (await client.query(`SELECT pg_terminate_backend(pid) ${WAITING}`)),
    letGo: () => client.end(),
  };
}
