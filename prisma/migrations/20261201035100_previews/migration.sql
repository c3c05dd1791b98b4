-- CreateTable
CREATE TABLE "PreviewCopy" (
    "id" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "workingSeq" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "pictures" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PreviewCopy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PreviewLink" (
    "id" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "revisionId" UUID,
    "copyId" UUID,
    "issuedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PreviewLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PreviewCopy_articleId_workingSeq_key" ON "PreviewCopy"("articleId", "workingSeq");

-- CreateIndex
CREATE INDEX "PreviewLink_articleId_expiresAt_idx" ON "PreviewLink"("articleId", "expiresAt");

-- CreateIndex
CREATE INDEX "PreviewLink_revisionId_idx" ON "PreviewLink"("revisionId");

-- CreateIndex
CREATE INDEX "PreviewLink_copyId_idx" ON "PreviewLink"("copyId");

-- CreateIndex
CREATE INDEX "PreviewLink_expiresAt_idx" ON "PreviewLink"("expiresAt");

-- AddForeignKey
ALTER TABLE "PreviewCopy" ADD CONSTRAINT "PreviewCopy_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_copyId_fkey" FOREIGN KEY ("copyId") REFERENCES "PreviewCopy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_issuedById_fkey" FOREIGN KEY ("issuedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma's language lacks.

-- An address shows one thing, of its own article, and ends.
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_one_content" CHECK (("revisionId" IS NULL) <> ("copyId" IS NULL));
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_ends" CHECK ("expiresAt" > "createdAt");
CREATE TRIGGER "PreviewLink_revision_of_article" BEFORE INSERT OR UPDATE OF "articleId", "revisionId" ON "PreviewLink"
  FOR EACH ROW EXECUTE FUNCTION "revision_of_article"();
