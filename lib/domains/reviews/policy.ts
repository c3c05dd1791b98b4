import { policyOf, type Policy } from '../../platform/policy';
import { mayReview } from '../users/roles';

/** Who may see what waits for a decision or for publication. Who may decide on which article is asked of that (articles/policy.ts). */
export const reviewPolicy: Policy<'review.list', void> = policyOf<'review.list', void>({ 'review.list': { who: mayReview } });
