import type { Person } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import type { ScheduleKind } from '../../platform/database/generated/enums';
import { conflict, invalid } from '../../platform/errors';
import { finding, type Finding } from '../../platform/findings';
import { enqueue } from '../../platform/jobs/enqueue';
import { LIMITS } from '../../platform/limits';
import { lockArticle, subjectOf, type ArticleHead } from '../articles/load';
import { articlePolicy } from '../articles/policy';
import { record } from '../audit/audit';
import { publicationPolicy } from './policy';
import { readSchedule, type ScheduleView } from './schedule-queries';
import { runSchedule } from './schedule-task';
import type { ScheduleInput } from './schema';

const DAY = 24 * 60 * 60 * 1_000;

type Standing = Awaited<ReturnType<typeof standingOf>>[number];

/** What stands for an article, of which each kind is there once at most. */
function standingOf(articleId: string) {
  return db().schedule.findMany({ where: { articleId, outcome: null } });
}

/**
 * Says when this revision is to be published and withdrawn; what was said before and is not said again is cancelled. Locks
 * the article first, as the run itself does: either it comes too late, or the run finds what stands now.
 * @throws DomainError conflict where the article could not be published or withdrawn by hand either; invalid with every time that
 *   has passed, is more than a year ahead, or out of order, and where the revision is not the approved or the published one
 */
export async function setSchedule(actor: Person, articleId: string, input: ScheduleInput): Promise<ScheduleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.read');
    publicationPolicy.authorize(actor, 'publication.schedule');
    if (article.deletedAt) throw conflict('deleted');
    const standing = await standingOf(articleId);
    assertPossible(actor, article, standing, input);
    const wrong = wrongTimes(input);
    if (wrong.length > 0) throw invalid(wrong);
    await replace(actor, articleId, standing, 'PUBLISH', input.publishAt && { at: input.publishAt, reason: '', revisionId: input.revisionId });
    await replace(actor, articleId, standing, 'WITHDRAW', input.withdrawAt && { at: input.withdrawAt, reason: input.reason, revisionId: input.revisionId });
    return readSchedule(actor, article);
  });
}

/** Cancels all that stands. @throws DomainError conflict not_scheduled where nothing does */
export async function cancelSchedule(actor: Person, articleId: string): Promise<ScheduleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.read');
    publicationPolicy.authorize(actor, 'publication.schedule');
    const standing = await standingOf(articleId);
    if (standing.length === 0) throw conflict('not_scheduled');
    for (const kind of ['PUBLISH', 'WITHDRAW'] as const) await replace(actor, articleId, standing, kind, undefined);
    return readSchedule(actor, article);
  });
}

/** What may be scheduled is what may be done by hand; but the time of what stands can be changed, whatever has been written since. */
function assertPossible(actor: Person, article: ArticleHead, standing: readonly Standing[], { revisionId, publishAt, withdrawAt }: ScheduleInput): void {
  if (publishAt) {
    const stands = standing.some((one) => one.kind === 'PUBLISH' && one.revisionId === revisionId);
    if (!stands) articlePolicy.authorize(actor, 'article.publish', subjectOf(article));
    if (article.approvedRevisionId !== revisionId) throw invalid([finding(['revisionId'], 'not_approved')]);
  } else if (withdrawAt) {
    articlePolicy.authorize(actor, 'article.withdraw', subjectOf(article));
    if (article.publishedRevisionId !== revisionId) throw invalid([finding(['revisionId'], 'not_shown')]);
  }
}

function wrongTimes({ publishAt, withdrawAt }: ScheduleInput): Finding[] {
  if (!publishAt && !withdrawAt) return [finding([], 'nothing_scheduled')];
  const now = Date.now();
  const found = Object.entries({ publishAt, withdrawAt }).flatMap(([name, at]) => {
    if (!at) return [];
    if (at.getTime() <= now) return [finding([name], 'time_past')];
    return at.getTime() > now + LIMITS.scheduleDays * DAY ? [finding([name], 'time_far')] : [];
  });
  const isOutOfOrder = publishAt && withdrawAt && withdrawAt <= publishAt;
  return isOutOfOrder ? [...found, finding(['withdrawAt'], 'time_order')] : found;
}

interface Wanted {
  at: Date;
  reason: string;
  revisionId: string;
}

/** Brings one kind to what is wanted: the same again changes nothing and leaves no trace. */
async function replace(actor: Person, articleId: string, standing: readonly Standing[], kind: ScheduleKind, wanted: Wanted | undefined): Promise<void> {
  const before = standing.find((one) => one.kind === kind);
  if (!before && !wanted) return;
  if (before && wanted && before.at.getTime() === wanted.at.getTime() && before.reason === wanted.reason && before.revisionId === wanted.revisionId) return;
  const now = new Date();
  if (before) await db().schedule.update({ where: { id: before.id }, data: { outcome: wanted ? 'REPLACED' : 'CANCELLED', endedAt: now }, select: { id: true } });
  if (!wanted) return record(actor, { action: 'article.schedule_cancelled', subject: 'article', subjectId: articleId, data: { scheduleId: before!.id, kind } });
  const { id } = await db().schedule.create({ data: { ...wanted, articleId, kind, scheduledById: actor.id, createdAt: now }, select: { id: true } });
  await enqueue(runSchedule, { scheduleId: id }, { key: id, runAt: wanted.at });
  const { at, revisionId } = wanted;
  await record(actor, { action: 'article.scheduled', subject: 'article', subjectId: articleId, data: { scheduleId: id, kind, revisionId, at: at.toISOString(), ...(before ? { replaces: before.id } : {}) } });
}
