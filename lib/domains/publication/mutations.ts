import type { Actor } from '../../platform/actor';
import { record } from '../audit/audit';
import { moveCategoryCount } from '../categories/mutations';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { nextNumber } from '../../platform/database/public-numbers';
import type { Publication, Withdrawal } from './schema';
import { articleInclude, lockArticle, type ArticleRow } from '../articles/load';
import { articleView, type ArticleView } from '../articles/view';

/**
 * Moves the one pointer that readers see to an approved revision. Locked row and authorisation are the caller's.
 * The public number is given at first publication and kept for ever.
 */
export async function putInPublic(actor: Actor, row: ArticleRow, revisionId: string): Promise<ArticleRow> {
  if (!row.publishedRevisionId) await moveCategoryCount(null, row.categoryId);
  const fresh = await db().article.update({
    where: { id: row.id },
    data: {
      number: row.number ?? (await nextNumber()),
      publishedRevisionId: revisionId,
      publishedAt: row.publishedAt ?? new Date(),
      withdrawnAt: null,
      withdrawnReason: null,
      updatedAt: new Date(),
    },
    include: articleInclude,
  });
  await record(actor, { action: 'article.published', subject: 'article', subjectId: row.id, data: { revisionId } });
  return fresh;
}

/**
 * Publishes the approved revision.
 * @throws DomainError invalid not_approved where another revision is named
 */
export async function publishArticle(actor: Actor, articleId: string, { revisionId }: Publication): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.publish');
    const approved = row.reviews[0];
    if (!approved) throw conflict('wrong_stage');
    if (revisionId !== undefined && revisionId !== approved.revisionId) throw invalid([finding(['revisionId'], 'not_approved')]);
    return articleView(actor, await putInPublic(actor, row, approved.revisionId));
  });
}

/** Takes an article from readers; its address answers 410 with the reason, and it can be published again. */
export async function withdrawArticle(actor: Actor, articleId: string, { reason }: Withdrawal): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.withdraw');
    await moveCategoryCount(row.categoryId, null);
    const fresh = await db().article.update({
      where: { id: row.id },
      data: { publishedRevisionId: null, publishedAt: null, withdrawnAt: new Date(), withdrawnReason: reason, updatedAt: new Date() },
      include: articleInclude,
    });
    await record(actor, { action: 'article.withdrawn', subject: 'article', subjectId: row.id, data: { reason } });
    return articleView(actor, fresh);
  });
}
