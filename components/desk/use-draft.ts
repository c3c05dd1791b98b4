import { useState } from 'react';
import type { Outcome, Problem } from '@/components/shell/api';
import { withoutFields } from '@/components/shell/field-error';
import { changedFields, disputed, mergedDraft, withoutInvisible, type Fields } from './draft';

/** Where drafts of some kind come from and go to. */
export interface Source<D extends Fields, S> {
  read(server: S): D;
  version(server: S): number;
  /** The first step of a finding's path, where that is not the field's name. */
  paths?: Partial<Record<keyof D, string>>;
  /** Saves the changed fields on top of `server`. */
  send(server: S, changed: Partial<D>): Promise<Outcome<S>>;
  /** The state that won, where a problem says that the version was stale. */
  current(problem: Problem): S | null;
}

export type Phase = { name: 'idle' } | { name: 'sending' } | { name: 'saved'; at: Date; dropped: number } | { name: 'failed'; problem: Problem };

export interface DraftDesk<D extends Fields, S> {
  draft: D;
  server: S;
  dirty: boolean;
  phase: Phase;
  problem: Problem | null;
  change(fields: Partial<D>): void;
  save(): Promise<boolean>;
  /** Somebody else saved the same meanwhile: their state, and in which fields the two differ. */
  conflict: { theirs: D; fields: string[]; open: boolean } | null;
  keepMine(): Promise<boolean>;
  takeTheirs(): S | null;
  goOn(): void;
  compare(): void;
  /** What was given up for theirs, to be taken back. */
  lost: D | null;
  takeBack(): void;
}

/**
 * Keeps what somebody writes apart from what is saved, so that no word is lost: typing goes on while a save is on its
 * way, a failed save keeps everything, a stale one shows both sides. A newer state from the server is taken over only
 * where nothing was changed.
 */
export function useDraft<D extends Fields, S>(incoming: S, source: Source<D, S>): DraftDesk<D, S> {
  const [base, setBase] = useState(() => ({ server: incoming, draft: source.read(incoming) }));
  const [draft, setDraft] = useState(base.draft);
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const [theirs, setTheirs] = useState<{ server: S; from: D; open: boolean } | null>(null);
  const [lost, setLost] = useState<D | null>(null);
  const dirty = Object.keys(changedFields(base.draft, draft)).length > 0;

  const rebase = (server: S, next?: D) => {
    const read = source.read(server);
    setBase({ server, draft: read });
    setDraft(next ?? read);
    return read;
  };
  const newer = source.version(incoming) > source.version(base.server);
  if (newer && !dirty && phase.name !== 'sending' && !theirs?.open) rebase(incoming);

  const submit = async (onto: S, from: D, written: D): Promise<boolean> => {
    setPhase({ name: 'sending' });
    const { fields: sent, dropped } = withoutInvisible(from, written);
    const outcome = await source.send(onto, changedFields(from, sent));
    if (outcome.ok) {
      // What was typed meanwhile is a change on top of what was sent.
      setBase({ server: outcome.data, draft: sent });
      if (dropped > 0) setDraft((now) => mergedDraft(written, now, sent));
      setTheirs(null);
      setLost(null);
      setPhase({ name: 'saved', at: new Date(), dropped });
      return true;
    }
    const current = source.current(outcome.problem);
    if (current !== null) setTheirs({ server: current, from, open: true });
    setPhase(current === null ? { name: 'failed', problem: outcome.problem } : { name: 'idle' });
    return false;
  };
  /** The writer's fields on top of theirs; both stay to be compared until the next save. */
  const settle = (): { read: D; merged: D } | null => {
    if (!theirs) return null;
    const merged = mergedDraft(base.draft, draft, source.read(theirs.server));
    const read = rebase(theirs.server, merged);
    setTheirs({ ...theirs, open: false });
    return { read, merged };
  };

  return {
    draft,
    server: base.server,
    dirty,
    phase,
    problem: phase.name === 'failed' ? phase.problem : null,
    change: (fields) => {
      setDraft((now) => ({ ...now, ...fields }));
      // What was found in a field speaks of what stood there.
      const changed = Object.keys(fields).map((name) => source.paths?.[name] ?? name);
      setPhase((now) => {
        if (now.name !== 'failed') return now;
        const left = withoutFields(now.problem, changed);
        return left === null ? { name: 'idle' } : { name: 'failed', problem: left };
      });
    },
    save: async () => {
      if (phase.name === 'sending' || theirs?.open) return false;
      return dirty ? submit(base.server, base.draft, draft) : true;
    },
    conflict: theirs && {
      theirs: source.read(theirs.server),
      fields: disputed(theirs.from, draft, source.read(theirs.server)),
      open: theirs.open,
    },
    keepMine: async () => {
      const settled = settle();
      return settled !== null && theirs !== null && submit(theirs.server, settled.read, settled.merged);
    },
    takeTheirs: () => {
      if (!theirs) return null;
      setLost(mergedDraft(theirs.from, draft, source.read(theirs.server)));
      rebase(theirs.server);
      setTheirs(null);
      return theirs.server;
    },
    goOn: () => void settle(),
    compare: () => setTheirs(theirs && { ...theirs, open: true }),
    lost,
    takeBack: () => {
      if (lost) setDraft(lost);
      setLost(null);
    },
  };
}
