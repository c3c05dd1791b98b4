'use client';

import { useRef, useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import { fill } from '@/lib/i18n/fill';
import { useDesk } from './DeskProvider';

/** One button for each kind of section; the new one comes last and the keyboard goes to its heading. */
export function AddSection() {
  const { common, desk: words } = useWords();
  const desk = useDesk();
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useRef({ kind: '', key: '' });

  const add = async (kind: string) => {
    setBusy(kind);
    setProblem(null);
    // The same key until it succeeded: an answer that got lost on its way does not make two sections.
    if (attempt.current.kind !== kind) attempt.current = { kind, key: newKey() };
    const { key } = attempt.current;
    const outcome = await desk.queue(async () => {
      const answer = await send<SectionAnswer>('POST', `/api/articles/${desk.latest().id}/sections`, { kind }, key);
      if (answer.ok) await desk.merge(answer.data);
      return answer;
    });
    setBusy(null);
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    attempt.current = { kind: '', key: '' };
    const { id } = outcome.data.section;
    setSaid(fill(words.sections.added, { position: desk.latest().sections.findIndex((section) => section.id === id) + 1 }));
    document.getElementById(`s-${id}-heading`)?.focus();
  };

  return (
    <div className="add-section" role="group" aria-labelledby="add-title" id="add-section" tabIndex={-1}>
      <p id="add-title" className="label">{words.sections.add}</p>
      <div className="actions">
        {Object.entries(common.kinds).map(([kind, label]) => (
          <Button key={kind} busy={busy === kind && words.sections.adding} onClick={() => void add(kind)}>
            <Hidden>{words.sections.add} </Hidden>
            {label}
          </Button>
        ))}
      </div>
      <p className="hidden" role="status">{said}</p>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </div>
  );
}
