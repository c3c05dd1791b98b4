import type { Candidate } from './candidate';
import { rankFamilies } from './containment';
import { headingGroups } from './groups';
import { countingUp } from './sequence';

/** The headings of a case with the rank of their family, 0 outermost. */
export interface Levels {
  headings: Candidate[];
  ranks: ReadonlyMap<string, number>;
}

/**
 * Decides over a whole case which of its lines are headings and which shapes contain which. Each step looks at all of
 * them: numbers must count up, a family must make a case for itself, and a run of siblings must behave as headings do
 * rather than as a list. Linear in the number of candidates.
 */
export function decideLevels(candidates: readonly Candidate[], end: number): Levels {
  let headings = withoutReferences(viableFamilies(countingUp(candidates)));
  let ranks = rankFamilies(headings);
  headings = withoutOrphans(headings, ranks);
  headings = viableFamilies(headingGroups(headings, ranks, end));
  ranks = rankFamilies(headings);
  return { headings, ranks };
}

/** Weight that a family needs to be believed. */
const BELIEVED = 2;

function viableFamilies(candidates: readonly Candidate[]): Candidate[] {
  const weights = new Map<string, number>();
  // Beside headings without numbers that tell what they are, one more that does not is no surprise.
  if (candidates.filter(({ shape }) => shape === 'bare-kind').length >= 2) weights.set('bare-line', 1);
  for (const candidate of candidates) weights.set(candidate.shape, (weights.get(candidate.shape) ?? 0) + weight(candidate));
  // Short lines prove each other, whether their words tell or not.
  const bare = (weights.get('bare-kind') ?? 0) + (weights.get('bare-line') ?? 0);
  if (bare >= BELIEVED + 1 && weights.has('bare-kind')) weights.set('bare-kind', BELIEVED);
  // Where the format marks the headings, a short line that it does not mark is none.
  const formatted = candidates.filter(({ format }) => format > 0).length >= 2;
  return candidates.filter(({ shape }) => (weights.get(shape) ?? 0) >= BELIEVED && !(formatted && shape === 'bare-line'));
}

/** What one member adds to its family: a number or a bracket is half a proof, a word like 成效 is one, a lone 一、 as well. */
function weight({ shape, kind, style, format, bold }: Candidate): number {
  if (format > 0) return BELIEVED;
  if (bold) return shape === 'bold' && !kind?.exact ? 1.5 : BELIEVED;
  if (shape === 'label' || shape === 'bare-line') return 1;
  if (shape === 'bare-frame') return BELIEVED;
  if (shape.startsWith('bare')) return kind?.exact ? 2 : 1;
  if (shape === 'han' || shape === 'bracket') return kind || (shape === 'han' && style === 'line') ? 2 : 1;
  if (shape === 'han-paren') return style === 'item' ? 1 : style === 'line' ? 2 : 1.5;
  return 1;
}

/**
 * What is numbered behind 参考文献, 附件 and their like is the list itself, not sections. It ends where a heading
 * follows for certain: one of the same family, one that the format marks, or one that counts on from before.
 */
function withoutReferences(candidates: Candidate[]): Candidate[] {
  const counts = new Map<string, number>();
  let family: string | null = null;
  return candidates.filter(({ shape, ordinal, kind, format }) => {
    const countsOn = ordinal > 1 && counts.get(shape) === ordinal - 1;
    const certain = format > 0 || kind?.exact === true || countsOn || (shape === family && shape !== 'arabic');
    if (family !== null && !certain) return false;
    family = kind?.kind === 'OTHER' && kind.exact ? shape : null;
    // Where the format marks a family's members, an unmarked one does not count on.
    counts.set(shape, format > 0 ? 0 : ordinal);
    return true;
  });
}

/** Numbered lines of a deeper family before the first heading of the outermost numbered one are a list in the lead. */
function withoutOrphans(candidates: Candidate[], ranks: ReadonlyMap<string, number>): Candidate[] {
  const top = candidates.reduce((best, { shape, ordinal }) => (ordinal > 0 ? Math.min(best, ranks.get(shape) ?? best) : best), Infinity);
  const first = candidates.findIndex(({ shape, ordinal }) => ordinal > 0 && ranks.get(shape) === top);
  return candidates.filter(({ shape, ordinal, format }, i) => i >= first || ordinal === 0 || format > 0 || ranks.get(shape) === top);
}
