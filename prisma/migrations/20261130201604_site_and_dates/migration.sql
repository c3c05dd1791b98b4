-- AlterTable
ALTER TABLE "Category" ADD COLUMN     "feedChangedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "firstPublishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revisedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Collection" ADD COLUMN     "firstPublishedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Site" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "feedBase" TEXT,

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Article_revisedAt_idx" ON "Article"("revisedAt");

-- CreateIndex
CREATE INDEX "Article_withdrawnAt_idx" ON "Article"("withdrawnAt");

-- Written by hand.

CREATE UNIQUE INDEX "Site_one" ON "Site" ((true));
-- 'pending': feeds may have gone out with ids that began with the site's address. The next start writes that here, so
-- that no reader of them sees every case twice; what begins now has ids that no address is part of.
INSERT INTO "Site" ("feedBase") SELECT CASE WHEN EXISTS (SELECT 1 FROM "Article" WHERE "number" IS NOT NULL) THEN 'pending' END;

-- The audit knows when what was withdrawn since was published first.
UPDATE "Article" a SET
  "firstPublishedAt" = least(a."publishedAt", (SELECT min(e."at") FROM "AuditEvent" e WHERE e."subjectId" = a."id" AND e."action" = 'article.published'), a."withdrawnAt"),
  "revisedAt" = greatest(a."publishedAt", (SELECT r."createdAt" FROM "Revision" r WHERE r."id" = a."publishedRevisionId"))
WHERE a."number" IS NOT NULL;
UPDATE "Article" SET "publishedAt" = "firstPublishedAt" WHERE "publishedAt" <> "firstPublishedAt";
UPDATE "Collection" c SET
  "firstPublishedAt" = least(c."publishedAt", (SELECT min(e."at") FROM "AuditEvent" e WHERE e."subjectId" = c."id" AND e."action" = 'collection.published'), c."withdrawnAt")
WHERE c."number" IS NOT NULL;
UPDATE "Collection" SET "publishedAt" = "firstPublishedAt" WHERE "publishedAt" <> "firstPublishedAt";

-- No page shows it but the feed of the category, which goes with the list of its cases.
CREATE OR REPLACE FUNCTION "readers_view"(category "Category") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(category) - ARRAY['publishedCount', 'publishOnApproval', 'feedChangedAt']
$$;
DROP TRIGGER "Category_moved" ON "Category";
CREATE CONSTRAINT TRIGGER "Category_moved" AFTER UPDATE ON "Category" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (to_jsonb(OLD) - 'feedChangedAt' IS DISTINCT FROM to_jsonb(NEW) - 'feedChangedAt') EXECUTE FUNCTION "category_moved"();
