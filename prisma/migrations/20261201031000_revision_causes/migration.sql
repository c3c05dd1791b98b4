-- CreateEnum
CREATE TYPE "RevisionCause" AS ENUM ('SUBMISSION', 'IMPORT', 'RESTORATION', 'NAMED');

-- AlterTable
-- The default tells older revisions rightly, as well as those that the last release still makes: all of them were submitted.
ALTER TABLE "Revision" ADD COLUMN     "cause" "RevisionCause" NOT NULL DEFAULT 'SUBMISSION',
ADD COLUMN     "name" TEXT;
