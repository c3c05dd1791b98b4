import type { Problem } from '@/components/shell/api';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';

/** What went wrong, in words; after too many attempts also how long to wait. */
export function accountProblemText(problem: Problem, { errors, signIn }: Pick<Words['account'], 'errors' | 'signIn'>): string {
  const { status, retryAfter } = problem;
  if (status === 429 && retryAfter) {
    return retryAfter < 90 ? fill(signIn.waitSeconds, { count: retryAfter }) : fill(signIn.waitMinutes, { count: Math.ceil(retryAfter / 60) });
  }
  if (status === 422) return errors.review;
  return problem.detail || problem.title || (problem.code === 'offline' ? errors.offline : errors.unreachable);
}
