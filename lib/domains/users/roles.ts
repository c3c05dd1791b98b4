import { isPerson, type Actor, type Role } from '../../platform/actor';

/** Somebody with a role, an account that is not signed in among them; the system has none. */
type Someone = Actor | { role: Role } | null;

function hasRole(someone: Someone, roles: readonly Role[]): boolean {
  return someone !== null && 'role' in someone && roles.includes(someone.role);
}

/** Whether this account may start articles of its own. An editor sees his own articles, reviewers and admins write like editors. */
export function mayWrite(someone: Someone): boolean {
  return hasRole(someone, ['EDITOR', 'REVIEWER', 'ADMIN']);
}

/** Whether this account may see the review queue. */
export function mayReview(someone: Someone): boolean {
  return hasRole(someone, ['REVIEWER', 'ADMIN']);
}

/** Whether this account is an admin's. */
export function isAdmin(someone: Someone): boolean {
  return hasRole(someone, ['ADMIN']);
}

/** An admin, or the site itself: who runs the place, where no person in particular is asked for. */
export function isAdminOrSystem(actor: Actor): boolean {
  return isAdmin(actor) || !isPerson(actor);
}
