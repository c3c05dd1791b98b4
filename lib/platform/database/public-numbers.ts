import { db } from './transaction';

/** The next public number: one sequence for articles and collections, so that a number says one thing for ever. */
export async function nextNumber(): Promise<number> {
  const rows = await db().$queryRaw<{ number: bigint }[]>`SELECT nextval('public_number') AS number`;
  return Number(rows[0]!.number);
}
