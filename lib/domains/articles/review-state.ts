import type { ReviewOutcome } from '../../platform/database/generated/enums';

/** One round of review as far as its state is asked; what a query loads may hold more. */
export interface Round {
  revisionId: string;
  submittedById: string;
  /** Null while it is open. */
  outcome: ReviewOutcome | null;
}

/** The order in which rounds are loaded: the latest first. `reviewState` needs the first; more, where more of them are shown. */
export const latestRounds = [{ submittedAt: 'desc' }, { id: 'desc' }] as const;

/** Where an article stands in its review. */
export interface ReviewState<R extends Round> {
  /** The round that is open, or the last one; null before the first submission. Its revision is up or was last decided on. */
  round: R | null;
  /** The one before, where it was loaded. */
  earlier: R | null;
  /** Somebody is to decide. */
  open: boolean;
  /** What the reviewers of this round have said, step by step; today a round is one step. A recall is no decision. */
  decisions: readonly Exclude<ReviewOutcome, 'RECALLED'>[];
  /** The approved revision that readers do not see; null where none waits to be published. */
  waitingRevisionId: string | null;
}

/**
 * The one place that says what the rounds of an article mean.
 * @param article its `reviews` in the order of `latestRounds`
 */
export function reviewState<R extends Round>(article: { reviews: readonly R[]; publishedRevisionId: string | null }): ReviewState<R> {
  const [round = null, earlier = null] = article.reviews;
  const outcome = round?.outcome ?? null;
  const waits = round !== null && outcome === 'APPROVED' && round.revisionId !== article.publishedRevisionId;
  return {
    round,
    earlier,
    open: round !== null && outcome === null,
    decisions: outcome === null || outcome === 'RECALLED' ? [] : [outcome],
    waitingRevisionId: waits ? round.revisionId : null,
  };
}
