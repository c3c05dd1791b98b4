'use client';

import { useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { dateTime } from '@/components/ui/DateTime';
import { Hidden } from '@/components/ui/Hidden';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { useDesk } from './DeskProvider';

export interface DeletedSection {
  id: string;
  heading: string;
  deletedAt: string;
}

/** Sections that were deleted, each with the way back. */
export function DeletedSections({ deleted, onRestored }: { deleted: DeletedSection[]; onRestored: (id: string) => void }) {
  const { sections: words } = useWords().desk;
  const desk = useDesk();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const restore = async (id: string) => {
    setBusy(id);
    setProblem(null);
    const outcome = await desk.queue(async () => {
      const answer = await send<SectionAnswer>('POST', `/api/articles/${desk.latest().id}/sections/${id}/restoration`);
      // Where it stood among the others only the whole article tells.
      if (answer.ok) await desk.reload();
      return answer;
    });
    setBusy(null);
    const already = !outcome.ok && outcome.problem.reason === 'not_deleted';
    setProblem(outcome.ok || already ? null : outcome.problem);
    if (!outcome.ok && !already) return;
    onRestored(id);
    if (already) await desk.reload();
    document.getElementById(`s-${id}-heading`)?.focus();
  };

  if (deleted.length === 0) return null;
  return (
    <section className="deleted" aria-labelledby="deleted-title">
      <h3 id="deleted-title" className="label" tabIndex={-1}>{words.deletedTitle}</h3>
      <ul role="list">
        {deleted.map(({ id, heading, deletedAt }) => (
          <li key={id}>
            <span>
              <bdi>{balanced(heading || words.unnamed)}</bdi> <small>{fill(words.deletedAt, { when: dateTime(deletedAt) })}</small>
            </span>
            <Button look="quiet" busy={busy === id && words.restoring} onClick={() => void restore(id)}>
              {words.restore}
              <Hidden> {heading || words.unnamed}</Hidden>
            </Button>
          </li>
        ))}
      </ul>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </section>
  );
}
