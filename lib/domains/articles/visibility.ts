import { Prisma } from '../../platform/database/generated/client';

/**
 * Articles that readers see. The one fragment for lists, details, search, feeds and exports. `publishedAt` says the same
 * as the pointer (a CHECK keeps them together) and leads the indexes, which then pass over all drafts.
 */
export const publishedArticle = {
  publishedRevisionId: { not: null },
  publishedAt: { not: null },
  deletedAt: null,
} satisfies Prisma.ArticleWhereInput;

/** The same for a query that Prisma's language cannot say, on an "Article" called `a`. */
export const publishedArticleSql = Prisma.sql`a."publishedRevisionId" IS NOT NULL AND a."publishedAt" IS NOT NULL AND a."deletedAt" IS NULL`;
