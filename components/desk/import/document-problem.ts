import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';
import type { ImportWords } from './ImportWordsProvider';
import type { Document } from './use-documents';

/** What went wrong with a document, and what to do about it, in words. */
export function documentProblemText(problem: NonNullable<Document['problem']>, { importing }: ImportWords): string {
  const size = { size: LIMITS.import.bytes / 1024 / 1024 };
  if (problem === 'tooLarge') return fill(importing.tooLarge, size);
  if (problem === 'badZip') return importing.badZip;
  if (problem.status === 401) return importing.signedOut;
  if (problem.code === 'offline') return importing.offline;
  if (problem.status === 413) return fill(importing.tooLarge, size);
  const found = (problem.errors ?? []).slice(0, 3).map(({ message }) => message);
  return [problem.detail || problem.title || importing.offline, ...found].join(' ');
}
