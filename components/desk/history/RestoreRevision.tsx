'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Hidden } from '@/components/ui/Hidden';
import { Notice } from '@/components/ui/Notice';
import type { Restored } from '@/lib/domains/reviews/restoring';

interface RestoreRevisionProps {
  articleId: string;
  revisionId: string;
  /** The `workingSeq` of the article as it is shown. */
  version: number;
  sectionId?: string;
  /** On the button, and what of it only those hear who listen. */
  label: string;
  hidden?: string;
  title: string;
  text: string;
}

/** Brings a state back after a question; the page then says so, and offers the way back. */
export function RestoreRevision({ articleId, revisionId, version, sectionId, label, hidden, title, text }: RestoreRevisionProps) {
  const { desk: { history, dialog } } = useWords();
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const address = `/desk/articles/${articleId}/history`;
  const restore = async () => {
    setBusy(true);
    setProblem(null);
    const outcome = await send<Restored>('POST', `/api/articles/${articleId}/revisions/${revisionId}/restoration`, { version, ...(sectionId === undefined ? {} : { sectionId }) });
    setAsked(false);
    setBusy(false);
    if (outcome.ok) router.push(`${address}?from=${outcome.data.undo.revisionId}&undo=${outcome.data.undo.revisionId}`);
    else setProblem(outcome.problem);
  };
  return (
    <div>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {label}
        {hidden ? <Hidden>{hidden}</Hidden> : null}
      </Button>
      {problem?.reason === 'stale_version' ? (
        <Notice tone="bad" live>
          <p>{history.stale}</p>
          <Button onClick={() => location.reload()}>{history.reload}</Button>
        </Notice>
      ) : null}
      {problem && problem.reason !== 'stale_version' ? <ProblemNotice problem={problem} /> : null}
      {asked ? (
        <Dialog title={title} confirm={history.restore} cancel={dialog.cancel} busy={busy && history.restoring} onConfirm={() => void restore()} onClose={() => setAsked(false)}>
          <p>{text}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
