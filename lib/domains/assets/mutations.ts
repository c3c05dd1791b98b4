import type { Person } from '../../platform/actor';
import { record, recordAll } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { DomainError } from '../../platform/errors';
import { sha256 } from '../../platform/sha256';
import { encodePicture, type EncodedPicture } from './encode';
import { lockMedia } from './lock';
import { assetPolicy } from './policy';
import { readPictureFile, writeFiles } from './store';

/** What a body says of a picture (`image` in lib/content/build.ts takes it), and what was left out of it. */
export interface StoredPicture {
  /** Its hash. */
  asset: string;
  width: number;
  height: number;
  animated: boolean;
}

/** A picture that was in the store has just been deleted: whoever tries again stores it anew. */
class AssetGoneError extends DomainError {
  constructor() {
    super('busy', { retryAfter: 1 });
  }
}

interface Row {
  hash: string;
  width: number;
  height: number;
  animated: boolean;
}

/** A picture that is encoded, or was once before; nothing of it is stored yet. */
export type PreparedPicture = { made: EncodedPicture } | { known: Row };

/**
 * The slow half of `storeImage`, without a trace in the store. What stores many pictures in one transaction, which should
 * not wait for encoding, has them in incoming.ts.
 * @throws DomainError forbidden for a reader; all that `encodePicture` throws
 */
export async function preparePicture(actor: Person, bytes: Uint8Array): Promise<PreparedPicture> {
  assetPolicy.authorize(actor, 'asset.store');
  const known = await findSource(sha256(bytes));
  return known ? { known } : { made: await encodePicture(bytes) };
}

/**
 * The quick half: files and rows. Joins an open transaction; the files are written before it ends, and those of one
 * that fails are swept after a day.
 */
async function storePicture(actor: Person, picture: PreparedPicture): Promise<StoredPicture> {
  return transaction(async () => {
    await lockMedia();
    const { hash, width, height, animated } = 'made' in picture ? await keep(picture.made) : picture.known;
    await ownAssets(actor, [hash]);
    return { asset: hash, width, height, animated };
  });
}

/**
 * Takes a picture into the store for `actor`, who may then show it in bodies. The same picture again, also from somebody
 * else, is the same asset.
 * @throws DomainError as `preparePicture`
 */
export async function storeImage(actor: Person, bytes: Uint8Array): Promise<StoredPicture> {
  const picture = await preparePicture(actor, bytes);
  return storePicture(actor, picture).catch(async (error: unknown) => {
    // Its last owner has given it up since it was looked for: then it comes in as any other.
    if ('known' in picture && error instanceof AssetGoneError) return storePicture(actor, { made: await encodePicture(bytes) });
    throw error;
  });
}

/** The picture that these bytes have become before, if its file is still there. */
async function findSource(sourceHash: string): Promise<Row | null> {
  const found = await db().asset.findFirst({ where: { sourceHash }, select: { hash: true, width: true, height: true, animated: true } });
  return found && (await readPictureFile(found.hash, found.width)) ? found : null;
}

/** The rows of pictures; in the transaction in which their files come. */
export async function keepAssets(rows: readonly (Omit<EncodedPicture, 'files'> & { bytes: number })[]): Promise<void> {
  await db().asset.createMany({ data: [...rows], skipDuplicates: true });
}

async function keep({ files, ...row }: EncodedPicture): Promise<Row> {
  await writeFiles(row.hash, files);
  await keepAssets([{ ...row, bytes: files.reduce((sum, file) => sum + file.bytes.length, 0) }]);
  return row;
}

/** Makes `actor` an owner of stored pictures that he is no owner of yet; in as many statements whatever their number. */
export async function ownAssets(actor: Person, hashes: readonly string[]): Promise<void> {
  // Not to be given up by their last owner before this transaction ends.
  const there = await db().$queryRaw<unknown[]>`SELECT 1 FROM "Asset" WHERE "hash" = ANY (${[...hashes]}) ORDER BY "hash" FOR KEY SHARE`;
  if (there.length < new Set(hashes).size) throw new AssetGoneError();
  const owned = await db().assetOwner.createManyAndReturn({ data: hashes.map((assetHash) => ({ assetHash, userId: actor.id })), skipDuplicates: true, select: { assetHash: true } });
  if (owned.length === 0) return;
  const assets = await db().asset.findMany({ where: { hash: { in: owned.map(({ assetHash }) => assetHash) } }, select: { id: true, hash: true }, orderBy: { hash: 'asc' } });
  await recordAll(actor, assets.map(({ id, hash }) => ({ action: 'asset.stored', subject: 'asset', subjectId: id, data: { hash } })));
}

/** A picture of the store, locked until the transaction ends: nobody shows it anew or comes to own it meanwhile. Null where there is none. */
export async function lockAsset(hash: string): Promise<{ id: string; hash: string } | null> {
  const [row] = await db().$queryRaw<{ id: string; hash: string }[]>`SELECT "id", "hash" FROM "Asset" WHERE "hash" = ${hash} FOR UPDATE`;
  return row ?? null;
}

/**
 * Ends `actor`'s owning of a locked picture. With its last owner goes its row, unless something shows it; its files are then set
 * aside and deleted thirty days later, as all that no row speaks of (sweep.ts).
 */
export async function giveUpAsset(actor: Person, { id, hash }: { id: string; hash: string }): Promise<void> {
  await db().assetOwner.delete({ where: { assetHash_userId: { assetHash: hash, userId: actor.id } } });
  // What an address shows to strangers is kept beside sections and revisions, as a copy.
  const isPreviewed = (await db().previewCopy.count({ where: { pictures: { has: hash } } })) > 0;
  const { count } = isPreviewed ? { count: 0 } : await db().asset.deleteMany({ where: { hash, owners: { none: {} }, uses: { none: {} }, contents: { none: {} } } });
  await record(actor, { action: 'asset.deleted', subject: 'asset', subjectId: id, data: { hash, gone: count > 0 } });
}
