import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { Client as Database } from 'pg';
import { LEASE } from '../../lib/platform/commit-clock/lease';
import { findRunningPostgres } from '../../server/database/postgres';
import type { Bench, Outcome } from './bench';
import { recorded } from './bare';
import { median, percentiles, type Figure } from './figures';
import { Client, dataOf } from './http';
import { loadInTurn } from './load';
import { startPeers } from './nginx-peers';

/** One core for the server, another for whoever loads it; where there is no other, or no taskset, they share. */
export const SERVER_CORE = process.platform === 'linux' ? '0' : undefined;
export const LOADER_CORE = process.platform === 'linux' ? '1' : undefined;
const pinned = SERVER_CORE === undefined ? {} : { cores: SERVER_CORE };
const MISSES = 60;
const WARM_UP = 10;

/** How fast a published case is delivered, as a page and as JSON, kept and not kept. */
export async function measureDelivery(bench: Bench): Promise<Outcome> {
  const [site, bare] = [await bench.site(pinned), await bench.bare(pinned)];
  const client = new Client(site.address);
  const number = await newestCase(client);
  const figures: Figure[] = [];
  for (const [part, address] of [['case page', `/cases/${number}`], ['case as JSON', `/api/cases/${number}`]] as const) {
    const answer = await client.call(address, { headers: { 'accept-encoding': 'gzip' } });
    if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
    await bare.keep([recorded('GET', address, answer)]);
    const { site: ours, bare: theirs } = await loadInTurn({ site: site.address + address, bare: bare.address + address }, bench.running, LOADER_CORE, { site: site.pid, bare: bare.pid });
    const of = `${part}, kept (${(answer.body.length / 1024).toFixed(1)} KB gzip, 32 connections, server on one core)`;
    figures.push(
      { part: of, name: 'requests', unit: '1/s', site: ours.perSecond, bare: theirs.perSecond },
      { part: of, name: 'processor time a request', unit: 'µs', site: ours.processor, bare: theirs.processor },
      { part: of, name: 'p50', unit: 'ms', site: ours.p50, bare: theirs.p50 },
      { part: of, name: 'p99', unit: 'ms', site: ours.p99, bare: theirs.p99 },
    );
  }
  figures.push(...(await againstNginx(bench, client, site.address, number)));
  figures.push(...(await measureMiss(bench, client, number)));
  client.close();
  await site.stop();
  await bare.stop();
  return { figures };
}

/** nginx serving the page as a file, and in front of the site with its short cache; nothing where it is not installed. */
async function againstNginx(bench: Bench, client: Client, site: string, number: number): Promise<Figure[]> {
  const address = `/cases/${number}`;
  const page = await client.call(address, { headers: { 'accept-encoding': 'gzip' } });
  const peers = await startPeers(bench, site, page.body);
  if (!peers) return [];
  const { ours, file, behind } = await loadInTurn({ ours: site + address, file: peers.file, behind: peers.proxy + address }, bench.running, LOADER_CORE);
  await peers.stop();
  const part = 'the same against nginx (in place of the bare server), on one core too';
  return [
    { part, name: 'site by itself against nginx serving the file', unit: '1/s', site: ours.perSecond, bare: file.perSecond },
    { part, name: 'through our nginx with its short cache', unit: '1/s', site: behind.perSecond, bare: file.perSecond },
  ];
}

/** A page that has to be made: everything is dropped before each, and nothing else is going on. */
async function measureMiss(bench: Bench, client: Client, number: number): Promise<Figure[]> {
  const database = new Database({ connectionString: (await findRunningPostgres(path.join(bench.folder, 'data')))! });
  await database.connect();
  const took: number[] = [];
  for (let at = -WARM_UP; at < MISSES; at += 1) {
    await database.query(`SELECT move_tags('{everything}')`);
    await wait(LEASE + 10);
    const answer = await client.call(`/cases/${number}`, { headers: { 'accept-encoding': 'br' } });
    if (answer.headers['cache-status'] !== 'anli; fwd=uri-miss') throw new Error(`a miss was expected: ${answer.headers['cache-status']}`);
    if (at >= 0) took.push(answer.took);
  }
  await database.end();
  const part = 'case page, not kept: rendered, compressed, answered, one at a time';
  return [
    { part, name: 'p50', unit: 'ms', site: median(took), bare: null },
    { part, name: 'p99', unit: 'ms', site: percentiles(took).p99, bare: null },
  ];
}

/** The public number of the latest published case. */
export async function newestCase(client: Client): Promise<number> {
  const { items } = dataOf<{ items: { number: number }[] }>(await client.call('/api/cases'));
  const newest = items[0];
  if (!newest) throw new Error('The demo has no published case.');
  return newest.number;
}
