-- DropIndex
DROP INDEX "Article_stage_updatedAt_idx";

-- DropIndex
DROP INDEX "Review_outcome_submittedAt_id_idx";

-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN     "approvedRevisionId" UUID;

-- Written by hand: what Prisma's schema language lacks.

-- Articles that were approved before this column was there.
UPDATE "Article" a SET "approvedRevisionId" = r."revisionId", "approvedAt" = r."decidedAt"
FROM (
  SELECT DISTINCT ON ("articleId") "articleId", "revisionId", "decidedAt" FROM "Review"
  WHERE "outcome" = 'APPROVED' ORDER BY "articleId", "submittedAt" DESC, "id" DESC
) r
WHERE r."articleId" = a."id";

-- Lists of what waits: each index holds what waits and nothing else, so that it does not grow with the library.
CREATE INDEX "Review_waiting_idx" ON "Review" ("submittedAt", "id") WHERE "outcome" IS NULL;
CREATE INDEX "Article_waiting_idx" ON "Article" ("approvedAt", "id")
  WHERE "stage" = 'APPROVED' AND "deletedAt" IS NULL AND "withdrawnAt" IS NULL AND "publishedRevisionId" IS DISTINCT FROM "approvedRevisionId";

-- What an editor has put aside, without a way through all that he has not.
CREATE INDEX "Article_put_aside_idx" ON "Article" ("ownerId", "updatedAt" DESC, "id" DESC) WHERE "deletedAt" IS NOT NULL;
