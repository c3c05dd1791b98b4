import type { Prisma } from '../database/client';

/**
 * Articles that readers see. The one fragment for lists, details, search, feeds and exports. `publishedAt` says the same
 * as the pointer (a CHECK keeps them together) and leads the indexes, which then pass over all drafts.
 */
export const publishedArticle = {
  publishedRevisionId: { not: null },
  publishedAt: { not: null },
  deletedAt: null,
} satisfies Prisma.ArticleWhereInput;

/** Collections that readers see. */
export const publishedCollection = {
  publishedAt: { not: null },
  deletedAt: null,
} satisfies Prisma.CollectionWhereInput;
