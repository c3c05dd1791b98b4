import { db } from '../../platform/database/transaction';

/**
 * The id of the organisation of this name, however its characters are composed; null where there is none. Of several that
 * differ in nothing else, the one that is written in the same way, or the oldest.
 */
export async function organisationId(name: string): Promise<string | null> {
  const [found] = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Organisation" WHERE normalize("name", NFC) = normalize(${name}::text, NFC)
    ORDER BY "name" = ${name} DESC, "id" LIMIT 1`;
  return found?.id ?? null;
}
