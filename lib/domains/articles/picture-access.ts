import type { Actor } from '../../platform/actor';
import { articleSubjectSelect, subjectOf } from './load';
import { mayReview, mayWrite } from '../users/roles';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { isPublishedPicture } from './published-pictures';
import { articlePolicy } from './policy';

/** Articles that are looked at for one that shows a picture to somebody; a picture of more is no secret of theirs. */
const MOST = 50;

/**
 * Whether `actor` may see this picture, and so show it in what he writes: his own, one that is published, or one in an
 * article that he may read.
 */
export async function maySeePicture(actor: Actor, hash: string): Promise<boolean> {
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
function near(actor: Actor): Prisma.ArticleWhereInput {
  if (actor.role === 'ADMIN') return {};
  const own: Prisma.ArticleWhereInput[] = [{ ownerId: actor.id }, { editors: { some: { userId: actor.id } } }];
  return { OR: mayReview(actor) ? [...own, { stage: { not: 'DRAFT' } }] : own };
}
