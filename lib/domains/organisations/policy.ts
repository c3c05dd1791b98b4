import { policyOf, type Policy } from '../../platform/policy';
import { mayWrite } from '../users/roles';

export type OrganisationAction = 'organisation.create';

/** Who may do what with organisations. One comes into being by being named in an article, so whoever writes makes them. */
export const organisationPolicy: Policy<OrganisationAction, void> = policyOf<OrganisationAction, void>({
  'organisation.create': { who: mayWrite },
});
