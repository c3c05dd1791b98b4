import type { Person } from '../../platform/actor';
import { subjectOf } from '../articles/load';
import { articlePolicy } from '../articles/policy';
import { latestRounds, reviewState } from '../articles/review-state';
import { reviewPolicy } from './policy';
import { upgradeBody } from '../../content/upgrade';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { notFound } from '../../platform/errors';
import { decodeCursor } from '../../platform/database/cursor';
import { inOrder, toPage, type Page } from '../../platform/database/keyset';
import { regionName } from '../../text/regions/regions';

const queueInclude = {
  submittedBy: { select: { id: true, name: true } },
  revision: { select: { title: true, ordinal: true, writerIds: true } },
  article: {
    select: {
      id: true,
      number: true,
      ownerId: true,
      stage: true,
      publishedRevisionId: true,
      deletedAt: true,
      writerIds: true,
      category: { select: { name: true } },
      editors: { select: { user: { select: { id: true } } } },
    },
  },
} satisfies Prisma.ReviewInclude;

function queueView(actor: Person, review: Prisma.ReviewGetPayload<{ include: typeof queueInclude }>) {
  const { article, revision, submittedBy } = review;
  const subject = subjectOf({ ...article, reviews: [review] });
  return {
    articleId: article.id,
    title: revision.title,
    ordinal: revision.ordinal,
    category: article.category?.name ?? null,
    number: article.number,
    submittedBy,
    submittedAt: review.submittedAt.toISOString(),
    decidedAt: review.decidedAt?.toISOString() ?? null,
    stage: article.stage,
    decidable: articlePolicy.can(actor, 'article.decide', subject),
    publishable: articlePolicy.can(actor, 'article.publish', subject),
  };
}

export type QueueEntry = ReturnType<typeof queueView>;

interface QueueRequest {
  cursor?: string | undefined;
  limit: number;
}

/** Submissions that wait for a decision, the longest waiting first. @throws DomainError forbidden but for reviewers and admins */
export async function listQueue(actor: Person, { cursor, limit }: QueueRequest): Promise<Page<QueueEntry>> {
  reviewPolicy.authorize(actor, 'review.list');
  const list = `queue/${limit}` as const;
  const place = decodeCursor(list, cursor);
  const rows = await db().review.findMany({
    where: {
      outcome: null,
      // `gte` says nothing new, but an index can begin there.
      ...(place ? { submittedAt: { gte: place.at }, OR: [{ submittedAt: { gt: place.at } }, { submittedAt: place.at, id: { gt: place.id } }] } : {}),
    },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    include: queueInclude,
  });
  return toPage(rows, list, (row) => ({ at: row.submittedAt, id: row.id }), (row) => queueView(actor, row));
}

/**
 * Approved articles whose approved revision was never published, the longest waiting first. What was withdrawn waits
 * for nothing. The condition is that of a partial index, which holds these and nothing else.
 */
export async function listApproved(actor: Person, limit: number): Promise<QueueEntry[]> {
  reviewPolicy.authorize(actor, 'review.list');
  const waiting = await db().$queryRaw<{ id: string }[]>`
    SELECT last."id" FROM "Article" a
    CROSS JOIN LATERAL (
      SELECT r."id" FROM "Review" r WHERE r."articleId" = a."id" ORDER BY r."submittedAt" DESC, r."id" DESC LIMIT 1
    ) last
    WHERE a."stage" = 'APPROVED' AND a."deletedAt" IS NULL AND a."withdrawnAt" IS NULL
      AND a."publishedRevisionId" IS DISTINCT FROM a."approvedRevisionId"
    ORDER BY a."approvedAt", a."id" LIMIT ${limit}`;
  const ids = waiting.map(({ id }) => id);
  const rows = await db().review.findMany({ where: { id: { in: ids } }, include: queueInclude });
  return inOrder(ids, rows).map((review) => queueView(actor, review));
}

/** The revision that is or was up for decision, as the reviewer reads it: what was submitted, not what is being written since. */
export async function getSubmittedRevision(actor: Person, articleId: string) {
  const article = await db().article.findUnique({
    where: { id: articleId },
    select: {
      ...queueInclude.article.select,
      owner: { select: { name: true } },
      reviews: {
        orderBy: [...latestRounds],
        take: 2,
        include: {
          submittedBy: { select: { name: true } },
          decidedBy: { select: { name: true } },
          revision: {
            include: {
              organisation: { select: { name: true } },
              sections: { orderBy: { position: 'asc' }, include: { content: true } },
            },
          },
        },
      },
    },
  });
  if (!article) throw notFound();
  const { round: review, earlier: before } = reviewState(article);
  const subject = subjectOf(article);
  if (!review || !articlePolicy.can(actor, 'article.read', subject)) throw notFound();
  const { revision } = review;
  return {
    articleId,
    number: article.number,
    stage: article.stage,
    published: subject.published,
    revisionId: revision.id,
    ordinal: revision.ordinal,
    title: revision.title,
    lead: revision.lead,
    region: revision.regionCode && regionName(revision.regionCode),
    organisation: revision.organisation?.name ?? null,
    field: revision.field,
    year: revision.year,
    category: article.category?.name ?? null,
    owner: article.owner.name,
    submittedBy: review.submittedBy.name,
    submittedAt: review.submittedAt.toISOString(),
    outcome: review.outcome,
    note: review.note,
    decidedBy: review.decidedBy?.name ?? null,
    decidedAt: review.decidedAt?.toISOString() ?? null,
    /** What was asked for the last time, where that was a return: the reviewer checks whether it was done. */
    earlierNote: before?.outcome === 'RETURNED' ? { text: before.note, by: before.decidedBy?.name ?? '', ordinal: before.revision.ordinal } : null,
    sections: revision.sections.map(({ sectionId, kind, heading, number, content }) => ({
      id: sectionId,
      kind,
      heading,
      number,
      body: upgradeBody(content.body),
    })),
    can: {
      decide: articlePolicy.can(actor, 'article.decide', subject),
      publish: articlePolicy.can(actor, 'article.publish', subject),
      withdraw: articlePolicy.can(actor, 'article.withdraw', subject),
    },
  };
}

export type SubmittedRevision = Awaited<ReturnType<typeof getSubmittedRevision>>;
