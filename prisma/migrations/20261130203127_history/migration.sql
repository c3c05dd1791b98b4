-- CreateTable
CREATE TABLE "CacheTick" (
    "tick" BIGINT NOT NULL,
    "mark" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "CacheTick_pkey" PRIMARY KEY ("tick")
);

-- Written by hand: two histories of a database that part (a restore, a standby that lagged and takes over, a copy) count on
-- to the same ticks. Each tick gets a mark that no other history has, so that who knows the mark of one tick can tell.

INSERT INTO "CacheTick" ("tick") SELECT "value" FROM "CacheClock";

CREATE OR REPLACE FUNCTION "move_tags"(tags text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  latest bigint := nullif(current_setting('anli.tick', true), '')::bigint;
BEGIN
  IF latest IS NULL THEN
    UPDATE "CacheClock" SET "value" = "value" + 1 RETURNING "value" INTO STRICT latest;
    -- What a hand that set the counter back has left of the ticks after it is of another history.
    DELETE FROM "CacheTick" WHERE "tick" >= latest OR "tick" <= latest - 10000;
    INSERT INTO "CacheTick" ("tick") VALUES (latest);
    PERFORM set_config('anli.tick', latest::text, true);
  END IF;
  INSERT INTO "CacheTag" ("tag", "moved")
    SELECT DISTINCT tag, latest FROM unnest(tags) AS tag WHERE tag IS NOT NULL
    ON CONFLICT ("tag") DO UPDATE SET "moved" = EXCLUDED."moved" WHERE "CacheTag"."moved" <> EXCLUDED."moved";
END
$$;
