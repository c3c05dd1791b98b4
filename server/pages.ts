import type { RequestListener } from 'node:http';
import path from 'node:path';
import next from 'next';
import { disconnect } from '../lib/db';
import type { Env } from '../lib/env';
import { clock } from '../lib/page-cache/clock';
import { dependOn } from '../lib/readiness';
import { loadAssets } from './assets';
import { clientAddressBehind } from './client-address';
import { createFront } from './front';
import { keepTidy } from './housekeeping';
import { collectMetrics, metricsBefore } from './metrics';
import { ROOT } from './root';
import { watched } from './watch';

/** What answers in a process that serves. */
export interface Pages {
  answer: RequestListener;
  /** Ends what it does by itself, and its connections to the database; to be called when all is answered. */
  close(): Promise<void>;
}

/**
 * Loads Next with the build that is there now, and puts the front before it.
 * @param address how readers reach the site
 * @param port that it is reached on
 */
export async function loadPages({ NODE_ENV, HOST, TRUST_PROXY, METRICS_TOKEN }: Env, address: string, port: number): Promise<Pages> {
  const development = NODE_ENV === 'development';
  // What Next would print over many lines, instrumentation.ts writes into our log.
  const app = next({ dev: development, dir: ROOT, hostname: HOST, port, quiet: !development });
  await app.prepare();
  const front = createFront({
    handler: app.getRequestHandler(),
    address,
    development,
    assets: development ? null : await loadAssets(path.join(ROOT, '.next')),
    clientAddress: clientAddressBehind(TRUST_PROXY),
  });
  collectMetrics();
  dependOn('page cache', lookAtClock);
  const endHousekeeping = keepTidy();
  return {
    answer: watched(metricsBefore(front, METRICS_TOKEN)),
    async close() {
      await endHousekeeping();
      await clock().stop();
      await disconnect();
    },
  };
}

async function lookAtClock(): Promise<void> {
  if (!(await clock().current())) throw new Error('the counter of commits cannot be read');
}
