import { db } from '../../platform/database/transaction';

/**
 * Moves one published article's weight between categories in the maintained counts; null is "none" (publish,
 * withdraw), and twice the same where another revision is shown. Notes for their feeds that something has changed. A node counts all below it, so its ancestors (whose path begins its own) move with it. The rows are
 * locked in one order, so that two publications never wait for each other in a ring; and no further than a count needs,
 * since whoever has given an article a category holds that row's key until his transaction ends.
 */
export async function moveCategoryCount(articleId: string, from: string | null, to: string | null): Promise<void> {
  if (from === null && to === null) return;
  await db().$executeRaw`
    WITH moved AS (
      SELECT a."id",
        count(*) FILTER (WHERE n."id" = ${to}::uuid)::int - count(*) FILTER (WHERE n."id" = ${from}::uuid)::int AS delta
      FROM "Category" n JOIN "Category" a ON starts_with(n."path", a."path")
      WHERE n."id" IN (${from}::uuid, ${to}::uuid)
      GROUP BY a."id"
    ), locked AS (
      SELECT c."id" FROM "Category" c JOIN moved USING ("id") ORDER BY c."id" FOR NO KEY UPDATE OF c
    )
    UPDATE "Category" c SET
      "publishedCount" = c."publishedCount" + moved.delta,
      "feedChangedAt" = greatest(
        now(), c."feedChangedAt" + interval '1 millisecond',
        (SELECT greatest(a."revisedAt", a."withdrawnAt") FROM "Article" a WHERE a."id" = ${articleId}::uuid)
      )
    FROM moved JOIN locked USING ("id") WHERE c."id" = moved."id"`;
}
