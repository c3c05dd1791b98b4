import type { Person } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import { Prisma } from '../../platform/database/generated/client';
import { decodeCursor, type Place } from '../../platform/database/cursor';
import { inOrder, toPage, type Page } from '../../platform/database/keyset';
import { authorizeArticles, loadArticle } from './load';
import { mayWrite } from '../users/roles';
import { articleView, publicationStatus, type ArticleView } from './view';

/** One article's working copy. @throws DomainError not_found also where this user may not see it */
export async function getArticle(actor: Person, articleId: string): Promise<ArticleView> {
  return articleView(actor, await loadArticle(actor, articleId, 'article.read'));
}

/** The sections of an article that were deleted and can be restored, latest first. */
export async function deletedSections(actor: Person, articleId: string): Promise<{ id: string; heading: string; deletedAt: string }[]> {
  await authorizeArticles(actor, [articleId], 'article.edit');
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

/**
 * Which of one's own articles. `all`: those that are not put aside. `writing`: those of them in which something is under way,
 * so not those of which readers see what was approved last. `published`: those that readers see, whatever is under way beside.
 */
export type OwnShelf = 'all' | 'writing' | 'published' | 'deleted';

const SHELVES: Record<OwnShelf, Prisma.Sql> = {
  all: Prisma.sql`a."deletedAt" IS NULL`,
  writing: Prisma.sql`a."deletedAt" IS NULL AND NOT (a."stage" = 'APPROVED' AND a."publishedRevisionId" IS NOT NULL AND a."publishedRevisionId" IS NOT DISTINCT FROM a."approvedRevisionId")`,
  published: Prisma.sql`a."deletedAt" IS NULL AND a."publishedRevisionId" IS NOT NULL`,
  deleted: Prisma.sql`a."deletedAt" IS NOT NULL`,
};

interface OwnList {
  cursor?: string | undefined;
  limit: number;
  shelf?: OwnShelf;
  /** Words of a title; all of them where there are none. */
  title?: string;
}

/**
 * The newest of them: those owned through the index of their owner, those co-edited through the list of whom they
 * belong to. One condition that says "owned or co-edited" would read all articles of the site.
 */
function newestOwn(actorId: string, place: Place | undefined, shelf: OwnShelf, title: string, count: number): Promise<Place[]> {
  const older = place ? Prisma.sql`AND (a."updatedAt", a."id") < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : Prisma.empty;
  // As in publication/queries.ts: not LIKE, and in one form.
  const named = title ? Prisma.sql`AND strpos(lower(normalize(a."title", NFC)), lower(${title.normalize('NFC')})) > 0` : Prisma.empty;
  const newest = Prisma.sql`AND ${SHELVES[shelf]} ${named} ${older} ORDER BY a."updatedAt" DESC, a."id" DESC LIMIT ${count}`;
  return db().$queryRaw<Place[]>`
    (SELECT a."updatedAt" AS "at", a."id" FROM "Article" a WHERE a."ownerId" = ${actorId}::uuid ${newest})
    UNION
    (SELECT a."updatedAt", a."id" FROM "ArticleEditor" e JOIN "Article" a ON a."id" = e."articleId" WHERE e."userId" = ${actorId}::uuid ${newest})
    ORDER BY "at" DESC, "id" DESC LIMIT ${count}`;
}

/** The articles that the user owns or co-edits, latest change first. */
export async function listOwnArticles(actor: Person, { cursor, limit, shelf = 'all', title = '' }: OwnList): Promise<Page<ArticleSummary>> {
  if (!mayWrite(actor)) return { items: [], next: null };
  const list = `${shelf === 'all' ? 'own' : shelf}/${limit}` as const;
  const places = await newestOwn(actor.id, decodeCursor(list, cursor), shelf, title, limit + 1);
  const { items: ids, next } = toPage(places, list, (place) => place, ({ id }) => id);
  const rows = await db().article.findMany({ where: { id: { in: ids } }, include: summaryInclude });
  return { items: inOrder(ids, rows).map(summaryView), next };
}
