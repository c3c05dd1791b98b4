'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Hidden } from '@/components/ui/Hidden';
import { Notice } from '@/components/ui/Notice';
import type { PicturePlace } from '@/lib/domains/articles/picture-places';
import type { Words } from '@/lib/i18n/words';
import { PlaceList } from './PlaceList';

interface DeletePictureProps {
  hash: string;
  /** For those who do not see which it is. */
  name: string;
  words: Words['library']['media'];
}

/** Gives a picture up after a question; one that is in use stays, and the places are told. */
export function DeletePicture({ hash, name, words }: DeletePictureProps) {
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async () => {
    setBusy(true);
    setProblem(null);
    const outcome = await send<{ hash: string }>('DELETE', `/api/assets/${hash}`);
    setBusy(false);
    setAsked(false);
    if (outcome.ok) return router.refresh();
    setProblem(outcome.problem);
  };
  const places = problem?.reason === 'picture_used' ? (problem.current as { places: PicturePlace[] } | undefined)?.places : undefined;
  return (
    <div className="delete-picture">
      <Button look="quiet" onClick={() => setAsked(true)}>{words.delete}<Hidden> {name}</Hidden></Button>
      {places ? <Notice tone="bad" live><p>{words.used}</p><PlaceList places={places} words={words} /></Notice> : problem ? <ProblemNotice problem={problem} /> : null}
      {asked ? (
        <Dialog title={words.deleteTitle} confirm={words.delete} cancel={words.cancel} busy={busy && words.deleting} onConfirm={() => void remove()} onClose={() => setAsked(false)}>
          <p>{words.deleteText}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
