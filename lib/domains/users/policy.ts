import { isPerson, type Actor } from '../../platform/actor';
import { policyOf, type Policy, type Rule } from '../../platform/policy';
import { isAdminOrSystem } from './roles';

/** The account that it is about; null where there is none yet, or all of them are meant. */
export type UserSubject = { id: string } | null;

const isSelf = (actor: Actor, user: UserSubject) => isPerson(actor) && actor.id === user?.id;

const rules = {
  'user.list': { who: isAdminOrSystem },
  /** With any role. Registering, as a reader, is open to anybody and asks no policy. */
  'user.create': { who: isAdminOrSystem },
  /** Role and status. */
  'user.change': { who: isAdminOrSystem },
  /** With the old one; nobody sets another's. */
  'user.password': { who: isSelf },
} satisfies Record<string, Rule<UserSubject>>;

export type UserAction = keyof typeof rules;

/** Who may do what with accounts. Asked before an account is looked up, so that a refusal tells nothing. */
export const userPolicy: Policy<UserAction, UserSubject> = policyOf<UserAction, UserSubject>(rules);
