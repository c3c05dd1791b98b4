import type { Bare } from './bare';
import { recorded } from './bare';
import type { Figure } from './figures';
import { Client, dataOf } from './http';
import { loadInTurn, type Running } from './load';
import { restingMemory } from './memory';
import type { Site } from './site';

/**
 * How fast a published case is delivered, as a page and as JSON, with 32 readers at once.
 * @param running receives each load while it runs
 */
export async function measureDelivery(site: Site, bare: Bare, running: (load: Running) => void): Promise<Figure[]> {
  const client = new Client(site.address);
  const figures: Figure[] = [];
  try {
    const number = await newestCase(client);
    for (const [part, path] of [['case page', `/cases/${number}`], ['case as JSON', `/api/cases/${number}`]] as const) {
      const answer = await client.call(path);
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
      await bare.keep([recorded('GET', path, answer)]);
      const { site: ours, bare: theirs } = await loadInTurn({ site: `${site.address}${path}`, bare: `${bare.address}${path}` }, running);
      const of = `${part} (${(answer.body.length / 1024).toFixed(1)} KB, 32 connections)`;
      figures.push(
        { part: of, name: 'requests', unit: '1/s', site: ours.perSecond, bare: theirs.perSecond },
        { part: of, name: 'p50', unit: 'ms', site: ours.p50, bare: theirs.p50 },
        { part: of, name: 'p99', unit: 'ms', site: ours.p99, bare: theirs.p99 },
      );
    }
    figures.push({ part: 'memory', name: 'resident after this load', unit: 'MB', site: await restingMemory(site.pid), bare: await restingMemory(bare.pid) });
    return figures;
  } finally {
    client.close();
  }
}

/** The public number of the latest published case. */
export async function newestCase(client: Client): Promise<number> {
  const { items } = dataOf<{ items: { number: number }[] }>(await client.call('/api/cases?limit=1'));
  const newest = items[0];
  if (!newest) throw new Error('The demo has no published case.');
  return newest.number;
}
