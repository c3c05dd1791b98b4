import { db } from '../platform/database/transaction';
import { LIMITS } from '../platform/limits';
import { CASES, COLLECTIONS } from '../platform/commit-clock/tags';
import { publishedRead } from './read';
import { publishedArticleSql } from '../domains/articles/visibility';
import { publishedCollectionSql } from '../domains/collections/visibility';

const PART = LIMITS.sitemapPart;

/** Something published under a public number, with when it last changed. */
export interface Numbered {
  kind: 'cases' | 'collections';
  number: number;
  modifiedAt: Date;
}

/**
 * The parts of the number range in which anything is published, each by its first number. A walk from one to the
 * next through the indexes on the numbers, so that it costs what there are parts and not what there are cases.
 */
export const sitemapParts = publishedRead(
  async (): Promise<number[]> => {
    const rows = await db().$queryRaw<{ first: number }[]>`
      WITH RECURSIVE part ("first") AS (
        SELECT ${-PART}::int
        UNION ALL
        SELECT least(
          (SELECT a."number" FROM "Article" a WHERE a."number" >= part."first" + ${PART}::int AND ${publishedArticleSql} ORDER BY a."number" LIMIT 1),
          (SELECT c."number" FROM "Collection" c WHERE c."number" >= part."first" + ${PART}::int AND ${publishedCollectionSql} ORDER BY c."number" LIMIT 1)
        ) / ${PART}::int * ${PART}::int
        FROM part WHERE part."first" IS NOT NULL
      )
      SELECT "first" FROM part WHERE "first" >= 0 ORDER BY "first"`;
    return rows.map(({ first }) => first);
  },
  () => [CASES, COLLECTIONS],
);

/** What is published under the numbers of one part. @param first its first number, as `sitemapParts` gives it */
export const sitemapPart = publishedRead(
  (first: number): Promise<Numbered[]> =>
    db().$queryRaw<Numbered[]>`
      SELECT 'cases' AS "kind", a."number", greatest(a."publishedAt", a."revisedAt") AS "modifiedAt" FROM "Article" a
      WHERE a."number" >= ${first}::int AND a."number" < ${first + PART}::int AND ${publishedArticleSql}
      UNION ALL
      SELECT 'collections', c."number", c."updatedAt" FROM "Collection" c
      WHERE c."number" >= ${first}::int AND c."number" < ${first + PART}::int AND ${publishedCollectionSql}
      ORDER BY "number"`,
  () => [CASES, COLLECTIONS],
);
