import type { WordedFinding } from '@/lib/i18n/findings';
import type { Problem } from './api';

const message = (finding: WordedFinding) => finding.message;

/**
 * A refusal without what it says about some fields, since they read otherwise by now; null where nothing else is left of it.
 * @param fields the first steps of the findings' paths
 */
export function withoutFields(problem: Problem, fields: readonly string[]): Problem | null {
  if (!problem.errors) return problem;
  const errors = problem.errors.filter(({ path }) => !fields.includes(path.split('/')[1] ?? ''));
  if (errors.length === problem.errors.length) return problem;
  return errors.length > 0 ? { ...problem, errors } : null;
}

/**
 * What a refusal says about one field of what was sent, in one line; undefined where it says nothing.
 * @param field the first step of the findings' paths: `title` for `/title`, `body` for `/body/content/3`
 * @param text how a finding reads, where its own message is not enough
 */
export function fieldError(problem: Problem | null, field: string, text: (finding: WordedFinding) => string = message): string | undefined {
  const found = problem?.errors?.filter(({ path }) => path.split('/')[1] === field) ?? [];
  return found.length > 0 ? found.map(text).join(' ') : undefined;
}
