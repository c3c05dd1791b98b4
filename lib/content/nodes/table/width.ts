import type { TableCell } from '../schemas';
import { wordsOf } from './words';

/** More of a cell goes into further lines. */
const LINE = 6;
/** Between two columns. */
const GAP = 0.7;
/** What is half as wide as a Chinese character, near enough. */
const NARROW = /[\u0000-\u02FF]/g;

/** How wide a line of this cell has to be for its words not to be torn, in Chinese characters. */
function lineOf(cell: TableCell | null | undefined): number {
  if (!cell || (cell.attrs?.colspan ?? 1) > 1) return 1;
  const words = wordsOf(cell).slice(0, 4 * LINE);
  return Math.min(words.length - (words.match(NARROW)?.length ?? 0) / 2, LINE);
}

/**
 * How wide a table is at the least if it is to be read well, in Chinese characters of its own size.
 * @param grid see gridOf
 */
export function widthOf(grid: readonly (readonly (TableCell | null)[])[]): number {
  const columns = grid[0] ?? [];
  return columns.reduce((sum, _cell, column) => sum + Math.max(1, ...grid.map((row) => lineOf(row[column]))) + GAP, 0);
}
