import { fill } from '@/lib/i18n/fill';
import type { Problem } from './api';
import type { AppWords } from './WordsProvider';

/** What went wrong, in words for the one who writes: what it is, what has become of his words, and what he can do. */
export function problemText({ status, code, reason, retryAfter, detail, title }: Problem, { desk: { problems } }: AppWords): string {
  if (code === 'offline') return problems.offline;
  if (reason === 'other_account') return problems.otherAccount;
  if (reason === 'wrong_stage') return problems.wrongStage;
  if (status === 401) return problems.signedOut;
  if (status === 403) return problems.forbidden;
  if (status === 404) return problems.gone;
  if (status === 413) return problems.tooLarge;
  if (status === 429 && retryAfter) return fill(problems.wait, { count: retryAfter });
  if (status === 503) return problems.unavailable;
  return detail || title || problems.unreachable;
}
