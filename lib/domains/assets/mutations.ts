import type { Person } from '../../platform/actor';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
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
    await ownAsset(actor, hash);
    return { asset: hash, width, height, animated };
  });
}

/**
 * Takes a picture into the store for `actor`, who may then show it in bodies. The same picture again, also from somebody
 * else, is the same asset.
 * @throws DomainError as `preparePicture`
 */
export async function storeImage(actor: Person, bytes: Uint8Array): Promise<StoredPicture> {
  return storePicture(actor, await preparePicture(actor, bytes));
}

/** The picture that these bytes have become before, if its file is still there. */
async function findSource(sourceHash: string): Promise<Row | null> {
  const found = await db().asset.findFirst({ where: { sourceHash }, select: { hash: true, width: true, height: true, animated: true } });
  return found && (await readPictureFile(found.hash, found.width)) ? found : null;
}

/** The row of a picture; in the transaction in which its files come. */
export async function keepAsset(row: Omit<EncodedPicture, 'files'> & { bytes: number }): Promise<void> {
  await db().asset.createMany({ data: row, skipDuplicates: true });
}

async function keep({ files, ...row }: EncodedPicture): Promise<Row> {
  await writeFiles(row.hash, files);
  await keepAsset({ ...row, bytes: files.reduce((sum, file) => sum + file.bytes.length, 0) });
  return row;
}

/** Makes `actor` an owner of a stored picture, if he is none. */
export async function ownAsset(actor: Person, hash: string): Promise<void> {
  const { count } = await db().assetOwner.createMany({ data: { assetHash: hash, userId: actor.id }, skipDuplicates: true });
  if (count === 0) return;
  const { id } = await db().asset.findUniqueOrThrow({ where: { hash }, select: { id: true } });
  await record(actor, { action: 'asset.stored', subject: 'asset', subjectId: id, data: { hash } });
}
