import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { ScheduleKind } from '../../platform/database/generated/enums';
import { recordAll } from '../audit/audit';

/**
 * Why something that was to happen by itself does not; each has words in the dictionaries, but for `done_before`: what somebody has
 * done by hand needs none.
 */
export type ScheduleEnd = 'deleted' | 'other_approved' | 'done_before' | 'not_published' | 'other_published' | 'withdrawn_before' | 'too_late';

/** What stands, as far as it is asked whether it still can be done. */
interface Pin {
  kind: ScheduleKind;
  revisionId: string;
}

/** Where the article stands towards readers. */
interface Standing {
  deletedAt: Date | null;
  approvedRevisionId: string | null;
  publishedRevisionId: string | null;
}

/**
 * Why a schedule cannot come about any more as the article stands; null where it can. A schedule is of one revision: that
 * somebody goes on writing, or hands in what he has written, changes nothing about it, since none of that is published by it.
 * @param all that stands for this article, this one among it: a withdrawal may wait for a publication
 */
export function mootReason({ kind, revisionId }: Pin, { deletedAt, approvedRevisionId, publishedRevisionId }: Standing, all: readonly Pin[]): ScheduleEnd | null {
  if (deletedAt) return 'deleted';
  const isPublished = publishedRevisionId === revisionId;
  if (kind === 'PUBLISH') return isPublished ? 'done_before' : approvedRevisionId === revisionId ? null : 'other_approved';
  if (isPublished) return null;
  const comes = all.some((other) => other.kind === 'PUBLISH' && other.revisionId === revisionId && approvedRevisionId === revisionId);
  if (comes) return null;
  return publishedRevisionId === null ? 'not_published' : 'other_published';
}

type Row = Pin & Standing & { id: string };

/**
 * Ends what was to happen to an article by itself and cannot come about any more, now that something else has been done with
 * it; in the transaction of that, and after the rows say so. Who looks at the article is told of it.
 * @param withdrawn the article has just been taken from readers, which ends all that stands
 */
export async function endMootSchedules(actor: Actor, articleId: string, { withdrawn = false } = {}): Promise<void> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT s."id", s."kind"::text AS "kind", s."revisionId", a."deletedAt", a."approvedRevisionId", a."publishedRevisionId"
    FROM "Schedule" s JOIN "Article" a ON a."id" = s."articleId"
    WHERE s."articleId" = ${articleId}::uuid AND s."outcome" IS NULL`;
  const ended = rows.flatMap((row) => {
    const reason = withdrawn ? endByWithdrawal(row) : mootReason(row, row, rows);
    return reason === null ? [] : [{ ...row, reason }];
  });
  if (ended.length > 0) await dropSchedules(actor, articleId, ended);
}

/** Who takes an article from readers does not want it back at some hour. */
function endByWithdrawal({ kind }: Pin): ScheduleEnd {
  return kind === 'WITHDRAW' ? 'done_before' : 'withdrawn_before';
}

/** Writes down that these were dropped, and why. */
export async function dropSchedules(actor: Actor, articleId: string, ended: readonly { id: string; kind: ScheduleKind; reason: ScheduleEnd }[]): Promise<void> {
  const endedAt = new Date();
  for (const { id, reason } of ended) await db().schedule.update({ where: { id }, data: { outcome: 'DROPPED', endedAt, endReason: reason }, select: { id: true } });
  const event = { action: 'article.schedule_dropped', subject: 'article', subjectId: articleId } as const;
  await recordAll(actor, ended.map(({ id, kind, reason }) => ({ ...event, data: { scheduleId: id, kind, reason } })));
}
