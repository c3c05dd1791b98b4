import { db } from '../../platform/database/transaction';
import { claimStore } from './site-mark';

const KEY = 'anli media';

/**
 * Until the transaction ends nobody sweeps: files that were just written belong to rows that are not committed yet.
 * @throws ForeignStoreError where the store is another site's
 */
export async function lockMedia(): Promise<void> {
  const [row] = await db().$queryRaw<{ site: string }[]>`
    SELECT s."id" AS site FROM "Site" s, pg_advisory_xact_lock_shared(hashtextextended(${KEY}, 0))`;
  await claimStore(row!.site, knowsAny);
}

/**
 * Takes the store for sweeping until the transaction ends.
 * @returns false where somebody is writing to it
 * @throws ForeignStoreError where the store is another site's
 */
export async function lockMediaAlone(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ site: string; got: boolean }[]>`
    SELECT s."id" AS site, pg_try_advisory_xact_lock(hashtextextended(${KEY}, 0)) AS got FROM "Site" s`;
  if (!row?.got) return false;
  await claimStore(row.site, knowsAny);
  return true;
}

async function knowsAny(hashes: string[]): Promise<boolean> {
  return (await db().asset.findFirst({ where: { hash: { in: hashes } }, select: { id: true } })) !== null;
}
