-- AlterTable
ALTER TABLE "User" ADD COLUMN     "registrationTriedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "registrationTriedAt" TIMESTAMPTZ(3);
