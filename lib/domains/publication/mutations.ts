import type { Actor } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { nextNumber } from '../../platform/database/public-numbers';
import type { Publication, Withdrawal } from './schema';
import { lockArticle, type ArticleHead } from '../articles/load';
import { reviewState } from '../articles/review-state';
import { freshView, type ArticleView } from '../articles/view';
import { publicChanged } from '../public-changes/public-changed';

/**
 * Now, but later than what has been told of the article already, also where the machine's clock was set back: what readers
 * are told of its last change never goes backwards.
 */
function later({ revisedAt, withdrawnAt }: ArticleHead): Date {
  return new Date(Math.max(Date.now(), (revisedAt?.getTime() ?? 0) + 1, (withdrawnAt?.getTime() ?? 0) + 1));
}

/**
 * Moves the one pointer that readers see to an approved revision. Locked row and authorisation are the caller's.
 * The public number and the date are given at first publication and kept for ever.
 */
export async function putInPublic(actor: Actor, article: ArticleHead, revisionId: string): Promise<void> {
  const { id: articleId, categoryId, publishedRevisionId: before } = article;
  const now = later(article);
  const firstPublishedAt = article.firstPublishedAt ?? article.publishedAt ?? now;
  await db().article.update({
    where: { id: articleId },
    data: {
      number: article.number ?? (await nextNumber()),
      publishedRevisionId: revisionId,
      publishedAt: firstPublishedAt,
      firstPublishedAt,
      revisedAt: now,
      withdrawnAt: null,
      withdrawnReason: null,
      updatedAt: new Date(),
    },
    select: { id: true },
  });
  await publicChanged(actor, { kind: 'published', articleId, categoryId, revisionId, before });
}

/**
 * Publishes the approved revision.
 * @throws DomainError invalid not_approved where another revision is named
 */
export async function publishArticle(actor: Actor, articleId: string, { revisionId }: Publication): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.publish');
    const { waitingRevisionId } = reviewState(article);
    if (waitingRevisionId === null) throw conflict('wrong_stage');
    if (revisionId !== undefined && revisionId !== waitingRevisionId) throw invalid([finding(['revisionId'], 'not_approved')]);
    await putInPublic(actor, article, waitingRevisionId);
    return freshView(actor, article);
  });
}

/** Takes an article from readers; its address answers 410 with the reason, and it can be published again. */
export async function withdrawArticle(actor: Actor, articleId: string, { reason }: Withdrawal): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.withdraw');
    await takeFromPublic(actor, article, reason);
    return freshView(actor, article);
  });
}

/** Takes what readers see of an article from them. Locked row and authorisation are the caller's. */
export async function takeFromPublic(actor: Actor, article: ArticleHead, reason: string): Promise<void> {
  const { id: articleId, categoryId } = article;
  await db().article.update({
    where: { id: articleId },
    data: { publishedRevisionId: null, publishedAt: null, withdrawnAt: later(article), withdrawnReason: reason, updatedAt: new Date() },
    select: { id: true },
  });
  await publicChanged(actor, { kind: 'withdrawn', articleId, categoryId, reason });
}
