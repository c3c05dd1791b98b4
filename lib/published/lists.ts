import { db } from '../platform/database/transaction';
import { Prisma } from '../platform/database/generated/client';
import { decodeCursor, type Place } from '../platform/database/cursor';
import { inOrder, toPage, type Page } from '../platform/database/keyset';
import { categoryList, collectionList, latestList } from '../platform/page-cache/list-names';
import { LIMITS } from '../platform/limits';
import { CASES, casesIn, collectionAt, COLLECTIONS, type Tag } from '../platform/commit-clock/tags';
import { publishedRead } from './read';
import { teaserSelect, teaserTags, teaserView, type Teaser, type TeaserRow } from './teaser';
import { publishedArticle, publishedArticleSql } from '../domains/articles/visibility';
import { publishedCollectionSql } from '../domains/collections/visibility';

const PAGE = LIMITS.pageSize.default;

interface Loaded {
  page: Page<Teaser>;
  rows: TeaserRow[];
}

function* tagsOf({ rows }: Loaded, list: Tag): Iterable<Tag> {
  yield list;
  for (const row of rows) yield* teaserTags(row);
}

const latest = publishedRead(
  async (cursor: string | undefined, limit: number): Promise<Loaded> => {
    const list = latestList(limit);
    const place = decodeCursor(list, cursor);
    const older = place && { OR: [{ publishedAt: { lt: place.at } }, { publishedAt: place.at, id: { lt: place.id } }] };
    const rows = await db().article.findMany({
      // `lte` says nothing new, but an index can begin there.
      where: { ...publishedArticle, ...(place && older ? { AND: [{ publishedAt: { lte: place.at } }, older] } : {}) },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: teaserSelect,
      relationLoadStrategy: 'join',
    });
    return { page: toPage(rows, list, (row) => ({ at: row.publishedAt!, id: row.id }), teaserView), rows };
  },
  (loaded) => tagsOf(loaded, CASES),
);

/** What stands behind a place in a list that is ordered by these two, latest first. */
function behind(place: Place | undefined, time: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  return place ? Prisma.sql`AND (${time}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : Prisma.empty;
}

/**
 * The newest places of a category and all below it. Each category gives its own newest through its index and the best
 * of them are taken: a filter on one list of all cases would read the whole library for a category with few.
 */
function newestIn(path: string, place: Place | undefined, count: number): Promise<Place[]> {
  return db().$queryRaw<Place[]>`
    SELECT newest."at", newest."id" FROM "Category" k CROSS JOIN LATERAL (
      SELECT a."publishedAt" AS "at", a."id" FROM "Article" a
      WHERE a."categoryId" = k."id" AND ${publishedArticleSql} ${behind(place, Prisma.sql`a."publishedAt"`, Prisma.sql`a."id"`)}
      ORDER BY a."publishedAt" DESC, a."id" DESC LIMIT ${count}
    ) newest
    WHERE starts_with(k."path", ${path})
    ORDER BY newest."at" DESC, newest."id" DESC LIMIT ${count}`;
}

const inCategory = publishedRead(
  async (path: string, cursor: string | undefined, limit: number): Promise<Loaded> => {
    const list = categoryList(path.split('/').at(-2)!, limit);
    const places = await newestIn(path, decodeCursor(list, cursor), limit + 1);
    const { items: ids, next } = toPage(places, list, (place) => place, ({ id }) => id);
    const found = await db().article.findMany({ where: { ...publishedArticle, id: { in: ids } }, select: teaserSelect, relationLoadStrategy: 'join' });
    const rows = inOrder(ids, found);
    return { page: { items: rows.map(teaserView), next }, rows };
  },
  (loaded, [path]) => tagsOf(loaded, casesIn(path)),
);

/** The latest published cases. @throws DomainError invalid for a cursor that is not ours */
export async function listLatest(cursor?: string, limit: number = PAGE): Promise<Page<Teaser>> {
  return (await latest(cursor, limit)).page;
}

/** The latest published cases of a category and all below it; `path` as the tree has it. */
export async function listInCategory(path: string, cursor?: string, limit: number = PAGE): Promise<Page<Teaser>> {
  return (await inCategory(path, cursor, limit)).page;
}

/** A published collection as lists show it. */
export interface CollectionTeaser {
  number: number;
  title: string;
  lead: string;
  /** Published cases in it. */
  count: number;
}

type CollectionRow = CollectionTeaser & Place;

/**
 * The latest published collections with the number of their published cases, counted for those shown alone: a
 * collection holds a bounded number.
 */
export const listCollections = publishedRead(
  async (cursor?: string, limit: number = PAGE): Promise<Page<CollectionTeaser>> => {
    const rows = await db().$queryRaw<CollectionRow[]>`
      SELECT c."id", c."publishedAt" AS "at", c."number", c."title", c."lead", held."count"
      FROM "Collection" c CROSS JOIN LATERAL (
        SELECT count(*)::int AS "count" FROM "CollectionItem" i JOIN "Article" a ON a."id" = i."articleId"
        WHERE i."collectionId" = c."id" AND ${publishedArticleSql}
      ) held
      WHERE ${publishedCollectionSql} ${behind(decodeCursor(collectionList(limit), cursor), Prisma.sql`c."publishedAt"`, Prisma.sql`c."id"`)}
      ORDER BY c."publishedAt" DESC, c."id" DESC LIMIT ${limit + 1}`;
    return toPage(rows, collectionList(limit), (row) => row, ({ number, title, lead, count }) => ({ number, title, lead, count }));
  },
  ({ items }) => [COLLECTIONS, ...items.map(({ number }) => collectionAt(number))],
);
