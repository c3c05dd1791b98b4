'use client';

import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import type { Problem } from './api';
import { problemText } from './problem-text';
import { useOver } from './use-over';
import { useWords } from './WordsProvider';

interface ProblemNoticeProps {
  problem: Problem;
  /** What was not done, where the place does not say so. */
  what?: string;
  children?: ReactNode;
}

/**
 * A problem with what can be done about it; it goes when it is over. Findings stand at their fields and only those of the whole
 * stand here.
 */
export function ProblemNotice({ problem, what, children }: ProblemNoticeProps) {
  const words = useWords();
  const over = useOver(problem);
  if (over) return null;
  const whole = (problem.errors ?? []).filter(({ path }) => path === '' || path === '/version');
  return (
    <Notice tone="bad" live>
      <p>{what ? `${what} ` : ''}{problemText(problem, words)}</p>
      {whole.map((finding) => (
        <p key={finding.code}>{finding.message}</p>
      ))}
      {problem.status === 401 || problem.reason === 'other_account' ? (
        <p>
          <a href="/signin" target="_blank">
            {words.desk.problems.signInAgain}
          </a>
        </p>
      ) : null}
      {problem.status >= 500 && problem.requestId ? <p className="hint">{fill(words.desk.problems.requestId, { id: problem.requestId })}</p> : null}
      {children}
    </Notice>
  );
}
