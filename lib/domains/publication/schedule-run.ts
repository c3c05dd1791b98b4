import { system } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import type { ScheduleKind } from '../../platform/database/generated/enums';
import { enqueue } from '../../platform/jobs/enqueue';
import { lockArticle } from '../articles/load';
import { dropSchedules, mootReason, type ScheduleEnd } from '../public-changes/schedules';
import { putInPublic, takeFromPublic } from './mutations';
import { runSchedule } from './schedule-task';

/** What came of a run: done, given up since it cannot come about any more, or nothing, since it stands no more or its time has not come. */
export type ScheduleRun = { kind: ScheduleKind; outcome: 'done' | 'dropped' } | null;

const actor = system('schedule');

/**
 * Does what was to happen at a time, if that still stands: under the lock of the article, in the transaction that ends it, so
 * once however often it is tried and on however many servers. The clock is this machine's, not the database's.
 */
export async function performSchedule(scheduleId: string, now: Date = new Date()): Promise<ScheduleRun> {
  return transaction(async () => {
    const found = await db().schedule.findUnique({ where: { id: scheduleId }, select: { articleId: true, outcome: true } });
    if (!found || found.outcome !== null) return null;
    const article = await lockArticle(actor, found.articleId, 'article.read');
    const standing = await db().schedule.findMany({ where: { articleId: article.id, outcome: null } });
    const schedule = standing.find(({ id }) => id === scheduleId);
    if (!schedule || schedule.at > now) return null;

    const { kind, revisionId } = schedule;
    const drop = async (those: typeof standing, reason: ScheduleEnd) => {
      await dropSchedules(actor, article.id, those.map((one) => ({ id: one.id, kind: one.kind, reason })));
      return { kind, outcome: 'dropped' } as const;
    };
    // The site was down from before the publication until after the withdrawal: what is over by now is not begun.
    if (standing.length > 1 && standing.every(({ at }) => at <= now)) return drop(standing, 'too_late');
    const reason = mootReason(schedule, article, standing);
    if (reason !== null) return drop([schedule], reason);

    await db().schedule.update({ where: { id: scheduleId }, data: { outcome: 'DONE', endedAt: now }, select: { id: true } });
    if (kind === 'PUBLISH') await putInPublic(actor, article, revisionId);
    else await takeFromPublic(actor, article, schedule.reason);
    return { kind, outcome: 'done' };
  });
}

/** A job is seldom later than that. Milliseconds. */
const LATE = 30_000;
const BATCH = 500;

/**
 * Puts what is overdue into the queue again: where a job has failed for good, or came before its time by a clock of the database
 * that went wrong, or was lost with a queue that was restored from elsewhere.
 * @returns how many there were
 */
export async function catchUpSchedules(now: Date = new Date()): Promise<number> {
  const due = await db().schedule.findMany({
    where: { outcome: null, at: { lt: new Date(now.getTime() - LATE) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: BATCH,
    select: { id: true },
  });
  for (const { id } of due) await transaction(() => enqueue(runSchedule, { scheduleId: id }, { key: id }));
  return due.length;
}
