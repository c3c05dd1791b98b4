import type { RequestListener } from 'node:http';
import path from 'node:path';
import type { Env } from '../../lib/platform/env';
import { Clock } from '../../lib/platform/commit-clock/clock';
import { ApplicationClient } from './application-client';
import { loadAssets } from '../answers/built-files';
import { clientAddressBehind } from './client-address';
import { createFront } from './front';
import { collectWhenIdle } from '../boot/idle-collection';
import { collectMetrics, metricsBefore } from '../metrics/metrics';
import { ROOT } from '../boot/root';
import { watched } from './watch';

/** What answers in a process that serves. */
export interface Pages {
  answer: RequestListener;
  /** Looks at the database, which has to be migrated by now. Away or not, it resolves: kept pages need none. */
  warmUp(): Promise<void>;
  /** From now on readiness says that the process is about to end. */
  announceEnd(): void;
  /** Ends what it does by itself, and its connections to the database; to be called when all is answered. */
  close(): Promise<void>;
}

/**
 * Loads the application with the build that is there now, and puts the front before it.
 * @param env with DATABASE_URL
 * @param address how readers reach the site
 * @param port that it is reached on
 */
export async function loadPages({ NODE_ENV, TRUST_PROXY, METRICS_TOKEN, DATABASE_URL }: Env, address: string, port: number): Promise<Pages> {
  const development = NODE_ENV === 'development';
  const expiries = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const clock = new Clock(DATABASE_URL!, new Int32Array(expiries));
  const [assets, application] = await Promise.all([
    development ? null : loadAssets(path.join(ROOT, '.next')),
    ApplicationClient.start({ address, port, clock, expiries }),
  ]);
  const front = createFront({ application, clock, address, development, assets, clientAddress: clientAddressBehind(TRUST_PROXY) });
  collectWhenIdle();
  const figures = collectMetrics(() => application.figures());
  return {
    answer: watched(metricsBefore(front, METRICS_TOKEN, figures)),
    warmUp: () => application.warmUp(),
    announceEnd: () => application.announceEnd(),
    async close() {
      await clock.stop();
      await application.close();
    },
  };
}
