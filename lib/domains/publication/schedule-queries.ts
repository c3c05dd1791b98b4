import type { Person } from '../../platform/actor';
import type { Prisma } from '../../platform/database/generated/client';
import { db } from '../../platform/database/transaction';
import { notFound } from '../../platform/errors';
import { articleSubjectSelect, subjectOf } from '../articles/load';
import { articlePolicy } from '../articles/policy';
import type { ScheduleEnd } from '../public-changes/schedules';
import { publicationPolicy } from './policy';
import { OVERDUE } from './schedule-task';

/** How long it is told that something was dropped. */
const TOLD = 14 * 24 * 60 * 60 * 1_000;

const scheduleSelect = {
  id: true,
  articleId: true,
  kind: true,
  revisionId: true,
  at: true,
  reason: true,
  outcome: true,
  endedAt: true,
  endReason: true,
  scheduledBy: { select: { id: true, name: true } },
} satisfies Prisma.ScheduleSelect;

type ScheduleRow = Prisma.ScheduleGetPayload<{ select: typeof scheduleSelect }>;

function entryView(row: ScheduleRow, now: number) {
  const { id, articleId, kind, revisionId, at, reason, scheduledBy, endedAt, endReason } = row;
  return {
    id,
    articleId,
    kind,
    revisionId,
    at: at.toISOString(),
    reason,
    by: scheduledBy,
    overdue: row.outcome === null && at.getTime() < now - OVERDUE,
    endedAt: endedAt?.toISOString() ?? null,
    endReason: endReason as ScheduleEnd | null,
  };
}

export type ScheduleEntry = ReturnType<typeof entryView>;

/** What is to happen to an article by itself, and what of it was dropped last and has not been set anew. */
export interface ScheduleView {
  publish: ScheduleEntry | null;
  withdraw: ScheduleEntry | null;
  dropped: ScheduleEntry | null;
  /** The revisions that this account could now say a time for: of a publication, and of a withdrawal alone. */
  publishable: string | null;
  withdrawable: string | null;
}

const articleSelect = { ...articleSubjectSelect, id: true, approvedRevisionId: true } satisfies Prisma.ArticleSelect;
type ArticleRow = Prisma.ArticleGetPayload<{ select: typeof articleSelect }>;

/** What is to happen to an article by itself, for whoever may read it. @throws DomainError not_found */
export async function getSchedule(actor: Person, articleId: string): Promise<ScheduleView> {
  const view = (await schedulesOf(actor, [articleId])).get(articleId);
  if (!view) throw notFound();
  return view;
}

/** The same of many, by their ids; of what this account may not read there is none. */
export async function schedulesOf(actor: Person, ids: readonly string[]): Promise<Map<string, ScheduleView>> {
  const articles = await db().article.findMany({ where: { id: { in: [...ids] } }, select: articleSelect });
  return readSchedules(actor, articles.filter((article) => articlePolicy.can(actor, 'article.read', subjectOf(article))));
}

/** The same of an article that is loaded, and may be read. */
export async function readSchedule(actor: Person, article: ArticleRow): Promise<ScheduleView> {
  return (await readSchedules(actor, [article])).get(article.id)!;
}

async function readSchedules(actor: Person, articles: readonly ArticleRow[]): Promise<Map<string, ScheduleView>> {
  const now = Date.now();
  const rows = await db().schedule.findMany({
    where: { articleId: { in: articles.map(({ id }) => id) }, OR: [{ outcome: null }, { endedAt: { gt: new Date(now - TOLD) } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: scheduleSelect,
  });
  return new Map(articles.map((article) => [article.id, viewOf(actor, article, rows.filter(({ articleId }) => articleId === article.id), now)]));
}

/** @param rows of this article, the latest first */
function viewOf(actor: Person, article: ArticleRow, rows: readonly ScheduleRow[], now: number): ScheduleView {
  const standing = (kind: ScheduleRow['kind']) => {
    const row = rows.find((one) => one.outcome === null && one.kind === kind);
    return row ? entryView(row, now) : null;
  };
  const [publish, withdraw] = [standing('PUBLISH'), standing('WITHDRAW')];
  const [last] = rows;
  const isTold = last?.outcome === 'DROPPED' && last.endReason !== 'done_before';
  const may = publicationPolicy.can(actor, 'publication.schedule');
  const can = (action: 'article.publish' | 'article.withdraw') => may && articlePolicy.can(actor, action, subjectOf(article));
  return {
    publish,
    withdraw,
    dropped: isTold ? entryView(last, now) : null,
    publishable: can('article.publish') ? article.approvedRevisionId : may && publish ? publish.revisionId : null,
    withdrawable: can('article.withdraw') ? article.publishedRevisionId : null,
  };
}

const MOST = 200;

const listSelect = {
  ...scheduleSelect,
  article: { select: { number: true, category: { select: { name: true } } } },
  revision: { select: { title: true, ordinal: true } },
} satisfies Prisma.ScheduleSelect;

/** One line of the list: a schedule with the article that it is of. */
export type ScheduleLineEntry = ScheduleEntry & { title: string; ordinal: number; number: number | null; category: string | null };

/**
 * All that is to happen by itself, the next first, so what is overdue stands on top; and what was dropped in the last two
 * weeks, the latest first.
 * @throws DomainError forbidden but for those who may schedule
 */
export async function listSchedules(actor: Person): Promise<{ standing: ScheduleLineEntry[]; dropped: ScheduleLineEntry[] }> {
  publicationPolicy.authorize(actor, 'publication.schedule');
  const now = Date.now();
  const [standing, dropped] = await Promise.all([
    db().schedule.findMany({ where: { outcome: null }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: MOST, select: listSelect }),
    db().schedule.findMany({ where: { outcome: 'DROPPED', endReason: { not: 'done_before' }, endedAt: { gt: new Date(now - TOLD) } }, orderBy: { endedAt: 'desc' }, take: MOST, select: listSelect }),
  ]);
  const line = (row: Prisma.ScheduleGetPayload<{ select: typeof listSelect }>): ScheduleLineEntry => ({
    ...entryView(row, now),
    title: row.revision.title,
    ordinal: row.revision.ordinal,
    number: row.article.number,
    category: row.article.category?.name ?? null,
  });
  return { standing: standing.map(line), dropped: dropped.map(line) };
}
