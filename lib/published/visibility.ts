import type { Prisma } from '../database/client';

/** Articles that readers see. The one fragment for lists, details, search, feeds and exports. */
export const publishedArticle = {
  publishedRevisionId: { not: null },
  deletedAt: null,
} satisfies Prisma.ArticleWhereInput;

/** Collections that readers see. */
export const publishedCollection = {
  publishedAt: { not: null },
  deletedAt: null,
} satisfies Prisma.CollectionWhereInput;
