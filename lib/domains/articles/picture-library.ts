import type { Person } from '../../platform/actor';
import { decodeCursor, type Place } from '../../platform/database/cursor';
import { Prisma } from '../../platform/database/generated/client';
import { toPage, type Page } from '../../platform/database/keyset';
import { db, transaction } from '../../platform/database/transaction';
import { conflict } from '../../platform/errors';
import { lockAsset, giveUpAsset } from '../assets/mutations';
import { assetPolicy, ownAssetPolicy } from '../assets/policy';
import { maySeePicture } from './picture-access';
import { ownArticlesSql, placesOf, type PicturePlace } from './picture-places';

/** A picture as the library shows it. */
export interface LibraryPicture {
  hash: string;
  /** Of the largest file, in px. */
  width: number;
  height: number;
  /** All its files together. */
  bytes: number;
  createdAt: string;
  /** This account has stored it, and may give it up. */
  own: boolean;
  places: PicturePlace[];
}

interface LibraryRequest {
  cursor?: string | undefined;
  limit: number;
  /** `unused`: only those that no article of this account shows, nor any revision of one. */
  show?: 'all' | 'unused';
}

interface Row extends Place {
  hash: string;
  width: number;
  height: number;
  bytes: number;
  own: boolean;
}

/**
 * The pictures that `actor` has stored and those of the articles that he owns or co-edits, the latest first.
 * @throws DomainError forbidden for a reader; invalid for a cursor that is none
 */
export async function listPictures(actor: Person, { cursor, limit, show = 'all' }: LibraryRequest): Promise<Page<LibraryPicture>> {
  assetPolicy.authorize(actor, 'asset.list');
  const list = `pictures-${show}/${limit}` as const;
  const place = decodeCursor(list, cursor);
  const older = place ? Prisma.sql`AND (x."createdAt", x."id") < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : Prisma.empty;
  const unused = show === 'unused' ? Prisma.sql`AND x."hash" NOT IN (SELECT hash FROM shown)` : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    WITH own AS MATERIALIZED ${ownArticlesSql(actor)},
    stored AS MATERIALIZED (SELECT o."assetHash" AS hash FROM "AssetOwner" o WHERE o."userId" = ${actor.id}::uuid),
    shown AS MATERIALIZED (
      SELECT u."assetHash" AS hash FROM own JOIN "Section" s ON s."articleId" = own."id" JOIN "AssetUse" u ON u."sectionId" = s."id"
      UNION
      SELECT u."assetHash" FROM own JOIN "Revision" r ON r."articleId" = own."id" JOIN "RevisionSection" rs ON rs."revisionId" = r."id"
        JOIN "AssetContentUse" u ON u."contentHash" = rs."contentHash")
    SELECT x."createdAt" AS "at", x."id", x."hash", x."width", x."height", x."bytes", x."hash" IN (SELECT hash FROM stored) AS "own"
    FROM (SELECT hash FROM stored UNION SELECT hash FROM shown) AS mine JOIN "Asset" x ON x."hash" = mine.hash
    WHERE true ${older} ${unused}
    ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ${limit + 1}`;
  const { items, next } = toPage(rows, list, (row) => row, (row) => row);
  const places = await placesOf(actor, items.map(({ hash }) => hash));
  return { items: items.map(({ at, hash, width, height, bytes, own }) => ({ hash, width, height, bytes, own, createdAt: at.toISOString(), places: places.get(hash) ?? [] })), next };
}

/**
 * Takes a picture out of `actor`'s library. It leaves the store once nobody has it and nothing shows it; what other people have
 * or show stays theirs.
 * @throws DomainError not_found where he may not see it; forbidden where it is not his; conflict picture_used with the places
 *   of his own articles that show it, working copies, revisions and the bin
 */
export async function deletePicture(actor: Person, hash: string): Promise<{ hash: string }> {
  return transaction(async () => {
    const asset = await lockAsset(hash);
    const owned = asset !== null && (await db().assetOwner.findUnique({ where: { assetHash_userId: { assetHash: hash, userId: actor.id } } })) !== null;
    const visible = owned || (asset !== null && (await maySeePicture(actor, hash)));
    ownAssetPolicy.authorize(actor, 'asset.delete', { owned, visible });
    const places = (await placesOf(actor, [hash])).get(hash) ?? [];
    if (places.length > 0) throw conflict('picture_used', { places });
    await giveUpAsset(actor, asset!);
    return { hash };
  });
}
