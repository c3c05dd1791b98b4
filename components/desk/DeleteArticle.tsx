'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import type { ArticleView } from '@/lib/domains/articles/view';
import { useDesk } from './DeskProvider';

/** Puts the article aside, or brings it back. */
export function DeleteArticle() {
  const { desk: words } = useWords();
  const desk = useDesk();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { allowed, id } = desk.article;

  const run = async (method: 'DELETE' | 'POST', path: string) => {
    setBusy(true);
    setProblem(null);
    const outcome = await desk.queue(() => send<ArticleView>(method, path));
    flushSync(() => {
      setBusy(false);
      setAsked(false);
      setProblem(outcome.ok ? null : outcome.problem);
    });
    if (!outcome.ok) return;
    desk.adopt(outcome.data);
    // The button that was pressed is gone: the keyboard waits where the way back is.
    box.current?.focus();
  };

  return (
    <div className="removal" ref={box} tabIndex={-1}>
      {allowed.includes('article.delete') ? <Button look="quiet" onClick={() => setAsked(true)}>{words.article.delete}</Button> : null}
      {allowed.includes('article.restore') ? (
        <Button look="primary" busy={busy && words.article.restoring} onClick={() => void run('POST', `/api/articles/${id}/restoration`)}>{words.article.restore}</Button>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      {asked ? (
        <Dialog
          title={words.article.deleteTitle}
          confirm={words.article.delete}
          cancel={words.dialog.cancel}
          busy={busy && words.article.deleting}
          onConfirm={() => void run('DELETE', `/api/articles/${id}`)}
          onClose={() => setAsked(false)}
        >
          <p>{words.article.deleteText}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
