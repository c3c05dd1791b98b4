import type { Person } from '../../platform/actor';
import { lockArticle, lockWholeArticle, reloadHead, type ArticleHead } from '../articles/load';
import { reviewState } from '../articles/review-state';
import { withWriter } from '../articles/writers';
import { articleView, freshView, type ArticleView } from '../articles/view';
import { putInPublic } from '../publication/mutations';
import { endMootSchedules } from '../public-changes/schedules';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import type { ReviewOutcome, Stage } from '../../platform/database/generated/enums';
import { conflict, invalid } from '../../platform/errors';
import { inWords, type WordedFinding } from '../../i18n/findings';
import { completeness } from './completeness';
import { snapshot } from './revisions';
import type { Decision, Submission } from './schema';

/**
 * Hands the working copy to the reviewers: a revision of what the author saw, and an open review of it.
 * @throws DomainError conflict stale_version when it changed since; invalid with everything that is missing
 * @returns the article, with advice that does not stand in the way
 */
export async function submitArticle(actor: Person, articleId: string, { version }: Submission): Promise<ArticleView & { findings: WordedFinding[] }> {
  return transaction(async () => {
    const article = await lockWholeArticle(actor, articleId, 'article.submit');
    if (article.workingSeq !== version) throw conflict('stale_version', articleView(actor, article));
    const { required, advice } = completeness(article);
    if (required.length > 0) throw invalid(required);
    const revision = await snapshot(actor, article, { cause: 'SUBMISSION' });
    await db().review.create({ data: { articleId, revisionId: revision.id, submittedById: actor.id }, select: { id: true } });
    // Who hands words in answers for them, also where another hands the same in after a recall.
    await setStage(article, 'SUBMITTED', { writerIds: withWriter(article.writerIds, actor) });
    await record(actor, { action: 'article.submitted', subject: 'article', subjectId: articleId, data: { revisionId: revision.id } });
    // No word of a section has changed.
    const fresh = { ...(await reloadHead(article)), sections: article.sections };
    return { ...articleView(actor, fresh), findings: advice.map(inWords) };
  });
}

/** Takes a submission back before anybody has decided; the working copy is open again. */
export async function recallArticle(actor: Person, articleId: string): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.recall');
    const revisionId = await closeRound(actor, article, 'RECALLED', '');
    await setStage(article, 'DRAFT');
    await record(actor, { action: 'article.recalled', subject: 'article', subjectId: articleId, data: { revisionId } });
    return freshView(actor, article);
  });
}

/**
 * Approves or returns the revision that the reviewer read. Where the category says so, approval publishes.
 * @throws DomainError conflict stale_version when another revision is up for decision by now
 */
export async function decideArticle(actor: Person, articleId: string, { revisionId, outcome, note }: Decision): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.decide');
    if (reviewState(article).round?.revisionId !== revisionId) throw conflict('stale_version', await freshView(actor, article));
    await closeRound(actor, article, outcome, note);
    const approved = outcome === 'APPROVED' ? { approvedRevisionId: revisionId, approvedAt: new Date() } : {};
    await setStage(article, outcome, approved);
    const action = outcome === 'APPROVED' ? 'article.approved' : 'article.returned';
    await record(actor, { action, subject: 'article', subjectId: articleId, data: { revisionId } });
    if (outcome === 'APPROVED') await endMootSchedules(actor, articleId);
    if (outcome === 'APPROVED' && article.category?.publishOnApproval === true) await putInPublic(actor, article, revisionId);
    return freshView(actor, article);
  });
}

/** @returns the revision that was up */
async function closeRound(actor: Person, article: ArticleHead, outcome: ReviewOutcome, note: string): Promise<string> {
  const { round, open } = reviewState(article);
  if (!round || !open) throw conflict('wrong_stage');
  await db().review.update({
    where: { id: round.id },
    data: { outcome, note, decidedById: actor.id, decidedAt: new Date() },
    select: { id: true },
  });
  return round.revisionId;
}

type Along = { approvedRevisionId?: string; approvedAt?: Date; writerIds?: string[] };

async function setStage({ id }: ArticleHead, stage: Stage, along: Along = {}): Promise<void> {
  await db().article.update({ where: { id }, data: { stage, ...along, updatedAt: new Date() }, select: { id: true } });
}
