-- CreateTable
CREATE TABLE "Asset" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "animated" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssetOwner" (
    "assetHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AssetOwner_pkey" PRIMARY KEY ("assetHash","userId")
);

-- CreateTable
CREATE TABLE "AssetUse" (
    "assetHash" TEXT NOT NULL,
    "sectionId" UUID NOT NULL,

    CONSTRAINT "AssetUse_pkey" PRIMARY KEY ("assetHash","sectionId")
);

-- CreateTable
CREATE TABLE "AssetContentUse" (
    "assetHash" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,

    CONSTRAINT "AssetContentUse_pkey" PRIMARY KEY ("assetHash","contentHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Asset_hash_key" ON "Asset"("hash");

-- CreateIndex
CREATE INDEX "Asset_sourceHash_idx" ON "Asset"("sourceHash");

-- CreateIndex
CREATE INDEX "AssetOwner_userId_idx" ON "AssetOwner"("userId");

-- CreateIndex
CREATE INDEX "AssetUse_sectionId_idx" ON "AssetUse"("sectionId");

-- CreateIndex
CREATE INDEX "AssetContentUse_contentHash_idx" ON "AssetContentUse"("contentHash");

-- AddForeignKey
ALTER TABLE "AssetOwner" ADD CONSTRAINT "AssetOwner_assetHash_fkey" FOREIGN KEY ("assetHash") REFERENCES "Asset"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetOwner" ADD CONSTRAINT "AssetOwner_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetUse" ADD CONSTRAINT "AssetUse_assetHash_fkey" FOREIGN KEY ("assetHash") REFERENCES "Asset"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetUse" ADD CONSTRAINT "AssetUse_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetContentUse" ADD CONSTRAINT "AssetContentUse_assetHash_fkey" FOREIGN KEY ("assetHash") REFERENCES "Asset"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetContentUse" ADD CONSTRAINT "AssetContentUse_contentHash_fkey" FOREIGN KEY ("contentHash") REFERENCES "SectionContent"("hash") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: which pictures a body shows is read from the body itself, whoever writes it, so that none is forgotten.

CREATE FUNCTION "body_assets"(body jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT asset #>> '{}'
  FROM jsonb_path_query(body, 'strict $.**?(@.type == "image").attrs.asset', '{}', true) AS asset
$$;

CREATE FUNCTION "section_uses_assets"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shown text[] := ARRAY(SELECT "body_assets"(NEW."body"));
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "AssetUse" WHERE "sectionId" = NEW."id" AND NOT "assetHash" = ANY (shown);
  END IF;
  INSERT INTO "AssetUse" ("assetHash", "sectionId") SELECT hash, NEW."id" FROM unnest(shown) AS hash ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE FUNCTION "content_uses_assets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "AssetContentUse" ("assetHash", "contentHash") SELECT hash, NEW."hash" FROM "body_assets"(NEW."body") AS hash;
  RETURN NULL;
END
$$;

CREATE TRIGGER "Section_made" AFTER INSERT ON "Section" FOR EACH ROW EXECUTE FUNCTION "section_uses_assets"();
CREATE TRIGGER "Section_written" AFTER UPDATE ON "Section" FOR EACH ROW
  WHEN (OLD."body" IS DISTINCT FROM NEW."body") EXECUTE FUNCTION "section_uses_assets"();
CREATE TRIGGER "SectionContent_made" AFTER INSERT ON "SectionContent" FOR EACH ROW EXECUTE FUNCTION "content_uses_assets"();
