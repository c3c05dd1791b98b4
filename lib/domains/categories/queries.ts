import { db } from '../../platform/database/transaction';

/** What of a category is asked for by its slug. */
interface CategoryRow {
  id: string;
  path: string;
}

/** The category of this slug; null where there is none. */
export function categoryBySlug(slug: string): Promise<CategoryRow | null> {
  return db().category.findUnique({ where: { slug }, select: { id: true, path: true } });
}

/** All categories in the order of the tree, each behind the one that it stands below. `path` is of slugs, each followed by a slash. */
export function listCategories(): Promise<{ path: string; name: string; publishedCount: number }[]> {
  return db().category.findMany({ orderBy: { path: 'asc' }, select: { path: true, name: true, publishedCount: true } });
}
