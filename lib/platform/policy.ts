import type { Actor } from './actor';
import { DomainError, conflict, notFound, type ConflictReason } from './errors';

/** Who may do one thing, and when. */
export interface Rule<Subject> {
  /** Who may, whatever state the subject is in: persons and the system. A refusal is 403, or 404 for one who may not even read it. */
  who(actor: Actor, subject: Subject): boolean;
  /** The state in which it can be done; otherwise why not (409). */
  blocked?(subject: Subject): ConflictReason | null;
}

/** The decisions of one domain. */
export interface Policy<Action extends string, Subject> {
  readonly actions: readonly Action[];
  /** Whether this actor can do this now; null is nobody, who can do nothing. Pure; buttons and endpoints ask the same function. */
  can(actor: Actor | null, action: Action, subject: Subject): boolean;
  /**
   * Asserts `can` on the row that was loaded.
   * @throws DomainError unauthenticated; not_found where the actor may not read the subject, forbidden where he may
   *   but not do this; conflict with the reason where only the state is in the way
   */
  authorize(actor: Actor | null, action: Action, subject: Subject): asserts actor is Actor;
}

/**
 * A policy from its table. What needs no subject (starting something, a list) has `void` for one.
 * @param rules one for each action
 * @param read the action that says who may know of the subject at all; left out where that is no secret, or where it is
 *   asked before anything is looked up: every refusal is 403 then
 */
export function policyOf<Action extends string, Subject>(rules: Record<Action, Rule<Subject>>, read?: Action): Policy<Action, Subject> {
  return {
    actions: Object.keys(rules) as Action[],
    can: (actor, action, subject) => actor !== null && rules[action].who(actor, subject) && !rules[action].blocked?.(subject),
    authorize(actor, action, subject) {
      if (!actor) throw new DomainError('unauthenticated');
      const rule = rules[action];
      if (!rule.who(actor, subject)) throw read === undefined || rules[read].who(actor, subject) ? new DomainError('forbidden') : notFound();
      const reason = rule.blocked?.(subject);
      if (reason) throw conflict(reason);
    },
  };
}
