import type { IncomingMessage, RequestListener } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { Env } from '../../lib/platform/env';
import { Clock } from '../../lib/platform/commit-clock/clock';
import type { Figures } from '../metrics/metrics-of-workers';
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
  /** In development, takes the socket over which Next tells pages what has changed. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
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
 * @param besides what yet another thread of this process has counted
 */
export async function loadPages({ NODE_ENV, TRUST_PROXY, METRICS_TOKEN, DATABASE_URL }: Env, address: string, port: number, besides: () => Promise<Figures> = async () => []): Promise<Pages> {
  const development = NODE_ENV === 'development';
  const expiries = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const clock = new Clock(DATABASE_URL!, new Int32Array(expiries));
  const [assets, application] = await Promise.all([
    development ? null : loadAssets(path.join(ROOT, '.next')),
    ApplicationClient.start({ address, port, clock, expiries }),
  ]);
  const front = createFront({ application, clock, address, development, assets, clientAddress: clientAddressBehind(TRUST_PROXY) });
  collectWhenIdle();
  const figures = collectMetrics(() => application.figures(), besides);
  return {
    answer: watched(metricsBefore(front, METRICS_TOKEN, figures)),
    ...(development ? { upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => application.upgrade(request, socket, head) } : {}),
    warmUp: () => application.warmUp(),
    announceEnd: () => application.announceEnd(),
    async close() {
      await clock.stop();
      await application.close();
    },
  };
}
