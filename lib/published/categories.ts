import { cache } from 'react';
import { db } from '../platform/database/transaction';
import { CATEGORIES, CATEGORY_COUNTS } from '../platform/commit-clock/tags';
import { publishedRead } from './read';

/** A category as navigation and breadcrumbs show it. */
export interface CategoryName {
  slug: string;
  name: string;
  description: string;
  path: string;
  children: CategoryName[];
}

/** A category with what stands in it. */
export interface CategoryNode extends CategoryName {
  /** Published cases here and below. */
  count: number;
  children: CategoryNode[];
}

const load = cache(async (): Promise<CategoryNode[]> => {
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

/** The whole category tree with its counts, siblings in their order. Every publication changes a count. */
export const categoryTree = publishedRead(load, () => [CATEGORIES, CATEGORY_COUNTS]);

/** The tree without its counts: for pages that need not change with every publication. */
export const categoryNames = publishedRead(async (): Promise<CategoryName[]> => load(), () => [CATEGORIES]);

/** The nodes from the root down to the one with this slug, for breadcrumbs; null where there is none. */
export function categoryTrail<N extends { slug: string; children: N[] }>(tree: N[], slug: string): N[] | null {
  for (const node of tree) {
    if (node.slug === slug) return [node];
    const below = categoryTrail(node.children, slug);
    if (below) return [node, ...below];
  }
  return null;
}
