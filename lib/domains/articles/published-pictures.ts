import { db } from '../../platform/database/transaction';
import { publishedArticleSql } from './visibility';

/**
 * Whether a published revision shows this picture, asked at every request: with the last article that shows it a
 * picture is gone from readers. An address that nobody can guess would not do: who has once seen it keeps it.
 */
export async function isPublishedPicture(hash: string): Promise<boolean> {
  const [found] = await db().$queryRaw<{ shown: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "AssetContentUse" u
      JOIN "RevisionSection" s ON s."contentHash" = u."contentHash"
      JOIN "Article" a ON a."publishedRevisionId" = s."revisionId"
      WHERE u."assetHash" = ${hash} AND ${publishedArticleSql}) AS shown`;
  return found?.shown === true;
}
