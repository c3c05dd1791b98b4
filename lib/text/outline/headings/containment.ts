import type { Candidate } from './candidate';
import { rankByFormat } from './formats';
import { customaryRank } from '../shapes/table';

/** Most families that are weighed against each other; a document has five or six, a hostile one any number. */
const MOST_FAMILIES = 24;

/**
 * Which family of shapes contains which: the families of a case with their rank, 0 outermost.
 *
 * Three observations vote for "A above B": B counts on across A's (then B is above), B starts right under an A that
 * has no text of its own, B starts at 1 with an A before it. Custom and order of appearance decide the rest.
 */
export function rankFamilies(candidates: readonly Candidate[]): Map<string, number> {
  const families = familiesOf(candidates);
  const votes = countVotes(candidates, families);
  const wins = families.map((a, i) =>
    families.reduce((sum, b, j) => sum + (i !== j && above(a, b, votes[i]?.[j] ?? 0, votes[j]?.[i] ?? 0, i < j) ? 1 : 0), 0),
  );
  const order = families.map((_, i) => i).sort((i, j) => (wins[j] ?? 0) - (wins[i] ?? 0) || i - j);
  const ranks = new Map(order.map((family, rank): [string, number] => [families[family] ?? '', rank]));
  levelBareLines(candidates, ranks);
  ranks.set(FRAME, 0);
  return rankByFormat(candidates, ranks);
}

/** What frames a case (前言, 结语) stands beside its outermost sections, whichever those are. */
const FRAME = 'bare-frame';

/** In order of first appearance. */
function familiesOf(candidates: readonly Candidate[]): string[] {
  const families = new Set<string>();
  for (const { shape } of candidates) {
    if (shape !== FRAME) families.add(shape);
    if (families.size === MOST_FAMILIES) break;
  }
  return [...families];
}

function countVotes(candidates: readonly Candidate[], families: readonly string[]): number[][] {
  const index = new Map(families.map((family, i): [string, number] => [family, i]));
  const votes = families.map(() => families.map(() => 0));
  const lastSeen = families.map(() => -1);
  const vote = (upper: number, lower: number) => {
    const row = votes[upper];
    if (row && upper !== lower) row[lower] = (row[lower] ?? 0) + 1;
  };
  candidates.forEach((candidate, i) => {
    const own = index.get(candidate.shape);
    if (own === undefined) return;
    const previous = candidates[i - 1];
    const before = previous ? (index.get(previous.shape) ?? own) : own;
    const adjacent = previous !== undefined && previous.rest < 0 && previous.next === candidate.position;
    if (candidate.ordinal === 1 || adjacent) vote(before, own);
    // It counts on across another family only if it has counted before.
    if (candidate.ordinal > 1 && (lastSeen[own] ?? -1) >= 0) families.forEach((_, other) => (lastSeen[other] ?? -1) > (lastSeen[own] ?? -1) && vote(own, other));
    lastSeen[own] = i;
  });
  return votes;
}

function above(a: string, b: string, forA: number, forB: number, first: boolean): boolean {
  if (forA !== forB) return forA > forB;
  const rankA = customaryRank(a);
  const rankB = customaryRank(b);
  if (rankA !== null && rankB !== null) return rankA < rankB;
  // A short line that says nothing of its own stands below one that says 做法, and below 一、.
  if (a === 'bare-line') return first && !outranks(b, rankB);
  if (b === 'bare-line') return first || outranks(a, rankA);
  return first;
}

/** Whether the family stands above any bare line, wherever it comes first. */
function outranks(family: string, rank: number | null): boolean {
  return family === 'bare-kind' || family === 'bracket' || (rank !== null && rank <= (customaryRank('han-paren') ?? 0));
}

/**
 * Bare lines without a telling word are either parts of a section (主要做法, then its measures) or sections beside the
 * telling ones (基本情况, then the measures). What stands before them tells.
 */
function levelBareLines(candidates: readonly Candidate[], ranks: Map<string, number>): void {
  const telling = ranks.get('bare-kind');
  const silent = ranks.get('bare-line');
  if (telling === undefined || silent === undefined) return;
  // Both look alike: one that tells does not stand below one that does not.
  if (silent < telling) return void ranks.set('bare-kind', silent);
  let balance = 0;
  let within: string | undefined;
  for (const { shape, kind } of candidates) {
    if (shape === 'bare-kind') within = kind?.kind;
    if (shape === 'bare-line') balance += within === undefined || within === 'BACKGROUND' || within === 'OUTCOME' ? 1 : -1;
  }
  if (balance > 0) ranks.set('bare-line', telling);
}
