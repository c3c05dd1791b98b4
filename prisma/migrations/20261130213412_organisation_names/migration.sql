-- Written by hand, since Prisma's language knows no index on an expression. Names are compared in Unicode's normal form NFC and
-- stored as they were given, so an organisation is looked for by that form. Not unique: two that differ in nothing else may
-- have been made before this.
CREATE INDEX IF NOT EXISTS "Organisation_name_form_idx" ON "Organisation" (normalize("name", NFC));
