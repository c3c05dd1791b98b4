import { diffArrays } from 'diff';

/** A stretch of text, and what became of it. */
export interface Run {
  change: 'same' | 'added' | 'removed';
  text: string;
  /** It stands in a note. */
  note?: true;
}

/** A text that is compared: the words of a line, or of a note in it. */
export interface Piece {
  text: string;
  note?: true;
}

/**
 * How much work one comparison may be: comparing costs the square of the number of words that differ, and a page shall come
 * whatever somebody has pasted. What is left when it is used up is shown as taken out and put in.
 */
export class Effort {
  private left = 3_000_000;

  /** @returns how many changes may be looked for now */
  get changes(): number {
    return Math.floor(Math.min(1_500, Math.sqrt(this.left)));
  }

  spend(changes: number): void {
    this.left = Math.max(0, this.left - changes * changes);
  }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** The segmenter of Node 20 takes the square of its text: it gets a few clauses at a time, and no fewer, since each call costs too. */
const CLAUSES = /[^]{20,80}?(?:[。！？；，、\n]|$)|[^]{1,80}/gu;
const SENTENCE = /[^。！？；\n]{0,400}[。！？；\n]|[^]{1,400}/gu;

const wordsOf = (text: string) => (text.match(CLAUSES) ?? []).flatMap((clauses) => Array.from(segmenter.segment(clauses), ({ segment }) => segment));
const sentencesOf = (text: string): string[] => text.match(SENTENCE) ?? [];

function tokens(pieces: readonly Piece[], split: (text: string) => string[]): Piece[] {
  return pieces.flatMap(({ text, note }) => split(text).map((part) => (note ? { text: part, note } : { text: part })));
}

const same = (one: Piece, other: Piece) => one.text === other.text && one.note === other.note;

/** The differences of two texts by words, as a person reads them: what is gone stands before what came instead. */
export function diffWords(before: readonly Piece[], after: readonly Piece[], effort: Effort): Run[] {
  return compared(before, after, effort, wordsOf) ?? compared(before, after, effort, sentencesOf) ?? joined([...marked(before, 'removed'), ...marked(after, 'added')]);
}

/** A text that is there on one side only, or the same on both. */
export function wholly(pieces: readonly Piece[], change: Run['change']): Run[] {
  return joined(marked(pieces, change));
}

const marked = (pieces: readonly Piece[], change: Run['change']): Run[] => pieces.flatMap((piece) => (piece.text === '' ? [] : [{ ...piece, change }]));

/** @returns null where it would be more work than may be */
function compared(before: readonly Piece[], after: readonly Piece[], effort: Effort, split: (text: string) => string[]): Run[] | null {
  const [old, now] = [tokens(before, split), tokens(after, split)];
  let start = 0;
  while (start < old.length && start < now.length && same(old[start]!, now[start]!)) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && same(old[old.length - 1 - end]!, now[now.length - 1 - end]!)) end += 1;
  const most = effort.changes;
  const parts = diffArrays(old.slice(start, old.length - end), now.slice(start, now.length - end), { comparator: same, maxEditLength: most });
  if (!parts) {
    effort.spend(most);
    return null;
  }
  effort.spend(parts.reduce((sum, { added, removed, value }) => sum + (added || removed ? value.length : 0), 0));
  const runs = parts.flatMap(({ value, added, removed }) => marked(value, added ? 'added' : removed ? 'removed' : 'same'));
  return settled([...marked(now.slice(0, start), 'same'), ...runs, ...marked(now.slice(now.length - end), 'same')]);
}

/** A word or a comma that stayed by chance between two changes would tear both to shreds: it counts as changed with them. */
const SHRED = 2;

function settled(runs: readonly Run[]): Run[] {
  const whole = joined(runs);
  const isShred = (at: number) => {
    const [before, run, after] = [whole[at - 1], whole[at]!, whole[at + 1]];
    return run.change === 'same' && run.text.length <= SHRED && before && after && before.change !== 'same' && after.change !== 'same' && before.text.length + after.text.length > 4 * SHRED;
  };
  return joined(whole.flatMap((run, at): Run[] => (isShred(at) ? [{ ...run, change: 'removed' }, { ...run, change: 'added' }] : [run])));
}

/** Runs that follow each other with the same change are one; in a stretch of changes what is gone comes first. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  let gone: Run[] = [];
  let come: Run[] = [];
  const put = (run: Run, to: Run[]) => {
    const last = to.at(-1);
    if (last?.change === run.change && last.note === run.note) last.text += run.text;
    else to.push({ ...run });
  };
  const flush = () => {
    result.push(...gone, ...come);
    [gone, come] = [[], []];
  };
  for (const run of runs) {
    if (run.change === 'removed') put(run, gone);
    else if (run.change === 'added') put(run, come);
    else {
      if (gone.length + come.length > 0) flush();
      put(run, result);
    }
  }
  flush();
  return result;
}
