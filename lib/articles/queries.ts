import type { Actor } from '../actor';
import { db } from '../db';
import type { Prisma } from '../database/client';
import { decodeCursor, toPage, type Page } from '../keyset';
import { loadArticle } from './load';
import { mayWrite } from './policy';
import { articleView, publicationStatus, type ArticleView } from './view';

/** One article's working copy. @throws DomainError not_found also where this user may not see it */
export async function getArticle(actor: Actor, articleId: string): Promise<ArticleView> {
  return articleView(actor, await loadArticle(actor, articleId, 'article.read'));
}

/** The sections of an article that were deleted and can be restored, latest first. */
export async function deletedSections(actor: Actor, articleId: string): Promise<{ id: string; heading: string; deletedAt: string }[]> {
  await loadArticle(actor, articleId, 'article.edit');
  const rows = await db().section.findMany({
    where: { articleId, deletedAt: { not: null } },
    orderBy: { deletedAt: 'desc' },
    select: { id: true, heading: true, deletedAt: true },
  });
  return rows.map(({ id, heading, deletedAt }) => ({ id, heading, deletedAt: deletedAt?.toISOString() ?? '' }));
}

const summaryInclude = {
  category: { select: { slug: true, name: true } },
  owner: { select: { id: true, name: true } },
} satisfies Prisma.ArticleInclude;

function summaryView(row: Prisma.ArticleGetPayload<{ include: typeof summaryInclude }>) {
  const { id, number, title, stage, category, owner } = row;
  const publication = { status: publicationStatus(row), publishedAt: row.publishedAt?.toISOString() ?? null };
  return { id, number, title, stage, category, owner, publication, updatedAt: row.updatedAt.toISOString(), deletedAt: row.deletedAt?.toISOString() ?? null };
}

export type ArticleSummary = ReturnType<typeof summaryView>;

interface OwnList {
  cursor?: string | undefined;
  limit: number;
  deleted?: boolean;
}

/** The articles that the user owns or co-edits, latest change first; with `deleted` those put aside instead. */
export async function listOwnArticles(actor: Actor, { cursor, limit, deleted = false }: OwnList): Promise<Page<ArticleSummary>> {
  if (!mayWrite(actor)) return { items: [], next: null };
  const place = decodeCursor(cursor);
  const rows = await db().article.findMany({
    where: {
      OR: [{ ownerId: actor.id }, { editors: { some: { userId: actor.id } } }],
      deletedAt: deleted ? { not: null } : null,
      ...(place ? { updatedAt: { lte: place.at }, AND: [{ OR: [{ updatedAt: { lt: place.at } }, { updatedAt: place.at, id: { lt: place.id } }] }] } : {}),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: summaryInclude,
  });
  return toPage(rows, limit, (row) => ({ at: row.updatedAt, id: row.id }), summaryView);
}
