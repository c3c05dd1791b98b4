import type { Actor } from '../../platform/actor';
import { record } from '../audit/audit';
import { moveCategoryCount } from '../categories/counts';
import { endMootSchedules } from './schedules';

/** What has changed of an article that readers see. */
export type PublicChange =
  /** Another revision is shown; `before` is the one that was, null where readers saw none. */
  | { kind: 'published'; articleId: string; categoryId: string | null; revisionId: string; before: string | null }
  | { kind: 'withdrawn'; articleId: string; categoryId: string | null; reason: string }
  /** It has moved to another category while it is shown; `fields` are all those that were changed with it. */
  | { kind: 'recategorised'; articleId: string; from: string | null; to: string | null; fields: string[] };

/**
 * The one seam: what readers see of an article has changed. Whatever changes it calls this once, in the transaction of the
 * change and after the article's row says so. What has to follow every such change stands here and nowhere else: the
 * counts of the categories, the trace in the audit and the end of schedules that it overtakes; entries of a search and notices are lines of this function.
 *
 * The page cache is not among them. Its tags are moved by triggers of the database when the rows change (migration
 * `page_cache`, lib/platform/page-cache/README.md), so that a hand in psql cannot forget them either; they run when the
 * transaction ends, after all that is written here, and move with it or not at all.
 */
export async function publicChanged(actor: Actor, change: PublicChange): Promise<void> {
  await moveCounts(change);
  await leaveTrace(actor, change);
  if (change.kind !== 'recategorised') await endMootSchedules(actor, change.articleId, { withdrawn: change.kind === 'withdrawn' });
}

/** A category counts the published articles in it; a second publication of the same one counts nothing, and is news for its feed. */
async function moveCounts(change: PublicChange): Promise<void> {
  if (change.kind === 'recategorised') return moveCategoryCount(change.articleId, change.from, change.to);
  if (change.kind === 'withdrawn') return moveCategoryCount(change.articleId, change.categoryId, null);
  return moveCategoryCount(change.articleId, change.before === null ? null : change.categoryId, change.categoryId);
}

function leaveTrace(actor: Actor, change: PublicChange): Promise<void> {
  const article = { subject: 'article', subjectId: change.articleId } as const;
  switch (change.kind) {
    case 'published':
      return record(actor, { ...article, action: 'article.published', data: { revisionId: change.revisionId } });
    case 'withdrawn':
      return record(actor, { ...article, action: 'article.withdrawn', data: { reason: change.reason } });
    case 'recategorised':
      return record(actor, { ...article, action: 'article.changed', data: { fields: change.fields } });
  }
}
