import { policyOf, type Policy } from '../../platform/policy';
import { isAdminOrSystem } from '../users/roles';

export type CategoryAction = 'category.create';

/** Who may do what with the tree of categories. That a category exists is no secret: every refusal is 403. */
export const categoryPolicy: Policy<CategoryAction, void> = policyOf<CategoryAction, void>({
  'category.create': { who: isAdminOrSystem },
});
