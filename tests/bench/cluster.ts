import type { Bare } from './bare';
import { recorded } from './bare';
import type { Bench, Outcome } from './bench';
import { newestCase } from './delivery';
import { Client } from './http';
import { loadInTurn } from './load';
import type { Site } from './site';

/** Two workers against one, of the site and of a bare cluster: on a machine whose loader needs cores too, both gain less than twice. */
export async function measureCluster(bench: Bench): Promise<Outcome> {
  const rates: Record<'site' | 'bare', number>[] = [];
  for (const workers of [1, 2]) {
    const [site, bare] = [await bench.site({ env: { WEB_CONCURRENCY: String(workers) } }), await bench.bare({ workers })];
    rates.push(await load(bench, site, bare));
    await site.stop();
    await bare.stop();
  }
  const [one, two] = rates as [Record<'site' | 'bare', number>, Record<'site' | 'bare', number>];
  const part = 'case page, kept, 32 connections: two workers against one';
  return {
    figures: [
      { part, name: 'requests, one worker', unit: '1/s', site: one.site, bare: one.bare },
      { part, name: 'requests, two workers', unit: '1/s', site: two.site, bare: two.bare },
      { part, name: 'gain', unit: '×', site: two.site / one.site, bare: two.bare / one.bare },
    ],
  };
}

async function load(bench: Bench, site: Site, bare: Bare): Promise<Record<'site' | 'bare', number>> {
  const client = new Client(site.address);
  const address = `/cases/${await newestCase(client)}`;
  await bare.keep([recorded('GET', address, await client.call(address, { headers: { 'accept-encoding': 'gzip' } }))]);
  client.close();
  const loads = await loadInTurn({ site: site.address + address, bare: bare.address + address }, bench.running);
  return { site: loads.site.perSecond, bare: loads.bare.perSecond };
}
