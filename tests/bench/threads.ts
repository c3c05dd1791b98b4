import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../server/boot/root';
import { keptSecret } from '../../server/boot/secrets';
import { findRunningPostgres } from '../../server/database/postgres';
import { recorded } from './bare';
import type { Bench, Outcome } from './bench';
import { LOADER_CORE, newestCase, SERVER_CORE } from './delivery';
import type { Figure } from './figures';
import { Client } from './http';
import { loadInTurn } from './load';

/** What the thread in front gains: a kept page from it, from one thread that renders too, and from a bare server. */
export async function measureThreads(bench: Bench): Promise<Outcome> {
  const pinned = SERVER_CORE === undefined ? {} : { cores: SERVER_CORE };
  const [site, bare] = [await bench.site(pinned), await bench.bare(pinned)];
  const one = await OneThread.start(path.join(bench.folder, 'data'));
  bench.opened(one);
  const client = new Client(site.address);
  const page = `/cases/${await newestCase(client)}`;
  await bare.keep([recorded('GET', page, await client.call(page, { headers: { 'accept-encoding': 'gzip' } }))]);
  client.close();
  const urls = { two: site.address + page, one: one.address + page, bare: bare.address + page };
  const loads = await loadInTurn(urls, bench.running, LOADER_CORE, { two: site.pid, one: one.pid, bare: bare.pid });
  await one.stop();
  await site.stop();
  await bare.stop();
  const figures = (part: string, which: 'two' | 'one'): Figure[] => [
    { part, name: 'requests', unit: '1/s', site: loads[which].perSecond, bare: loads.bare.perSecond },
    { part, name: 'processor time a request', unit: 'µs', site: loads[which].processor, bare: loads.bare.processor },
    { part, name: 'p99', unit: 'ms', site: loads[which].p99, bare: loads.bare.p99 },
  ];
  return { figures: [...figures('case page, kept, with a thread in front', 'two'), ...figures('the same from one thread that renders too', 'one')] };
}

/** one-thread.ts in a process of its own. */
class OneThread {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
  ) {}

  static async start(dataDir: string): Promise<OneThread> {
    const env = {
      ...process.env,
      NODE_ENV: 'production' as const,
      LOG_LEVEL: 'error',
      DATA_DIR: dataDir,
      DATABASE_URL: (await findRunningPostgres(dataDir))!,
      NEXTAUTH_SECRET: await keptSecret(dataDir, 'session-secret', 48),
    };
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const child = fork(path.join(ROOT, 'tests/bench/one-thread.ts'), { env, execArgv: ['--import', loader], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [address] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(refuse)])) as [string];
    return new OneThread(child, address);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}

function refuse(): never {
  throw new Error('The site of one thread ended before it listened.');
}
