import { data } from './answers';
import { as } from './client';
import { sql } from './database';
import type { Person } from './people';
import type { ScheduleView } from '../../lib/domains/publication/schedule-queries';

/** A moment so many hours from now, as the API takes it. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * 60 * 60 * 1_000).toISOString();
}

/** Says when an article is to be published and withdrawn. */
export async function scheduleArticle(admin: Person, id: string, given: { revisionId: string; publishAt?: string; withdrawAt?: string; reason?: string }): Promise<ScheduleView> {
  return data<ScheduleView>(await as(admin).put(`/api/articles/${id}/schedule`, given));
}

/**
 * Lets the time come of what is to happen to an article by itself, as if it had been set for then: nobody waits for a clock.
 * @param hours before now; what was set for later than another stays later
 */
export async function timeComes(id: string, hours = 0.001, run: typeof sql = sql): Promise<void> {
  const rows = await run<{ id: string }>(
    `UPDATE "Schedule" s SET at = now() - make_interval(secs => $2) + (SELECT count(*) FROM "Schedule" o WHERE o."articleId" = $1 AND o.outcome IS NULL AND o.at < s.at) * interval '1 second'
     WHERE s."articleId" = $1 AND s.outcome IS NULL RETURNING id`,
    [id, hours * 3_600 + 2],
  );
  await run(`UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second' WHERE key = ANY ($1)`, [rows.map((row) => `run-schedule:${row.id}`)]);
  await run(`SELECT pg_notify('jobs:insert', '{"count":1}')`);
}
