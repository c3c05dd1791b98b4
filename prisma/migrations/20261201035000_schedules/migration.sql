-- CreateEnum
CREATE TYPE "ScheduleKind" AS ENUM ('PUBLISH', 'WITHDRAW');

-- CreateEnum
CREATE TYPE "ScheduleOutcome" AS ENUM ('DONE', 'CANCELLED', 'REPLACED', 'DROPPED');

-- CreateTable
CREATE TABLE "Schedule" (
    "id" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "kind" "ScheduleKind" NOT NULL,
    "revisionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "scheduledById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "ScheduleOutcome",
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Schedule_articleId_createdAt_idx" ON "Schedule"("articleId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Schedule_revisionId_idx" ON "Schedule"("revisionId");

-- CreateIndex
CREATE INDEX "Schedule_endedAt_idx" ON "Schedule"("endedAt");

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_scheduledById_fkey" FOREIGN KEY ("scheduledById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma's language lacks.

-- What has ended says when, and what was dropped why; readers are told the reason of a withdrawal alone.
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_ended_whole" CHECK (("outcome" IS NULL) = ("endedAt" IS NULL));
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_dropped_why" CHECK (("outcome" IS NOT DISTINCT FROM 'DROPPED') = ("endReason" IS NOT NULL));
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_reason_of_withdrawal" CHECK ("kind" = 'WITHDRAW' OR "reason" = '');

-- One of each kind stands at a time; and what stands is looked for by its time.
CREATE UNIQUE INDEX "Schedule_standing_key" ON "Schedule"("articleId", "kind") WHERE "outcome" IS NULL;
CREATE INDEX "Schedule_standing_at_idx" ON "Schedule"("at", "id") WHERE "outcome" IS NULL;

-- The revision is one of the article: no schedule publishes another article's words.
CREATE FUNCTION "revision_of_article"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."revisionId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Revision" WHERE "id" = NEW."revisionId" AND "articleId" = NEW."articleId") THEN
    RAISE EXCEPTION 'revision % is none of article %', NEW."revisionId", NEW."articleId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "Schedule_revision_of_article" BEFORE INSERT OR UPDATE OF "articleId", "revisionId" ON "Schedule"
  FOR EACH ROW EXECUTE FUNCTION "revision_of_article"();
