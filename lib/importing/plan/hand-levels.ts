import type { Candidate } from '../../text/outline/headings/candidate';
import { rankFamilies } from '../../text/outline/headings/containment';
import { placed, type Placed } from './placed';
import type { RowShapes } from './row-shapes';
import type { Row } from './rows';

/**
 * The levels that rows get which an editor makes headings. What the document's format says of them stands above all else;
 * then what headings of the same family have; families of which there is none yet are ranked among the others as the
 * outline ranks them. One that is alone in its kind stands beside the section that it is in.
 * @param chosen rows that become headings, or are ones; rising
 * @returns by the index of the row, from 1
 */
export function handLevels(rows: readonly Row[], chosen: readonly number[], shapes: RowShapes): Map<number, number> {
  const all = placed(rows);
  const picked = new Set(chosen);
  const familyOf = (index: number) => shapes.of(rows[index]!).family;
  const families = new Set(chosen.map(familyOf));
  // Of one family what it has counts; of several, what is chosen is decided anew.
  const known = usualLevels(all.flatMap(({ row, depth }, index) => (row.role === 'heading' && (families.size === 1 || !picked.has(index)) ? [[familyOf(index), depth] as const] : [])));
  const ranked = [...families].some((family) => !known.has(family)) && !isAlone(all, chosen, shapes) ? ranksOf(rows, picked, shapes) : null;
  const levels = new Map<string, number>(known);
  if (ranked) rankLevels(ranked, levels);
  return new Map(chosen.map((index) => [index, levels.get(familyOf(index)) ?? Math.max(1, all[index]!.depth)]));
}

/** A single row without a number, of which the format says nothing either. */
function isAlone(all: readonly Placed[], chosen: readonly number[], shapes: RowShapes): boolean {
  const [only, ...more] = chosen;
  if (only === undefined || more.length > 0) return false;
  const { ordinal, format } = shapes.of(all[only]!.row);
  return ordinal === 0 && format === 0;
}

/** For each family the level that most of its headings have, of several the highest. */
function usualLevels(headings: readonly (readonly [family: string, level: number])[]): Map<string, number> {
  const counts = new Map<string, Map<number, number>>();
  for (const [family, level] of headings) {
    const own = counts.get(family) ?? new Map<number, number>();
    counts.set(family, own.set(level, (own.get(level) ?? 0) + 1));
  }
  return new Map([...counts].map(([family, own]) => [family, [...own].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best))[0]]));
}

/** How the outline ranks the families of all headings and of those that become ones, 0 outermost. */
function ranksOf(rows: readonly Row[], picked: ReadonlySet<number>, shapes: RowShapes): Map<string, number> {
  const candidates = rows.flatMap((row, position): Candidate[] => {
    if (row.role !== 'heading' && !picked.has(position)) return [];
    const { family, ordinal, format } = shapes.of(row);
    // Numbers of headings that the format sets at a level are not what it is told by.
    return [{ shape: family, ordinal: format > 0 ? 0 : ordinal, format, major: 0, position, next: position + 1, rest: -1, style: 'line', kind: null, bold: family === 'bold', boldLead: false, item: false, ...NOWHERE }];
  });
  return rankFamilies(candidates);
}

const NOWHERE = { numberFrom: 0, numberTo: 0, headFrom: 0, headTo: 0 };

/** A family without a level is one below the nearest that ranks above it; those of one rank share one. */
function rankLevels(ranks: ReadonlyMap<string, number>, levels: Map<string, number>): void {
  const order = [...ranks].sort((a, b) => a[1] - b[1]);
  let last = { rank: -1, level: 0 };
  for (const [family, rank] of order) {
    const level: number = levels.get(family) ?? (last.rank === rank ? last.level : last.level + 1);
    levels.set(family, level);
    last = { rank, level };
  }
}
