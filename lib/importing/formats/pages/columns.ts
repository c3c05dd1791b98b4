import { part, type Line } from './lines';
import { median, type Box, type PagePicture, type PositionedPage } from './page';
import type { PageTable } from './tables';

export type Item = Line | PageTable | ({ type: 'picture' } & PagePicture);

/** An item in the order in which one reads, and the column that it stands in: `0/1` of a page without columns. */
export interface Placed {
  item: Item;
  column: string;
}

/** The empty place between two columns, in parts of the letters. */
const GUTTER = 1.2;
/** The fewest lines of a column, and the part of its width that most of them fill: what is shorter is a table or a form. */
const FEWEST = 4;
const FILLED = 0.6;
const MOST_CANDIDATES = 300;

/** The places in a line where nothing stands that are as wide as what parts columns. */
function gapsOf({ glyphs, size }: Line): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let end: number | null = null;
  for (const { x, width, text } of glyphs) {
    if (text.trim() === '') continue;
    if (end !== null && x - end >= GUTTER * size) gaps.push({ from: end, to: x });
    end = Math.max(end ?? -Infinity, x + width);
  }
  return gaps;
}

interface Looked {
  item: Item;
  gaps: { from: number; to: number }[];
}

type Side = 'left' | 'right' | 'both' | 'across';

function sideOf({ item, gaps }: Looked, x: number): Side {
  if (item.x1 <= x + 1) return 'left';
  if (item.x0 >= x - 1) return 'right';
  return gaps.some(({ from, to }) => from <= x && to >= x) ? 'both' : 'across';
}

/**
 * Items from the top of the page in the order in which one reads them.
 * @param gutters where pages before this one had their columns parted; those of this page are added. Where the text ends,
 *   columns are too short to tell themselves.
 */
export function inReadingOrder(items: readonly Item[], links: PositionedPage['links'], spaced: boolean, gutters: Set<number>): Placed[] {
  return ordered(items, links, spaced, '0/1', 0, gutters);
}

function ordered(items: readonly Item[], links: PositionedPage['links'], spaced: boolean, column: string, depth: number, gutters: Set<number>): Placed[] {
  const looked = [...items].sort((one, other) => one.y0 - other.y0 || one.x0 - other.x0).map((item): Looked => ({ item, gaps: item.type === 'line' ? gapsOf(item) : [] }));
  const own = depth < 2 ? findGutter(looked) : null;
  if (own !== null && depth === 0) gutters.add(own);
  const gutter = own ?? (depth === 0 ? [...gutters].find((x) => bands(looked, x).some((band) => isColumned(band, x, 1))) : undefined);
  if (gutter === undefined) return looked.map(({ item }) => ({ item, column }));
  const placed: Placed[] = [];
  for (const band of bands(looked, gutter)) {
    if (!isColumned(band, gutter, own === null ? 1 : FEWEST)) {
      placed.push(...band.map(({ item }) => ({ item, column })));
      continue;
    }
    const sides: Item[][] = [[], []];
    for (const one of band) {
      const side = sideOf(one, gutter);
      if (side !== 'both' || one.item.type !== 'line') sides[side === 'right' ? 1 : 0]!.push(one.item);
      else {
        const parts = [part(one.item, -Infinity, gutter, links, spaced), part(one.item, gutter, Infinity, links, spaced)];
        parts.forEach((half, index) => half && sides[index]!.push(half));
      }
    }
    sides.forEach((side, index) => placed.push(...ordered(side, links, spaced, `${index}/${2 ** (depth + 1)} ${column}`, depth + 1, gutters)));
  }
  return placed;
}

/** Runs of items that lie beside the gutter, and those that lie across it. */
function bands(looked: readonly Looked[], x: number): Looked[][] {
  const found: Looked[][] = [];
  let beside = false;
  for (const one of looked) {
    const isBeside = sideOf(one, x) !== 'across';
    if (isBeside && beside) found.at(-1)!.push(one);
    else found.push([one]);
    beside = isBeside;
  }
  return found;
}

/** Whether a run of items is text in two columns. */
function isColumned(band: readonly Looked[], x: number, fewest = FEWEST): boolean {
  const boxes: Box[][] = [[], []];
  for (const one of band) {
    if (one.item.type !== 'line') continue;
    const side = sideOf(one, x);
    const gap = one.gaps.find(({ from, to }) => from <= x && to >= x);
    if (side === 'left' || side === 'both') boxes[0]!.push({ ...one.item, x1: gap?.from ?? one.item.x1 });
    if (side === 'right' || side === 'both') boxes[1]!.push({ ...one.item, x0: gap?.to ?? one.item.x0 });
  }
  return boxes.every((side) => {
    if (side.length < fewest) return false;
    if (fewest < FEWEST) return true;
    const left = Math.min(...side.map(({ x0 }) => x0));
    const right = Math.max(...side.map(({ x1 }) => x1));
    return median(side.map(({ x0, x1 }) => x1 - x0)) >= FILLED * (right - left) && right - left > 60;
  });
}

/** The place that most lines leave empty which have text on both its sides. */
function findGutter(looked: readonly Looked[]): number | null {
  const candidates = new Set<number>();
  for (const { item, gaps } of looked) {
    for (const { from, to } of gaps) candidates.add(Math.round((from + to) / 2));
    // Where the lines of two columns do not stand side by side, one column begins where the other has ended.
    if (item.type === 'line') candidates.add(Math.round(item.x0 - 4));
    if (candidates.size > MOST_CANDIDATES) break;
  }
  let best: { x: number; lines: number } | null = null;
  for (const x of candidates) {
    const columned = bands(looked, x).filter((band) => isColumned(band, x));
    const lines = columned.reduce((sum, band) => sum + band.length, 0);
    if (lines > (best?.lines ?? 0)) best = { x, lines };
  }
  return best?.x ?? null;
}
