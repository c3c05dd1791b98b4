import type { Anyone } from './actor';
import { DomainError, conflict, notFound, type ConflictReason } from './errors';

/** Who may do one thing, and when. */
export interface Rule<Subject> {
  /** Who may, whatever state the subject is in. A refusal is 403, or 404 for one who may not even read it. */
  who(actor: NonNullable<Anyone>, subject: Subject): boolean;
  /** The state in which it can be done; otherwise why not (409). */
  blocked?(subject: Subject): ConflictReason | null;
}

/** The decisions of one domain. */
export interface Policy<Action extends string, Subject> {
  readonly actions: readonly Action[];
  /** Whether this user can do this now. Pure; buttons and endpoints ask the same function. */
  can(actor: Anyone, action: Action, subject: Subject): boolean;
  /**
   * Asserts `can` on the row that was loaded.
   * @throws DomainError unauthenticated; not_found where the user may not read the subject, forbidden where he may
   *   but not do this; conflict with the reason where only the state is in the way
   */
  authorize(actor: Anyone, action: Action, subject: Subject): asserts actor is NonNullable<Anyone>;
}

/**
 * A policy from its table.
 * @param rules one for each action
 * @param read the action that says who may know of the subject at all
 */
export function policyOf<Action extends string, Subject>(rules: Record<Action, Rule<Subject>>, read: Action): Policy<Action, Subject> {
  return {
    actions: Object.keys(rules) as Action[],
    can: (actor, action, subject) => actor !== null && rules[action].who(actor, subject) && !rules[action].blocked?.(subject),
    authorize(actor, action, subject) {
      if (!actor) throw new DomainError('unauthenticated');
      const rule = rules[action];
      if (!rule.who(actor, subject)) throw rules[read].who(actor, subject) ? new DomainError('forbidden') : notFound();
      const reason = rule.blocked?.(subject);
      if (reason) throw conflict(reason);
    },
  };
}
