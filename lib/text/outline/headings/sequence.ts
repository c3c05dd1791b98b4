import type { Candidate } from './candidate';

/**
 * The candidates whose numbers count up. A family counts 1, 2, 3 … and may start again at 1; real authors also repeat
 * a number or leave one out. What does not fit (3.5 billion between 2. and 3.) was no heading. Shapes without numbers
 * pass.
 */
export function countingUp(candidates: readonly Candidate[]): Candidate[] {
  const following = nextOrdinals(candidates);
  const last = new Map<string, Last>();
  return candidates.filter((candidate, i) => {
    const { shape, ordinal } = candidate;
    if (ordinal === 0) return true;
    const before = last.get(shape);
    if (candidate.format === 0 && !fits(ordinal, before, following[i] ?? 0) && !skips(candidate, before, following[i] ?? 0)) return false;
    if (candidate.format === 0 && !belongs(candidate, before?.major ?? 0, last)) return false;
    last.set(shape, { ordinal, major: candidate.major, repeated: before?.ordinal === ordinal });
    return true;
  });
}

interface Last {
  ordinal: number;
  major: number;
  repeated: boolean;
}

/** Whether 2.1 stands where it can: behind 1.x or 2.x, or under a heading with the number 2. */
function belongs({ major, shape }: Candidate, before: number, last: ReadonlyMap<string, Last>): boolean {
  if (major <= 1 || major === before || major === before + 1) return true;
  return [...last].some(([other, { ordinal }]) => other !== shape && ordinal === major);
}

/** 二、做法, 五、成效: an author who cuts sections out of a text forgets their numbers. A short line that says what it is goes on. */
function skips({ shape, ordinal, style, kind }: Candidate, before: Last | undefined, next: number): boolean {
  return before !== undefined && ordinal > before.ordinal && /^(han|han-paren|formal|division-.)$/.test(shape) && style === 'line' && (kind?.exact === true || next === ordinal + 1);
}

function fits(ordinal: number, before: Last | undefined, next: number): boolean {
  if (!before) return ordinal === 1 || (ordinal === 2 && next === 3);
  if (ordinal === before.ordinal + 1) return true;
  if (ordinal === 1) return before.ordinal > 1 || !before.repeated;
  if (ordinal === before.ordinal) return !before.repeated;
  // A gap of one is an author's slip, unless the number it skips comes next.
  return ordinal === before.ordinal + 2 && next !== before.ordinal + 1;
}

/** For each candidate the number of the next one of its family, 0 if it is the last. */
function nextOrdinals(candidates: readonly Candidate[]): Int32Array {
  const next = new Int32Array(candidates.length);
  const seen = new Map<string, number>();
  for (let i = candidates.length - 1; i >= 0; i--) {
    const candidate = candidates[i];
    if (!candidate) continue;
    next[i] = seen.get(candidate.shape) ?? 0;
    seen.set(candidate.shape, candidate.ordinal);
  }
  return next;
}
