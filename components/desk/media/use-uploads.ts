import { useCallback, useRef, useState } from 'react';
import type { Problem } from '@/components/shell/api';
import { refusalOf, sendPicture, type Refusal } from './send-picture';

export type UploadState =
  | { at: 'waiting' }
  | { at: 'sending'; share: number }
  | { at: 'done'; animated: boolean }
  | { at: 'cancelled' }
  | { at: 'refused'; why: Refusal }
  | { at: 'failed'; problem: Problem };

/** A picture that was chosen, and what has become of it. */
export interface Upload {
  id: number;
  name: string;
  state: UploadState;
}

/** Pictures on the line at a time: one is stored while the next one travels. */
const AT_ONCE = 2;

/** Sends pictures to the store, a few at a time, each with its progress; any of them can be cancelled, before or while it goes. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const waiting = useRef<{ id: number; file: File }[]>([]);
  const cancels = useRef(new Map<number, () => void>());
  const count = useRef(0);
  const busy = useRef(0);

  const tell = useCallback((id: number, state: UploadState) => setUploads((now) => now.map((one) => (one.id === id ? { ...one, state } : one))), []);

  const send = useCallback(
    async (id: number, file: File) => {
      tell(id, { at: 'sending', share: 0 });
      const { outcome, cancel } = sendPicture(file, (share) => tell(id, { at: 'sending', share }));
      cancels.current.set(id, cancel);
      const answer = await outcome;
      cancels.current.delete(id);
      if (!answer) tell(id, { at: 'cancelled' });
      else tell(id, answer.ok ? { at: 'done', animated: answer.data.animated } : { at: 'failed', problem: answer.problem });
    },
    [tell],
  );

  const work = useCallback(async () => {
    if (busy.current >= AT_ONCE) return;
    busy.current += 1;
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) await send(next.id, next.file);
    busy.current -= 1;
  }, [send]);

  const add = useCallback(
    async (files: readonly File[]) => {
      const made = files.map((file) => ({ id: (count.current += 1), file }));
      setUploads((now) => [...now, ...made.map(({ id, file }) => ({ id, name: file.name, state: { at: 'waiting' } as const }))]);
      for (const { id, file } of made) {
        const why = await refusalOf(file);
        if (why) tell(id, { at: 'refused', why });
        else waiting.current.push({ id, file });
      }
      for (let line = 0; line < AT_ONCE; line += 1) void work();
    },
    [tell, work],
  );

  const cancel = useCallback(
    (id: number) => {
      const at = waiting.current.findIndex((one) => one.id === id);
      if (at >= 0) {
        waiting.current.splice(at, 1);
        tell(id, { at: 'cancelled' });
      } else cancels.current.get(id)?.();
    },
    [tell],
  );

  return { uploads, add, cancel };
}
