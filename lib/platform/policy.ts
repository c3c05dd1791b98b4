import type { Anyone } from './actor';
import { articleRules, type ArticleSubject } from '../domains/articles/policy';
import { DomainError, conflict, notFound, type ConflictReason } from './errors';

export type ArticleAction = keyof typeof articleRules;

interface Rule {
  who(actor: NonNullable<Anyone>, article: ArticleSubject): boolean;
  blocked?(article: ArticleSubject): ConflictReason | null;
}
const rules: Record<ArticleAction, Rule> = articleRules;

/** Whether this user can do this to this article now. Pure; buttons and endpoints ask the same function. */
export function can(actor: Anyone, action: ArticleAction, article: ArticleSubject): boolean {
  const rule = rules[action];
  return actor !== null && rule.who(actor, article) && !rule.blocked?.(article);
}

/**
 * Asserts `can` on the row that was loaded.
 * @throws DomainError unauthenticated; not_found where the user may not read the article, forbidden where he may
 *   but not do this; conflict with the reason where only the state is in the way
 */
export function authorize(actor: Anyone, action: ArticleAction, article: ArticleSubject): asserts actor is NonNullable<Anyone> {
  if (!actor) throw new DomainError('unauthenticated');
  const rule = rules[action];
  if (!rule.who(actor, article)) {
    throw rules['article.read'].who(actor, article) ? new DomainError('forbidden') : notFound();
  }
  const reason = rule.blocked?.(article);
  if (reason) throw conflict(reason);
}
