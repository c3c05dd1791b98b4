import type { Person } from '../../platform/actor';
import { articleSubjectSelect, subjectOf } from './load';
import { isAdmin, mayReview, mayWrite } from '../users/roles';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { articlePolicy } from './policy';
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

/** Articles that are looked at for one that shows a picture to somebody; a picture of more is no secret of theirs. */
const MOST = 50;

/**
 * Whether `actor` may see this picture, and so show it in what he writes: his own, one that is published, or one in an
 * article that he may read.
 */
export async function maySeePicture(actor: Person, hash: string): Promise<boolean> {
  const owner = await db().assetOwner.findUnique({ where: { assetHash_userId: { assetHash: hash, userId: actor.id } } });
  if (owner || (await isPublishedPicture(hash))) return true;
  if (!mayWrite(actor)) return false;
  const shows: Prisma.ArticleWhereInput[] = [
    { sections: { some: { assets: { some: { assetHash: hash } } } } },
    { revisions: { some: { sections: { some: { content: { assets: { some: { assetHash: hash } } } } } } } },
  ];
  const rows = await db().article.findMany({ where: { AND: [{ OR: shows }, near(actor)] }, select: articleSubjectSelect, take: MOST });
  return rows.some((row) => articlePolicy.can(actor, 'article.read', subjectOf(row)));
}

/** Articles among which those are that `actor` may read; the policy then decides on each. */
function near(actor: Person): Prisma.ArticleWhereInput {
  if (isAdmin(actor)) return {};
  const own: Prisma.ArticleWhereInput[] = [{ ownerId: actor.id }, { editors: { some: { userId: actor.id } } }];
  return { OR: mayReview(actor) ? [...own, { stage: { not: 'DRAFT' } }] : own };
}
