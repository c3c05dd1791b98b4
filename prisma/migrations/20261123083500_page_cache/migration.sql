-- CreateTable
CREATE TABLE "CacheTag" (
    "tag" TEXT NOT NULL,
    "moved" BIGINT NOT NULL,

    CONSTRAINT "CacheTag_pkey" PRIMARY KEY ("tag")
);

-- CreateTable
CREATE TABLE "CacheClock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "CacheClock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Instance" (
    "id" UUID NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CacheTag_moved_idx" ON "CacheTag"("moved");

-- Written by hand: the rule that a change of what readers see moves the tags of the pages that show it. It stands here
-- so that no operation can forget it, whoever writes (lib/page-cache/README.md).

INSERT INTO "CacheClock" DEFAULT VALUES;
ALTER TABLE "CacheClock" ADD CONSTRAINT "CacheClock_one" CHECK ("id" = 1);

-- The first call of a transaction takes the next tick, and with it the lock that lets commits go one after another: so
-- who reads a tick in a snapshot sees all that was committed up to it, and nothing after.
CREATE FUNCTION "move_tags"(tags text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  tick bigint := nullif(current_setting('anli.tick', true), '')::bigint;
BEGIN
  IF tick IS NULL THEN
    UPDATE "CacheClock" SET "value" = "value" + 1 RETURNING "value" INTO STRICT tick;
    PERFORM set_config('anli.tick', tick::text, true);
  END IF;
  INSERT INTO "CacheTag" ("tag", "moved")
    SELECT DISTINCT tag, tick FROM unnest(tags) AS tag WHERE tag IS NOT NULL
    ON CONFLICT ("tag") DO UPDATE SET "moved" = EXCLUDED."moved" WHERE "CacheTag"."moved" <> EXCLUDED."moved";
END
$$;

-- Runs what is deferred, last in a transaction; null where nothing that readers see has changed.
CREATE FUNCTION "settle"() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  SET CONSTRAINTS ALL IMMEDIATE;
  RETURN nullif(current_setting('anli.tick', true), '')::bigint;
END
$$;

-- Only columns named as private here do not concern readers: a column that is added later does until it is named.
CREATE FUNCTION "readers_view"(article "Article") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN article."number" IS NOT NULL THEN to_jsonb(article) - ARRAY[
    'title', 'lead', 'regionCode', 'organisationId', 'field', 'year', 'ownerId', 'stage', 'version', 'orderVersion',
    'workingSeq', 'approvedAt', 'approvedRevisionId', 'scheduledFor', 'importId', 'createdAt', 'updatedAt'] END
$$;
CREATE FUNCTION "readers_view"(collection "Collection") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN collection."number" IS NOT NULL THEN to_jsonb(collection) - ARRAY[
    'ownerId', 'version', 'importId', 'createdAt', 'updatedAt'] END
$$;
CREATE FUNCTION "readers_view"(category "Category") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(category) - ARRAY['publishedCount', 'publishOnApproval']
$$;
CREATE FUNCTION "readers_view"(organisation "Organisation") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(organisation) - ARRAY['createdAt']
$$;

CREATE FUNCTION "article_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  article "Article" := coalesce(NEW, OLD);
BEGIN
  PERFORM "move_tags"(ARRAY['cases', 'case:' || coalesce(NEW."number", OLD."number")]
    || ARRAY(
      SELECT 'cases-in:' || above."path" FROM "Category" at JOIN "Category" above ON starts_with(at."path", above."path")
      WHERE at."id" IN (OLD."categoryId", NEW."categoryId"))
    || ARRAY(
      SELECT 'collection:' || c."number" FROM "CollectionItem" i JOIN "Collection" c ON c."id" = i."collectionId"
      WHERE i."articleId" = article."id" AND c."number" IS NOT NULL));
  RETURN NULL;
END
$$;

CREATE FUNCTION "collection_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  collection "Collection" := coalesce(NEW, OLD);
BEGIN
  PERFORM "move_tags"(ARRAY['collections', 'collection:' || collection."number"] || ARRAY(
    SELECT 'case:' || a."number" FROM "CollectionItem" i JOIN "Article" a ON a."id" = i."articleId"
    WHERE i."collectionId" = collection."id" AND a."number" IS NOT NULL));
  RETURN NULL;
END
$$;

CREATE FUNCTION "collection_item_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tags text[] := ARRAY(
    SELECT 'collection:' || "number" FROM "Collection"
    WHERE "id" IN (OLD."collectionId", NEW."collectionId") AND "number" IS NOT NULL);
BEGIN
  -- A collection that has no number has never been seen.
  IF cardinality(tags) > 0 THEN
    PERFORM "move_tags"(tags || ARRAY(
      SELECT 'case:' || "number" FROM "Article" WHERE "id" IN (OLD."articleId", NEW."articleId") AND "number" IS NOT NULL));
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "category_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND "readers_view"(OLD) = "readers_view"(NEW) THEN
    PERFORM "move_tags"(ARRAY['category-counts']);
  ELSE
    PERFORM "move_tags"(ARRAY['categories', 'category-counts']);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "organisation_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "move_tags"(ARRAY['organisation:' || OLD."id"]);
  RETURN NULL;
END
$$;

CREATE FUNCTION "everything_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "move_tags"(ARRAY['everything']);
  RETURN NULL;
END
$$;

-- Deferred to the end of the transaction, so that the clock's lock is held for the moment of the commit alone.
CREATE CONSTRAINT TRIGGER "Article_appeared" AFTER INSERT ON "Article" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."number" IS NOT NULL) EXECUTE FUNCTION "article_moved"();
CREATE CONSTRAINT TRIGGER "Article_moved" AFTER UPDATE ON "Article" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ("readers_view"(OLD) IS DISTINCT FROM "readers_view"(NEW)) EXECUTE FUNCTION "article_moved"();
CREATE CONSTRAINT TRIGGER "Article_gone" AFTER DELETE ON "Article" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD."number" IS NOT NULL) EXECUTE FUNCTION "article_moved"();

CREATE CONSTRAINT TRIGGER "Collection_appeared" AFTER INSERT ON "Collection" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."number" IS NOT NULL) EXECUTE FUNCTION "collection_moved"();
CREATE CONSTRAINT TRIGGER "Collection_moved" AFTER UPDATE ON "Collection" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ("readers_view"(OLD) IS DISTINCT FROM "readers_view"(NEW)) EXECUTE FUNCTION "collection_moved"();
CREATE CONSTRAINT TRIGGER "Collection_gone" AFTER DELETE ON "Collection" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD."number" IS NOT NULL) EXECUTE FUNCTION "collection_moved"();

CREATE CONSTRAINT TRIGGER "CollectionItem_moved" AFTER INSERT OR UPDATE OR DELETE ON "CollectionItem" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "collection_item_moved"();

CREATE CONSTRAINT TRIGGER "Category_set" AFTER INSERT OR DELETE ON "Category" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "category_moved"();
CREATE CONSTRAINT TRIGGER "Category_moved" AFTER UPDATE ON "Category" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION "category_moved"();

CREATE CONSTRAINT TRIGGER "Organisation_moved" AFTER UPDATE OR DELETE ON "Organisation" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "organisation_moved"();

CREATE TRIGGER "Article_emptied" AFTER TRUNCATE ON "Article" EXECUTE FUNCTION "everything_moved"();
CREATE TRIGGER "Collection_emptied" AFTER TRUNCATE ON "Collection" EXECUTE FUNCTION "everything_moved"();
CREATE TRIGGER "Category_emptied" AFTER TRUNCATE ON "Category" EXECUTE FUNCTION "everything_moved"();
