import type { Anyone, Role } from '../../platform/actor';

/** Who may write at all. An editor sees his own articles, reviewers and admins write like editors. */
const WRITERS: ReadonlySet<Role> = new Set(['EDITOR', 'REVIEWER', 'ADMIN']);

/** Whether this account may start articles of its own. */
export function mayWrite(actor: Pick<NonNullable<Anyone>, 'role'> | null): boolean {
  return actor !== null && WRITERS.has(actor.role);
}

/** Whether this account may see the review queue. */
export function mayReview(actor: Anyone): boolean {
  return actor?.role === 'REVIEWER' || actor?.role === 'ADMIN';
}
