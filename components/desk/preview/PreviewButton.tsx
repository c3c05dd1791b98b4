'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { useDesk } from '../DeskProvider';
import { PreviewDialog } from './PreviewDialog';
import type { PreviewLink } from './use-preview-links';

/** For how many days an address is made where nobody has said so. */
const DAYS = 7;

/** Shows the article as readers will see it, over the desk: nothing that is being written is left for it. */
export function PreviewButton() {
  const { preview: words } = useWords().desk;
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<{ link: PreviewLink; saved: boolean } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { id, allowed } = desk.article;
  if (!allowed.includes('article.preview')) return null;

  const open = async () => {
    setBusy(true);
    setProblem(null);
    // What is shown is what is saved.
    const saved = await desk.saveAll();
    const outcome = await send<PreviewLink>('POST', `/api/articles/${id}/preview-links`, { days: DAYS });
    setBusy(false);
    if (outcome.ok) setShown({ link: outcome.data, saved });
    else setProblem(outcome.problem);
  };
  const close = () => {
    flushSync(() => setShown(null));
    // It was not to be pressed while the address was made, and so has lost the keyboard.
    button.current?.focus();
  };
  return (
    <div className="preview-step">
      <Button ref={button} busy={busy && words.opening} onClick={() => void open()}>{words.open}</Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {shown ? <PreviewDialog articleId={id} link={shown.link} saved={shown.saved} workingSeq={desk.article.workingSeq} onClose={close} onLeave={() => setShown(null)} /> : null}
    </div>
  );
}
