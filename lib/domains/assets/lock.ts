import { db } from '../../platform/database/transaction';

/** Until the transaction ends nobody sweeps: files that were just written belong to rows that are not committed yet. */
export async function lockMedia(): Promise<void> {
  await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock_shared(hashtextextended('anli media', 0))`;
}

/** Takes the store for sweeping until the transaction ends. @returns false where somebody is writing to it */
export async function lockMediaAlone(): Promise<boolean> {
  const [lock] = await db().$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('anli media', 0)) AS got`;
  return lock?.got === true;
}
