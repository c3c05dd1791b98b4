import type { Actor } from '../actor';
import { mayWrite } from '../articles/policy';
import { record } from '../audit/audit';
import { db, transaction } from '../db';
import { DomainError } from '../errors';
import { sha256 } from '../sha256';
import { encodePicture, type EncodedPicture } from './encode';
import { lockMedia } from './lock';
import { readPictureFile, writeFiles } from './store';

/** What a body says of a picture (`image` in lib/content/build.ts takes it), and what was left out of it. */
export interface StoredPicture {
  /** Its hash. */
  asset: string;
  width: number;
  height: number;
  animated: boolean;
}

/**
 * Takes a picture into the store for `actor`, who may then show it in bodies. The same picture again, also from somebody
 * else, is the same asset. Joins an open transaction; the files are written before it ends, and those of one that fails
 * are swept after a day.
 * @throws DomainError forbidden for a reader; all that `encodePicture` throws
 */
export async function storeImage(actor: Actor, bytes: Uint8Array): Promise<StoredPicture> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  const known = await findSource(sha256(bytes));
  const made = known ? null : await encodePicture(bytes);
  return transaction(async () => {
    await lockMedia();
    const { hash, width, height, animated } = made ? await keep(made) : known!;
    await own(actor, hash);
    return { asset: hash, width, height, animated };
  });
}

interface Row {
  hash: string;
  width: number;
  height: number;
  animated: boolean;
}

/** The picture that these bytes have become before, if its file is still there. */
async function findSource(sourceHash: string): Promise<Row | null> {
  const found = await db().asset.findFirst({ where: { sourceHash }, select: { hash: true, width: true, height: true, animated: true } });
  return found && (await readPictureFile(found.hash, found.width)) ? found : null;
}

async function keep({ files, ...row }: EncodedPicture): Promise<Row> {
  await writeFiles(row.hash, files);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  await db().asset.createMany({ data: { ...row, bytes }, skipDuplicates: true });
  return row;
}

async function own(actor: Actor, hash: string): Promise<void> {
  const { count } = await db().assetOwner.createMany({ data: { assetHash: hash, userId: actor.id }, skipDuplicates: true });
  if (count === 0) return;
  const { id } = await db().asset.findUniqueOrThrow({ where: { hash }, select: { id: true } });
  await record(actor, { action: 'asset.stored', subject: 'asset', subjectId: id, data: { hash } });
}
