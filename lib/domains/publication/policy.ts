import { policyOf, type Policy } from '../../platform/policy';
import { isAdmin } from '../users/roles';

type PublicationAction = 'publication.list' | 'publication.schedule';

/**
 * Who may look through all cases that are or were before readers, and who may say when one is to be published or withdrawn: who may do
 * it at once. Whether that can be done with which one is asked of that (articles/policy.ts).
 */
export const publicationPolicy: Policy<PublicationAction, void> = policyOf<PublicationAction, void>({
  'publication.list': { who: isAdmin },
  'publication.schedule': { who: isAdmin },
});
