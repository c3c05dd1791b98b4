-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "system" TEXT;

-- Written by hand: a person acted, or the system, or a visitor; never two of them.
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_one_actor" CHECK ("actorId" IS NULL OR "system" IS NULL);
