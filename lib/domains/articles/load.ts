import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { notFound } from '../../platform/errors';
import { articlePolicy, type ArticleAction, type ArticleSubject } from './policy';
import { latestRounds, reviewState, type Round } from './review-state';

/** Who wrote what is or was up for decision; with the rounds wherever the policy is asked. */
const writersSelect = { select: { writerIds: true } } satisfies Prisma.RevisionDefaultArgs;

/** What the policy asks of an article, and no more. */
export const articleSubjectSelect = {
  ownerId: true,
  stage: true,
  publishedRevisionId: true,
  deletedAt: true,
  editors: { select: { user: { select: { id: true } } } },
  writerIds: true,
  reviews: { orderBy: [...latestRounds], take: 1, select: { outcome: true, revisionId: true, submittedById: true, revision: writersSelect } },
} satisfies Prisma.ArticleSelect;

/** All of an article but its sections: what every decision and every write looks at. */
const headInclude = {
  owner: { select: { id: true, name: true } },
  editors: { select: { user: { select: { id: true, name: true, email: true } } }, orderBy: { invitedAt: 'asc' } },
  organisation: { select: { name: true } },
  category: { select: { id: true, slug: true, name: true, path: true, publishOnApproval: true } },
  reviews: {
    orderBy: [...latestRounds],
    take: 1,
    include: { submittedBy: { select: { id: true, name: true } }, decidedBy: { select: { id: true, name: true } }, revision: writersSelect },
  },
} satisfies Prisma.ArticleInclude;

/** The working copy with all its bodies: what its view, a check of completeness and a revision are made of. */
export const articleInclude = {
  ...headInclude,
  sections: { where: { deletedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.ArticleInclude;

export type ArticleHead = Prisma.ArticleGetPayload<{ include: typeof headInclude }>;
export type ArticleRow = Prisma.ArticleGetPayload<{ include: typeof articleInclude }>;

type SubjectRow = Pick<ArticleHead, 'ownerId' | 'stage' | 'publishedRevisionId' | 'deletedAt' | 'writerIds'> & {
  editors: { user: { id: string } }[];
  reviews: (Round & { revision: { writerIds: string[] } })[];
};

/** The policy's view of a loaded article. */
export function subjectOf(row: SubjectRow): ArticleSubject {
  const { round, waitingRevisionId } = reviewState(row);
  return {
    ownerId: row.ownerId,
    editorIds: row.editors.map(({ user }) => user.id),
    submittedById: round?.submittedById ?? null,
    writerIds: [...row.writerIds, ...(round?.revision.writerIds ?? [])],
    stage: row.stage,
    published: row.publishedRevisionId !== null,
    publishable: waitingRevisionId !== null,
    deleted: row.deletedAt !== null,
  };
}

/**
 * Asserts that `actor` may do `action` with each of these articles; reads no more of them than that takes.
 * @throws DomainError as `authorize`; not_found where one is not there
 */
export async function authorizeArticles(actor: Actor, ids: readonly string[], action: ArticleAction): Promise<void> {
  if (ids.length === 0) return;
  const rows = await db().article.findMany({ where: { id: { in: [...ids] } }, select: { id: true, ...articleSubjectSelect } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) {
    const row = byId.get(id);
    if (!row) throw notFound();
    articlePolicy.authorize(actor, action, subjectOf(row));
  }
}

/**
 * An article's working copy, whole, that `actor` may do `action` with.
 * @throws DomainError as `authorize`; not_found where there is none
 */
export async function loadArticle(actor: Actor, articleId: string, action: ArticleAction): Promise<ArticleRow> {
  const row = await db().article.findUnique({ where: { id: articleId }, include: articleInclude });
  return allowed(actor, row, action);
}

/**
 * An article without its sections, its row locked until the transaction ends: every write to an article starts here,
 * so writers come one after the other and versions can simply be compared.
 * @throws DomainError as `loadArticle`
 */
export async function lockArticle(actor: Actor, articleId: string, action: ArticleAction): Promise<ArticleHead> {
  await lockRow(articleId);
  const row = await db().article.findUnique({ where: { id: articleId }, include: headInclude });
  return allowed(actor, row, action);
}

/** The same with its sections, for what is decided on their bodies. */
export async function lockWholeArticle(actor: Actor, articleId: string, action: ArticleAction): Promise<ArticleRow> {
  await lockRow(articleId);
  return loadArticle(actor, articleId, action);
}

/** An article as it stands now without its sections, for whoever has changed it and has those. */
export function reloadHead({ id }: { id: string }): Promise<ArticleHead> {
  return db().article.findUniqueOrThrow({ where: { id }, include: headInclude });
}

/** An article as it stands now, for whoever has changed it. */
export function reloadArticle({ id }: { id: string }): Promise<ArticleRow> {
  return db().article.findUniqueOrThrow({ where: { id }, include: articleInclude });
}

async function lockRow(articleId: string): Promise<void> {
  await db().$queryRaw`SELECT 1 FROM "Article" WHERE "id" = ${articleId}::uuid FOR UPDATE`;
}

function allowed<Row extends SubjectRow>(actor: Actor, row: Row | null, action: ArticleAction): Row {
  if (!row) throw notFound();
  articlePolicy.authorize(actor, action, subjectOf(row));
  return row;
}
