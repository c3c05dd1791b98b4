-- Written by hand: what the triggers of the page cache passed over (lib/page-cache/README.md).

-- The sitemap tells when a collection was last changed, whatever was.
CREATE OR REPLACE FUNCTION "readers_view"(collection "Collection") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN collection."number" IS NOT NULL THEN to_jsonb(collection) - ARRAY['ownerId', 'version', 'importId', 'createdAt'] END
$$;

-- A revision never changes, but a hand in psql can put a section into a published one or take one out. By statement: a
-- submission inserts many rows, none of which readers see.
CREATE FUNCTION "revision_section_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tags text[] := ARRAY(
    SELECT 'case:' || a."number" FROM "Article" a
    WHERE a."number" IS NOT NULL AND a."publishedRevisionId" IN (SELECT "revisionId" FROM changed));
BEGIN
  IF cardinality(tags) > 0 THEN PERFORM "move_tags"(tags); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "RevisionSection_appeared" AFTER INSERT ON "RevisionSection" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "revision_section_moved"();
CREATE TRIGGER "RevisionSection_gone" AFTER DELETE ON "RevisionSection" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "revision_section_moved"();

CREATE TRIGGER "CollectionItem_emptied" AFTER TRUNCATE ON "CollectionItem" EXECUTE FUNCTION "everything_moved"();
CREATE TRIGGER "Revision_emptied" AFTER TRUNCATE ON "Revision" EXECUTE FUNCTION "everything_moved"();
CREATE TRIGGER "RevisionSection_emptied" AFTER TRUNCATE ON "RevisionSection" EXECUTE FUNCTION "everything_moved"();
CREATE TRIGGER "Organisation_emptied" AFTER TRUNCATE ON "Organisation" EXECUTE FUNCTION "everything_moved"();
