'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { problemText } from '@/components/shell/problem-text';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import { useLeaveWarning } from '@/components/ui/use-leave-warning';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { useUploads, type Upload, type UploadState } from './use-uploads';

const SIZE = { size: LIMITS.picture.bytes / 1024 / 1024, pixels: LIMITS.picture.pixels / 10_000 };
const isUnderWay = ({ state }: Upload) => state.at === 'waiting' || state.at === 'sending';

/** Takes pictures into the store, several at once; what cannot be taken is said before anything travels. */
export function Uploads({ words }: { words: Words['library']['media'] }) {
  const app = useWords();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, cancel } = useUploads();
  const [over, setOver] = useState(false);
  const open = uploads.filter(isUnderWay);
  const done = uploads.filter(({ state }) => state.at === 'done').length;
  const finished = uploads.length > 0 && open.length === 0;
  useLeaveWarning(open.length > 0);
  // What is new stands in the list below as soon as the last one is there.
  useEffect(() => {
    if (finished && done > 0) router.refresh();
  }, [finished, done, router]);

  const stateText = (state: UploadState): string => {
    if (state.at === 'sending') return state.share < 1 ? fill(words.sending, { percent: Math.round(state.share * 100) }) : words.storing;
    if (state.at === 'done') return state.animated ? words.still : words.done;
    if (state.at === 'refused') return fill(words[state.why], SIZE);
    if (state.at !== 'failed') return words[state.at];
    const { problem } = state;
    const reason = problem.errors?.map(({ message }) => message).join('；') || problemText(problem, app);
    return fill(words.failed, { reason });
  };

  return (
    <section
      className={over ? 'drop over' : 'drop'}
      aria-label={words.uploads}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); void add([...event.dataTransfer.files]); }}
    >
      <Button look="primary" onClick={() => input.current?.click()}>{over ? words.dropNow : words.choose}</Button>
      <input
        ref={input}
        id="media-files"
        type="file"
        multiple
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif"
        aria-label={words.choose}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file again is a change only when the field was emptied.
          target.value = '';
          void add(files);
        }}
      />
      <p className="hint">{fill(words.limits, SIZE)}</p>
      {uploads.length > 0 ? (
        <ul role="list" className="uploads">
          {uploads.map((upload) => (
            <li key={upload.id} className={upload.state.at}>
              <bdi className="name">{upload.name}</bdi>
              {upload.state.at === 'sending' ? <progress max={1} value={upload.state.share} aria-label={upload.name} /> : null}
              <span className="state">{stateText(upload.state)}</span>
              {isUnderWay(upload) ? <Button look="quiet" onClick={() => cancel(upload.id)}><Hidden>{words.cancelOne} {upload.name}</Hidden><span aria-hidden>{words.cancel}</span></Button> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {open.length > 1 ? <Button look="quiet" onClick={() => open.forEach(({ id }) => cancel(id))}>{words.cancelAll}</Button> : null}
      <p className="hint" role="status">{finished ? fill(words.summary, { done, failed: uploads.length - done }) : ''}</p>
    </section>
  );
}
