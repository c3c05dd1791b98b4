import type { Actor } from '../../platform/actor';
import { articleInclude, lockArticle, type ArticleRow } from '../articles/load';
import { articleView, type ArticleView } from '../articles/view';
import { putInPublic } from '../publication/mutations';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import type { ReviewOutcome, Stage } from '../../platform/database/generated/enums';
import { conflict, invalid } from '../../platform/errors';
import type { Finding } from '../../platform/findings';
import { completeness } from './completeness';
import { snapshot } from './revisions';
import type { Decision, Submission } from './schema';

/**
 * Hands the working copy to the reviewers: a revision of what the author saw, and an open review of it.
 * @throws DomainError conflict stale_version when it changed since; invalid with everything that is missing
 * @returns the article, with advice that does not stand in the way
 */
export async function submitArticle(actor: Actor, articleId: string, { version }: Submission): Promise<ArticleView & { findings: Finding[] }> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.submit');
    if (row.workingSeq !== version) throw conflict('stale_version', articleView(actor, row));
    const { required, advice } = completeness(row);
    if (required.length > 0) throw invalid(required);
    const revision = await snapshot(actor, row);
    await db().review.create({ data: { articleId, revisionId: revision.id, submittedById: actor.id } });
    const fresh = await setStage(row, 'SUBMITTED');
    await record(actor, { action: 'article.submitted', subject: 'article', subjectId: row.id, data: { revisionId: revision.id } });
    return { ...articleView(actor, fresh), findings: advice };
  });
}

/** Takes a submission back before anybody has decided; the working copy is open again. */
export async function recallArticle(actor: Actor, articleId: string): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.recall');
    const { revisionId } = await closeReview(actor, row, 'RECALLED', '');
    const fresh = await setStage(row, 'DRAFT');
    await record(actor, { action: 'article.recalled', subject: 'article', subjectId: row.id, data: { revisionId } });
    return articleView(actor, fresh);
  });
}

/**
 * Approves or returns the revision that the reviewer read. Where the category says so, approval publishes.
 * @throws DomainError conflict stale_version when another revision is up for decision by now
 */
export async function decideArticle(actor: Actor, articleId: string, { revisionId, outcome, note }: Decision): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.decide');
    if (row.reviews[0]?.revisionId !== revisionId) throw conflict('stale_version', articleView(actor, row));
    await closeReview(actor, row, outcome, note);
    const approved = outcome === 'APPROVED' ? { approvedRevisionId: revisionId, approvedAt: new Date() } : {};
    const decided = await setStage(row, outcome, approved);
    const action = outcome === 'APPROVED' ? 'article.approved' : 'article.returned';
    await record(actor, { action, subject: 'article', subjectId: row.id, data: { revisionId } });
    const publishes = outcome === 'APPROVED' && decided.category?.publishOnApproval === true;
    return articleView(actor, publishes ? await putInPublic(actor, decided, revisionId) : decided);
  });
}

async function closeReview(actor: Actor, row: ArticleRow, outcome: ReviewOutcome, note: string): Promise<{ revisionId: string }> {
  const open = row.reviews[0];
  if (!open || open.outcome !== null) throw conflict('wrong_stage');
  return db().review.update({
    where: { id: open.id },
    data: { outcome, note, decidedById: actor.id, decidedAt: new Date() },
    select: { revisionId: true },
  });
}

type Approval = { approvedRevisionId?: string; approvedAt?: Date };

function setStage(row: ArticleRow, stage: Stage, approval: Approval = {}): Promise<ArticleRow> {
  return db().article.update({ where: { id: row.id }, data: { stage, ...approval, updatedAt: new Date() }, include: articleInclude });
}
