import { db } from '../db';
import type { Prisma } from '../database/client';
import { decodeCursor, toPage, type Page } from '../keyset';
import { LIMITS } from '../limits';
import { regionName } from '../regions/regions';
import { publishedRead } from './read';
import { publishedArticle, publishedCollection } from './visibility';

export const teaserSelect = {
  id: true,
  number: true,
  publishedAt: true,
  category: { select: { slug: true, name: true } },
  publishedRevision: {
    select: { title: true, lead: true, year: true, field: true, regionCode: true, organisation: { select: { name: true } } },
  },
} satisfies Prisma.ArticleSelect;

/** A published case as lists show it. */
export function teaserView(row: Prisma.ArticleGetPayload<{ select: typeof teaserSelect }>) {
  const revision = row.publishedRevision!;
  return {
    number: row.number!,
    title: revision.title,
    lead: revision.lead,
    year: revision.year,
    field: revision.field,
    region: revision.regionCode ? regionName(revision.regionCode) : null,
    organisation: revision.organisation?.name ?? null,
    category: row.category,
    publishedAt: row.publishedAt!.toISOString(),
  };
}

export type Teaser = ReturnType<typeof teaserView>;

interface ListRequest {
  cursor?: string | undefined;
  limit?: number | undefined;
}

async function page(where: Prisma.ArticleWhereInput, { cursor, limit = LIMITS.pageSize.default }: ListRequest): Promise<Page<Teaser>> {
  const place = decodeCursor(cursor);
  const older = place && { OR: [{ publishedAt: { lt: place.at } }, { publishedAt: place.at, id: { lt: place.id } }] };
  const rows = await db().article.findMany({
    where: { ...publishedArticle, ...where, ...(place && older ? { AND: [{ publishedAt: { lte: place.at } }, older] } : {}) },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: teaserSelect,
    relationLoadStrategy: 'join',
  });
  return toPage(rows, limit, (row) => ({ at: row.publishedAt!, id: row.id }), teaserView);
}

/** The latest published cases. @throws DomainError invalid for a cursor that is not ours */
export const listLatest = publishedRead((cursor?: string, limit?: number) => page({}, { cursor, limit }));

/** The latest published cases of a category and all below it; `path` as the tree has it. */
export const listInCategory = publishedRead((path: string, cursor?: string, limit?: number) =>
  page({ category: { path: { startsWith: path } } }, { cursor, limit }),
);

export interface CategoryNode {
  slug: string;
  name: string;
  description: string;
  path: string;
  /** Published cases here and below. */
  count: number;
  children: CategoryNode[];
}

/** The whole category tree with its counts, siblings in their order. */
export const categoryTree = publishedRead(async (): Promise<CategoryNode[]> => {
  const rows = await db().category.findMany({ orderBy: [{ position: 'asc' }, { slug: 'asc' }] });
  const nodes = new Map(
    rows.map(({ id, slug, name, description, path, publishedCount }) => [id, { slug, name, description, path, count: publishedCount, children: [] as CategoryNode[] }]),
  );
  const roots: CategoryNode[] = [];
  for (const { id, parentId } of rows) {
    const siblings = parentId ? nodes.get(parentId)?.children : roots;
    siblings?.push(nodes.get(id)!);
  }
  return roots;
});

/** The nodes from the root down to the one with this slug, for breadcrumbs; null where there is none. */
export function categoryTrail(tree: CategoryNode[], slug: string): CategoryNode[] | null {
  for (const node of tree) {
    if (node.slug === slug) return [node];
    const below = categoryTrail(node.children, slug);
    if (below) return [node, ...below];
  }
  return null;
}

/** The latest published collections with the number of their published cases. */
export const listCollections = publishedRead(async (limit: number = LIMITS.pageSize.default) => {
  const rows = await db().collection.findMany({
    where: publishedCollection,
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { number: true, title: true, lead: true, _count: { select: { items: { where: { article: publishedArticle } } } } },
  });
  return rows.map(({ number, title, lead, _count }) => ({ number: number!, title, lead, count: _count.items }));
});
