'use client';

import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import type { Problem } from './api';
import { useWords, type AppWords } from './WordsProvider';

/** What went wrong, in words for the one who writes. */
export function problemText(problem: Problem, { desk }: AppWords): string {
  if (problem.status === 401) return desk.problems.signedOut;
  if (problem.status === 404) return desk.problems.gone;
  return problem.detail || problem.title || desk.problems.offline;
}

/** A problem with what can be done about it. Findings stand at their fields and only those of the whole stand here. */
export function ProblemNotice({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const words = useWords();
  const whole = (problem.errors ?? []).filter(({ path }) => path === '' || path === '/version');
  return (
    <Notice tone="bad" live>
      <p>{problemText(problem, words)}</p>
      {whole.map((finding) => (
        <p key={finding.code}>{finding.message}</p>
      ))}
      {problem.status === 401 ? (
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
