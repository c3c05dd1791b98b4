import { db, transaction } from '../../platform/database/transaction';

interface Settings {
  /** Rows a transaction. */
  batch?: number;
  /** Ends it between two batches; the rest is left for the next time. */
  signal?: AbortSignal;
}

/**
 * Clears away addresses that have ended, and copies to which none leads. An address that has no row any more has ended too.
 * @returns how many rows went
 */
export async function clearPreviews({ batch = 500, signal }: Settings = {}): Promise<{ previews: number }> {
  let previews = 0;
  for (const clear of [clearLinks, clearCopies]) {
    for (let gone = batch; gone === batch && !signal?.aborted; previews += gone) gone = await transaction(() => clear(batch));
  }
  return { previews };
}

const clearLinks = (batch: number) => db().$executeRaw`
  DELETE FROM "PreviewLink" WHERE "id" IN (
    SELECT "id" FROM "PreviewLink" WHERE "expiresAt" < now() ORDER BY "expiresAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)`;

/** One that is just being used again has been touched, so it is looked at once more when that is settled. */
const clearCopies = (batch: number) => db().$executeRaw`
  DELETE FROM "PreviewCopy" WHERE "id" IN (
    SELECT c."id" FROM "PreviewCopy" c
    WHERE c."createdAt" < now() - interval '1 hour' AND NOT EXISTS (SELECT 1 FROM "PreviewLink" l WHERE l."copyId" = c."id")
    ORDER BY c."createdAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)`;
