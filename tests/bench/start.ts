import { Bare, recorded } from './bare';
import { newestCase } from './delivery';
import { median, type Figure } from './figures';
import { Client, type Answer } from './http';
import { restingMemory } from './memory';
import type { Site } from './site';

const STARTS = 3;

interface Started {
  milliseconds: number;
  memory: number;
}

/**
 * How long a start takes on a build and a database that are there: from the process to the first case page that is
 * answered 200. And what the process holds in memory then, at rest.
 * @param startSite starts the site, and the bare server likewise; whoever gave them ends what is left
 */
export async function measureStart(startSite: () => Promise<Site>, startBare: () => Promise<Bare>): Promise<Figure[]> {
  const page = await casePage(startSite);
  const sites: Started[] = [];
  const bares: Started[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    sites.push(await timed(startSite, page.path));
    bares.push(
      await timed(async () => {
        const bare = await startBare();
        await bare.keep([recorded('GET', page.path, page.answer)]);
        return bare;
      }, page.path),
    );
  }
  const part = `start (median of ${STARTS}, database there)`;
  const middle = (list: Started[], what: keyof Started) => median(list.map((one) => one[what]));
  return [
    { part, name: 'cold start to first 200', unit: 'ms', site: middle(sites, 'milliseconds'), bare: middle(bares, 'milliseconds') },
    { part, name: 'resident at rest', unit: 'MB', site: middle(sites, 'memory'), bare: middle(bares, 'memory') },
  ];
}

/** The page that is asked for; the start that gets it also makes the database where there is none. */
async function casePage(startSite: () => Promise<Site>): Promise<{ path: string; answer: Answer }> {
  const site = await startSite();
  const client = new Client(site.address);
  const path = `/cases/${await newestCase(client)}`;
  const answer = await client.call(path);
  client.close();
  await site.stop();
  return { path, answer };
}

async function timed(start: () => Promise<Site | Bare>, path: string): Promise<Started> {
  const server = await start();
  const client = new Client(server.address);
  const { status, took } = await client.call(path);
  if (status !== 200) throw new Error(`${path} answers ${status} after the start`);
  const memory = await restingMemory(server.pid);
  client.close();
  await server.stop();
  return { milliseconds: server.startedIn + took, memory };
}
