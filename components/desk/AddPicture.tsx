'use client';

import { useRef, useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';
import { image } from '@/lib/content/build';
import type { Image } from '@/lib/content/schema';

/** What `POST /api/assets` answers. */
interface Stored {
  asset: string;
  width: number;
  height: number;
  animated: boolean;
}

interface AddPictureProps {
  /** Which section, for those who do not see it. */
  name: string;
  onAdd: (picture: Image) => void;
}

/** Sends a picture to the store and hands it to the section that shows it. */
export function AddPicture({ name, onAdd }: AddPictureProps) {
  const { sections: words } = useWords().desk;
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [still, setStill] = useState(false);
  const large = ({ name: file }: File) => fill(words.pictureLarge, { name: file, size: LIMITS.picture.bytes / 1024 / 1024 });
  /** The file by its name, and what to do with it. */
  const inWords = (refused: Problem, file: File): Problem => {
    if (refused.status === 413) return { ...refused, detail: large(file) };
    const reason = refused.errors?.map(({ message }) => message).join('；');
    if (reason) return { ...refused, detail: fill(words.pictureRefused, { name: file.name, reason }) };
    return refused.status === 415 ? { ...refused, detail: fill(words.pictureType, { name: file.name }) } : refused;
  };
  const add = async (file: File) => {
    setProblem(null);
    setStill(false);
    if (file.size > LIMITS.picture.bytes) return setProblem({ status: 413, code: 'too_large', title: '', detail: large(file) });
    setBusy(true);
    const outcome = await send<Stored>('POST', '/api/assets', file);
    setBusy(false);
    setStill(outcome.ok && outcome.data.animated);
    if (outcome.ok) onAdd(image(outcome.data));
    else setProblem(inWords(outcome.problem, file));
  };
  const ofFile = problem !== null && [413, 415, 422].includes(problem.status) && Boolean(problem.detail);
  return (
    <>
      <Button look="quiet" busy={busy && words.pictureSending} onClick={() => input.current?.click()}>{words.picture}<Hidden> {name}</Hidden></Button>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif"
        aria-label={`${words.picture} ${name}`}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file again is a change only when the field was emptied.
          target.value = '';
          if (file) void add(file);
        }}
      />
      {still ? <p className="hint" role="status">{words.pictureStill}</p> : null}
      {ofFile ? <Notice tone="bad" live><p>{problem?.detail}</p></Notice> : null}
      {problem && !ofFile ? <ProblemNotice problem={problem} /> : null}
    </>
  );
}
