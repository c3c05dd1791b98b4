'use client';

import { useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { problemText } from '@/components/shell/problem-text';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import type { SectionView } from '@/lib/domains/articles/view';
import { useDesk } from './DeskProvider';
import { sectionFields, type SectionDraft } from './section-source';

/** Words written in a section that somebody deleted meanwhile: they become a section of their own. */
export function SaveAsNew({ draft, section }: { draft: SectionDraft; section: SectionView }) {
  const words = useWords();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [key] = useState(newKey);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    const path = `/api/articles/${desk.latest().id}/sections`;
    const outcome = await desk.queue(() => send<SectionAnswer>('POST', path, sectionFields(draft, section), key));
    if (outcome.ok) {
      // The reload takes the deleted section, and this with it, off the page; the words stand in the new one.
      desk.forget(section.id);
      await desk.merge(outcome.data);
      await desk.reload();
    } else {
      setProblem(outcome.problem);
      setBusy(false);
    }
  };
  return (
    <Notice tone="bad" live>
      <p>{words.desk.sections.gone}</p>
      <Button busy={busy && words.desk.saving.sending} onClick={() => void save()}>{words.desk.sections.saveAsNew}</Button>
      {problem ? <p className="error">{problemText(problem, words)}</p> : null}
    </Notice>
  );
}
