import type { Person } from '../../platform/actor';
import { Prisma } from '../../platform/database/generated/client';
import { db } from '../../platform/database/transaction';

/** Where a picture is shown, in an article that this account writes in. */
export interface PicturePlace {
  articleId: string;
  /** As the article is called now; may be empty. */
  title: string;
  /** A section of the working copy; null for a revision, which keeps what it shows. */
  section: { id: string; heading: string; deleted: boolean; uses: { alt: string; decorative: boolean }[] } | null;
  /** 1, 2, 3 … within the article; null for the working copy. */
  revision: number | null;
  /** Readers see it there. */
  published: boolean;
  /** The article lies in the bin. */
  deleted: boolean;
}

/** How many places of one picture are told; a page with more of them would help nobody. */
const MOST_PLACES = 20;

interface Row {
  hash: string;
  articleId: string;
  title: string;
  deleted: boolean;
  sectionId: string | null;
  heading: string | null;
  sectionDeleted: boolean;
  images: { alt?: string; decorative?: boolean }[] | null;
  ordinal: number | null;
  published: boolean;
}

/** The ids of all articles that somebody owns or co-edits, those in the bin too. */
export function ownArticlesSql({ id }: Person): Prisma.Sql {
  return Prisma.sql`(SELECT o."id" FROM "Article" o WHERE o."ownerId" = ${id}::uuid UNION SELECT e."articleId" FROM "ArticleEditor" e WHERE e."userId" = ${id}::uuid)`;
}

/**
 * The places of some pictures in the articles that `actor` owns or co-edits, working copies first. Of other people's articles
 * nothing is told, not even that there are any.
 * @param hashes of a page of pictures
 * @returns by hash; at most twenty of the working copies and twenty of the revisions of each
 */
export async function placesOf(actor: Person, hashes: readonly string[]): Promise<Map<string, PicturePlace[]>> {
  if (hashes.length === 0) return new Map();
  const rows = await db().$queryRaw<Row[]>`
    WITH own AS MATERIALIZED ${ownArticlesSql(actor)}
    SELECT h.hash, w.* FROM unnest(${[...hashes]}::text[]) AS h(hash)
    CROSS JOIN LATERAL (
      (SELECT a."id" AS "articleId", a."title", a."deletedAt" IS NOT NULL AS "deleted", s."id" AS "sectionId", s."heading",
        s."deletedAt" IS NOT NULL AS "sectionDeleted",
        (SELECT jsonb_agg(shown) FROM jsonb_path_query(s."body", 'strict $.**?(@.type == "image").attrs', '{}', true) AS shown WHERE shown ->> 'asset' = h.hash) AS "images",
        NULL::int AS "ordinal", false AS "published"
      FROM "AssetUse" u JOIN "Section" s ON s."id" = u."sectionId" JOIN "Article" a ON a."id" = s."articleId"
      WHERE u."assetHash" = h.hash AND a."id" IN (SELECT "id" FROM own) ORDER BY a."updatedAt" DESC, s."position" LIMIT ${MOST_PLACES})
      UNION ALL
      (SELECT a."id", a."title", a."deletedAt" IS NOT NULL, NULL, NULL, false, NULL, r."ordinal", a."publishedRevisionId" IS NOT DISTINCT FROM r."id"
      FROM "AssetContentUse" u JOIN "RevisionSection" rs ON rs."contentHash" = u."contentHash" JOIN "Revision" r ON r."id" = rs."revisionId"
        JOIN "Article" a ON a."id" = r."articleId"
      WHERE u."assetHash" = h.hash AND a."id" IN (SELECT "id" FROM own) GROUP BY a."id", r."id" ORDER BY a."updatedAt" DESC, r."ordinal" DESC LIMIT ${MOST_PLACES})
    ) AS w`;
  const places = new Map<string, PicturePlace[]>(hashes.map((hash) => [hash, []]));
  for (const row of rows) places.get(row.hash)?.push(placeOf(row));
  return places;
}

function placeOf({ articleId, title, deleted, sectionId, heading, sectionDeleted, images, ordinal, published }: Row): PicturePlace {
  const uses = (images ?? []).map(({ alt = '', decorative = false }) => ({ alt, decorative }));
  const section = sectionId === null ? null : { id: sectionId, heading: heading ?? '', deleted: sectionDeleted, uses };
  return { articleId, title, section, revision: ordinal, published, deleted };
}
