import { db } from '../db';
import type { Prisma } from '../database/client';
import { decodeCursor, toPage, type Page } from '../keyset';
import { LIMITS } from '../limits';
import { CASES, casesIn, collectionAt, COLLECTIONS, type Tag } from '../page-cache/tags';
import { publishedRead } from './read';
import { teaserSelect, teaserTags, teaserView, type Teaser, type TeaserRow } from './teaser';
import { publishedArticle, publishedCollection } from './visibility';

interface ListRequest {
  cursor?: string | undefined;
  limit?: number | undefined;
}

interface Loaded {
  page: Page<Teaser>;
  rows: TeaserRow[];
}

async function load(where: Prisma.ArticleWhereInput, { cursor, limit = LIMITS.pageSize.default }: ListRequest): Promise<Loaded> {
  const place = decodeCursor(cursor);
  const older = place && { OR: [{ publishedAt: { lt: place.at } }, { publishedAt: place.at, id: { lt: place.id } }] };
  const rows = await db().article.findMany({
    where: { ...publishedArticle, ...where, ...(place && older ? { AND: [{ publishedAt: { lte: place.at } }, older] } : {}) },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: teaserSelect,
    relationLoadStrategy: 'join',
  });
  return { page: toPage(rows, limit, (row) => ({ at: row.publishedAt!, id: row.id }), teaserView), rows };
}

function* tagsOf({ rows }: Loaded, list: Tag): Iterable<Tag> {
  yield list;
  for (const row of rows) yield* teaserTags(row);
}

const latest = publishedRead(
  (cursor?: string, limit?: number) => load({}, { cursor, limit }),
  (loaded) => tagsOf(loaded, CASES),
);

const inCategory = publishedRead(
  (path: string, cursor?: string, limit?: number) => load({ category: { path: { startsWith: path } } }, { cursor, limit }),
  (loaded, [path]) => tagsOf(loaded, casesIn(path)),
);

/** The latest published cases. @throws DomainError invalid for a cursor that is not ours */
export async function listLatest(cursor?: string, limit?: number): Promise<Page<Teaser>> {
  return (await latest(cursor, limit)).page;
}

/** The latest published cases of a category and all below it; `path` as the tree has it. */
export async function listInCategory(path: string, cursor?: string, limit?: number): Promise<Page<Teaser>> {
  return (await inCategory(path, cursor, limit)).page;
}

/** The latest published collections with the number of their published cases. */
export const listCollections = publishedRead(
  async (limit: number = LIMITS.pageSize.default) => {
    const rows = await db().collection.findMany({
      where: publishedCollection,
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: limit,
      select: { number: true, title: true, lead: true, _count: { select: { items: { where: { article: publishedArticle } } } } },
    });
    return rows.map(({ number, title, lead, _count }) => ({ number: number!, title, lead, count: _count.items }));
  },
  (rows) => [COLLECTIONS, ...rows.map(({ number }) => collectionAt(number))],
);
