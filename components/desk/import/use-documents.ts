'use client';

import { useCallback, useRef, useState } from 'react';
import { sendForm, type Outcome, type Problem } from '@/components/shell/api';
import { useLeaveWarning } from '@/components/ui/use-leave-warning';
import type { Imported, Preview } from '@/lib/importing/import';
import type { Row } from '@/lib/importing/plan/rows';
import { LIMITS } from '@/lib/platform/limits';
import { documentsAmong, MOST_FILES, picturesOf, unpacked, type Incoming } from './incoming';
import { baseRows, NO_WORK, optionsOf, plannedDocument, type Work } from './planned-document';
import { withRetries } from './retry-after';

/** A document on the import page. Nothing of it is stored before it is imported. */
export interface Document extends Incoming {
  id: number;
  status: 'waiting' | 'reading' | 'ready' | 'failed' | 'importing' | 'done' | 'duplicate';
  reading?: Preview;
  /** The rows as they were found. */
  base?: Row[];
  /** What was decided, the latest last; undoing takes the one before. */
  history: readonly Work[];
  undone: readonly Work[];
  problem?: Problem | 'tooLarge' | 'badZip';
  /** Seconds after which it is tried again, since the server has more to do; 0 while it is not waited for. */
  retryIn?: number;
  result?: Imported;
}

export function workOf({ history }: Document): Work {
  return history.at(-1) ?? NO_WORK;
}

/** The largest that a ZIP may unpack to in the browser. */
const UNPACKED = 400 * 1024 * 1024;

let made = 0;

/** The documents of the import page: read one after the other as they come in, imported when that is asked for. */
export function useDocuments(category: string) {
  const [documents, setDocuments] = useState<readonly Document[]>([]);
  const [cut, setCut] = useState(false);
  const now = useRef(documents);
  const reading = useRef(false);

  const change = useCallback((id: number, next: Partial<Document> | ((one: Document) => Partial<Document>)) => {
    now.current = now.current.map((one) => (one.id === id ? { ...one, ...(typeof next === 'function' ? next(one) : next) } : one));
    setDocuments(now.current);
  }, []);
  const replace = useCallback((all: readonly Document[]) => {
    now.current = all;
    setDocuments(all);
  }, []);

  const send = useCallback(
    <T,>(id: number, ask: () => Promise<Outcome<T>>) =>
      withRetries(ask, (retryIn) => {
        change(id, { retryIn });
        return now.current.some((one) => one.id === id);
      }),
    [change],
  );

  /** Reads what waits. One at a time: the server has other work too. */
  const readAll = useCallback(async () => {
    if (reading.current) return;
    reading.current = true;
    for (let next = now.current.find(({ status }) => status === 'waiting'); next; next = now.current.find(({ status }) => status === 'waiting')) {
      const { id, file, beside } = next;
      change(id, { status: 'reading' });
      const options = beside && { beside: beside.map(({ name }) => name) };
      const outcome = file.size > LIMITS.import.bytes ? null : await send(id, () => sendForm<Preview>('/api/import/preview', next, options));
      if (outcome === null) change(id, { status: 'failed', problem: 'tooLarge' });
      else if (outcome.ok) change(id, { status: outcome.data.duplicate ? 'duplicate' : 'ready', reading: outcome.data, base: baseRows(outcome.data) });
      else change(id, { status: 'failed', problem: outcome.problem });
    }
    reading.current = false;
  }, [change, send]);

  const add = useCallback(
    async (incoming: readonly Incoming[]) => {
      for (const one of documentsAmong(incoming)) {
        const own = (part: Incoming): Document => ({ ...part, id: (made += 1), ...(part.leftOut ? { status: 'failed', problem: part.leftOut } : { status: 'waiting' }), history: [], undone: [] });
        let added: Document[];
        try {
          added = documentsAmong(await unpacked(one, UNPACKED)).map(own);
        } catch {
          added = [{ ...own(one), status: 'failed', problem: 'badZip' }];
        }
        const room = Math.max(0, MOST_FILES - now.current.length);
        if (added.length > room) setCut(true);
        replace([...now.current, ...added.slice(0, room)]);
        void readAll();
      }
    },
    [readAll, replace],
  );

  const decide = useCallback((id: number, work: Work) => change(id, (one) => ({ history: [...one.history, work].slice(-500), undone: [] })), [change]);
  const undo = useCallback((id: number) => change(id, ({ history, undone }) => (history.length > 0 ? { history: history.slice(0, -1), undone: [...undone, history.at(-1)!] } : {})), [change]);
  const redo = useCallback((id: number) => change(id, ({ history, undone }) => (undone.length > 0 ? { history: [...history, undone.at(-1)!], undone: undone.slice(0, -1) } : {})), [change]);
  const retry = useCallback(
    (id: number) => {
      change(id, ({ reading: read }) => ({ status: read ? 'ready' : 'waiting' }));
      void readAll();
    },
    [change, readAll],
  );
  const remove = useCallback((id: number) => replace(now.current.filter((one) => one.id !== id)), [replace]);
  const clear = useCallback(() => {
    setCut(false);
    replace([]);
  }, [replace]);

  /** Makes drafts of these, one after the other; a bad one is told, and the next goes on. */
  const importThese = useCallback(
    async (ids: readonly number[]) => {
      for (const id of ids) {
        const one = now.current.find((document) => document.id === id);
        if (!one?.reading || !one.base || one.status !== 'ready') continue;
        change(id, { status: 'importing' });
        const work = workOf(one);
        const { cases } = plannedDocument(one.reading, one.base, work.plan);
        const { reading: read } = one;
        const outcome = await send(id, () => sendForm<Imported>('/api/import', one, optionsOf(read, work, cases, category), picturesOf(one, read.pictures)));
        if (outcome.ok) change(id, { status: outcome.data.duplicate ? 'duplicate' : 'done', result: outcome.data });
        else change(id, { status: 'ready', problem: outcome.problem });
      }
    },
    [category, change, send],
  );

  const unsaved = documents.some(({ status }) => !['done', 'duplicate', 'failed'].includes(status));
  useLeaveWarning(unsaved);

  return { documents, cut, unsaved, add, decide, undo, redo, retry, remove, clear, importThese };
}

export type Documents = ReturnType<typeof useDocuments>;
