-- AlterTable
ALTER TABLE "Section" ADD COLUMN     "element" TEXT;
