-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "writerIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "Section" ADD COLUMN     "writerIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "writerIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- All below is written by hand.

-- Who wrote is nothing that readers see: the function names the column as private.
CREATE OR REPLACE FUNCTION "readers_view"(article "Article") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN article."number" IS NOT NULL THEN to_jsonb(article) - ARRAY[
    'title', 'lead', 'regionCode', 'organisationId', 'field', 'year', 'ownerId', 'stage', 'version', 'orderVersion',
    'workingSeq', 'approvedAt', 'approvedRevisionId', 'scheduledFor', 'importId', 'createdAt', 'updatedAt', 'writerIds'] END
$$;

-- What was written before is told by the audit record, which has every change since the first.
UPDATE "Section" s SET "writerIds" = ARRAY(
  SELECT e."actorId" FROM "AuditEvent" e
  WHERE e."subjectId" = s."id" AND e."actorId" IS NOT NULL AND e."action" IN ('section.added', 'section.changed')
  UNION SELECT s."updatedById" WHERE s."updatedById" IS NOT NULL);
UPDATE "Article" a SET "writerIds" = ARRAY(
  SELECT e."actorId" FROM "AuditEvent" e
  WHERE e."subjectId" = a."id" AND e."actorId" IS NOT NULL AND e."action" IN ('article.created', 'article.changed')
    AND e."data" -> 'fields' IS DISTINCT FROM '["category"]'
  UNION SELECT r."submittedById" FROM "Review" r WHERE r."articleId" = a."id");

-- A revision is immutable for everybody but this one step.
ALTER TABLE "Revision" DISABLE TRIGGER "Revision_immutable";
UPDATE "Revision" r SET "writerIds" = ARRAY(
  SELECT r."createdById"
  UNION SELECT unnest(a."writerIds") FROM "Article" a WHERE a."id" = r."articleId"
  UNION SELECT unnest(s."writerIds") FROM "RevisionSection" rs JOIN "Section" s ON s."id" = rs."sectionId" WHERE rs."revisionId" = r."id");
ALTER TABLE "Revision" ENABLE TRIGGER "Revision_immutable";
