import { z } from 'zod';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';
import { declareTask, handle, type Handler } from '../../lib/platform/jobs/task';

const HOUR = 60 * 60 * 1_000;

const nothing = z.object({});
/** One hour at most is made up: what was left before that is no more work for it. */
const hourly = (minute: number) => ({ cron: `${minute} * * * *`, makeUp: HOUR });

const clearExpiredRows = declareTask({ name: 'clear-expired-rows', payload: nothing, attempts: 3, schedule: hourly(5) });
const sweepMediaStore = declareTask({ name: 'sweep-media', payload: nothing, attempts: 3, schedule: hourly(35) });

/** All that the runner of a site does. What a handler needs is loaded when it is called for the first time. */
export const HANDLERS: readonly Handler[] = [
  handle(clearExpiredRows, async (_, { signal }) => {
    const { clearExpired } = await import('./clear-expired');
    const gone = await clearExpired({ signal });
    const rows = Object.values(gone).reduce((sum, some) => sum + some, 0);
    metrics().expiredRows.inc(rows);
    if (rows > 0) log().info(gone, 'expired rows cleared away');
  }),
  handle(sweepMediaStore, async (_, { signal, scheduledFor }) => {
    const { sweepMedia } = await import('../../lib/domains/assets/sweep');
    // The hour that it was due says which folders it reads, also where it is made up later.
    const swept = await sweepMedia({ now: scheduledFor ?? new Date(), signal });
    const files = Object.entries(swept) as [keyof typeof swept, number][];
    for (const [what, count] of files) metrics().media[what].inc(count);
    if (files.some(([, count]) => count > 0)) log().info(swept, 'the media store was swept of files that nothing speaks of');
  }),
];
