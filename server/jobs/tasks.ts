import { z } from 'zod';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';
import { declareTask, handle, type Handler } from '../../lib/platform/jobs/task';
import { runSchedule } from '../../lib/domains/publication/schedule-task';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const nothing = z.object({});
/** One hour at most is made up: what was left before that is no more work for it. */
const hourly = (minute: number) => ({ cron: `${minute} * * * *`, makeUp: HOUR });

const clearExpiredRows = declareTask({ name: 'clear-expired-rows', payload: nothing, attempts: 3, schedule: hourly(5) });
const sweepMediaStore = declareTask({ name: 'sweep-media', payload: nothing, attempts: 3, schedule: hourly(35) });
/** The minute that was missed last is made up at the start of a runner, and with it all that became due meanwhile. */
const catchUp = declareTask({ name: 'catch-up-schedules', payload: nothing, attempts: 1, schedule: { cron: '* * * * *', makeUp: MINUTE } });

/** All that the runner of a site does. What a handler needs is loaded when it is called for the first time. */
export const HANDLERS: readonly Handler[] = [
  handle(
    runSchedule,
    async ({ scheduleId }) => {
      const { performSchedule } = await import('../../lib/domains/publication/schedule-run');
      const run = await performSchedule(scheduleId);
      if (run) log().info({ scheduleId, ...run }, run.outcome === 'done' ? 'a schedule was carried out' : 'a schedule could not be carried out any more');
    },
    { atomic: true },
  ),
  handle(catchUp, async () => {
    const { catchUpSchedules } = await import('../../lib/domains/publication/schedule-run');
    const overdue = await catchUpSchedules();
    if (overdue > 0) log().warn({ overdue }, 'schedules are overdue; they are taken up again');
  }),
  handle(clearExpiredRows, async (_, { signal }) => {
    const { clearExpired } = await import('./clear-expired');
    const { clearPreviews } = await import('../../lib/domains/previews/clear');
    const gone = { ...(await clearExpired({ signal })), ...(await clearPreviews({ signal })) };
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
