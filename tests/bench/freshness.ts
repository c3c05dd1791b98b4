import path from 'node:path';
import { findRunningPostgres } from '../../server/database/postgres';
import { keptSecret } from '../../server/boot/secrets';
import type { Bench, Outcome } from './bench';
import { percentiles, type Figure } from './figures';
import { Client } from './http';
import { anyCategory, approvedArticle, signInStaff, type Staff } from './published';

const TIMES = 40;
const WARM_UP = 5;

let serial = 10_000;

/** From the beginning of a publish call to the first GET that shows the case: where it was published, and on another instance. */
export async function measureFreshness(bench: Bench): Promise<Outcome> {
  const site = await bench.site();
  const first = new Client(site.address);
  const staff = await signInStaff(first, bench.password);
  const alone = await publishAndLook(first, first, staff);

  const dataDir = path.join(bench.folder, 'data');
  const env = {
    DATABASE_URL: (await findRunningPostgres(dataDir))!,
    NEXTAUTH_SECRET: await keptSecret(dataDir, 'session-secret', 48),
    DEMO: 'off',
  };
  const others = await Promise.all(['second', 'third'].map((name) => bench.site({ dataDir: path.join(bench.folder, name), env })));
  const clients = others.map(({ address }) => new Client(address));
  const seen = await publishAndLook(first, clients[0]!, staff, clients[1]);
  for (const client of [first, ...clients]) client.close();
  // The others use its database, and the next part its folder.
  for (const server of [...others, site]) await server.stop();
  return {
    figures: [...figures('one instance alone', alone), ...figures('seen on another of three', seen)],
    failures: alone.stale + seen.stale > 0 ? [`${alone.stale + seen.stale} stale answers after the 2xx`] : [],
  };
}

interface Seen {
  took: number[];
  stale: number;
}

/** @param bystander another instance that is being read, so that writers have to wait for it too */
async function publishAndLook(writer: Client, reader: Client, staff: Staff, bystander?: Client): Promise<Seen> {
  const category = await anyCategory(writer);
  const seen: Seen = { took: [], stale: 0 };
  for (let at = -WARM_UP; at < TIMES; at += 1) {
    const publish = await approvedArticle(writer, staff, (serial += 1), category);
    // Kept everywhere, so that there is something to be stale.
    for (const client of [reader, bystander]) await client?.call('/api/cases');
    const began = performance.now();
    const number = await publish();
    const [page, list] = [await reader.call(`/cases/${number}`), await reader.call('/api/cases')];
    const took = performance.now() - began - list.took;
    if (at < 0) continue;
    seen.took.push(took);
    if (page.status !== 200 || !list.body.toString().includes(`"number":${number},`)) seen.stale += 1;
  }
  return seen;
}

function figures(what: string, { took, stale }: Seen): Figure[] {
  const part = `publish call until an anonymous GET shows it: ${what}`;
  const { p50, p99 } = percentiles(took);
  return [
    { part, name: 'p50', unit: 'ms', site: p50, bare: null },
    { part, name: 'p99', unit: 'ms', site: p99, bare: null },
    { part, name: `stale answers after the 2xx, of ${TIMES}`, unit: 'answers', site: stale, bare: null },
  ];
}
