import { Prisma } from '../../platform/database/generated/client';

/** Collections that readers see. */
export const publishedCollection = {
  publishedAt: { not: null },
  deletedAt: null,
} satisfies Prisma.CollectionWhereInput;

/** The same for a query that Prisma's language cannot say, on a "Collection" called `c`. */
export const publishedCollectionSql = Prisma.sql`c."publishedAt" IS NOT NULL AND c."deletedAt" IS NULL`;
