import path from 'node:path';
import { fillLibrary } from '../support/library';
import { findRunningPostgres } from '../../server/database/postgres';
import type { Bench, Outcome } from './bench';
import { Client, dataOf } from './http';
import { restingMemory } from './memory';
import { anyCategory, approvedArticle, signInStaff, type Staff } from './published';

const ARTICLES = 5_000;
const TEN_MINUTES = 600_000;
const READERS = 16;

/** Memory of one instance with 5,000 articles, all of them kept: at rest, and at rest again after ten minutes of readers and a writer. */
export async function measureMemory(bench: Bench): Promise<Outcome> {
  const dataDir = path.join(bench.folder, 'memory');
  const first = await bench.site({ dataDir });
  await fillLibrary((await findRunningPostgres(dataDir))!, ARTICLES);
  await first.stop();
  const site = await bench.site({ dataDir });
  const client = new Client(site.address);
  const staff = await signInStaff(client, bench.password);
  const numbers = await someNumbers(client);
  // Every case is kept from here on, so that what is found afterwards is not what readers asked for.
  for (const number of numbers) await client.call(`/cases/${number}`);
  const before = await restingMemory(site.pid);
  bench.tell(`at rest: ${Math.round(before)} MB; now ten minutes of load`);
  await mixedLoad(client, staff, numbers);
  const after = await restingMemory(site.pid);
  client.close();
  const part = `memory of one instance with ${ARTICLES.toLocaleString('en')} articles`;
  return {
    figures: [
      { part, name: 'resident at rest', unit: 'MB', site: before, bare: null },
      { part, name: 'resident at rest after ten minutes of mixed load', unit: 'MB', site: after, bare: null },
      { part, name: 'after / before', unit: '×', site: after / before, bare: null },
    ],
  };
}

/** Public numbers of the first pages of the list and of what lies behind them, since one sequence numbers them all. */
async function someNumbers(client: Client): Promise<number[]> {
  const { items } = dataOf<{ items: { number: number }[] }>(await client.call('/api/cases?limit=100'));
  const newest = items[0]!.number;
  return Array.from({ length: ARTICLES - 100 }, (_, back) => newest - back);
}

async function mixedLoad(client: Client, staff: Staff, numbers: number[]): Promise<void> {
  const end = performance.now() + TEN_MINUTES;
  const category = await anyCategory(client);
  const pick = () => numbers[Math.floor(Math.random() * numbers.length)]!;
  const read = async () => {
    while (performance.now() < end) {
      const dice = Math.random();
      await client.call(dice < 0.8 ? `/cases/${pick()}` : dice < 0.9 ? '/' : dice < 0.95 ? `/c/${category}` : '/sitemap.xml');
    }
  };
  const write = async () => {
    for (let serial = 50_000; performance.now() < end; serial += 1) await (await approvedArticle(client, staff, serial, category))();
  };
  await Promise.all([...Array.from({ length: READERS }, read), write()]);
}
