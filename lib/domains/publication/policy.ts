import { policyOf, type Policy } from '../../platform/policy';
import { isAdmin } from '../users/roles';

/** Who may look through all cases that are or were before readers. Who may withdraw or publish one is asked of that (articles/policy.ts). */
export const publicationPolicy: Policy<'publication.list', void> = policyOf<'publication.list', void>({ 'publication.list': { who: isAdmin } });
