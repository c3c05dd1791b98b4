import type { z } from 'zod';
import { LIMITS } from '../../../platform/limits';

interface Cell {
  attrs?: { colspan?: number | undefined; rowspan?: number | undefined } | undefined;
}
interface Row {
  content?: Cell[] | undefined;
}

/** A span out of range has its own finding, but zod goes on to this check: it must not count to a billion here. */
function outOfRange({ colspan = 1, rowspan = 1 }: NonNullable<Cell['attrs']>): boolean {
  return !(colspan >= 1 && colspan <= LIMITS.tableColumns && rowspan >= 1 && rowspan <= LIMITS.bodyBlocks);
}

/** Puts one row's cells into the columns that cells from above leave free; false if a cell lies on one of those. */
function placeRow(cells: Cell[], covered: number[]): boolean {
  let column = 0;
  for (const cell of cells) {
    while ((covered[column] ?? 0) > 0) column += 1;
    const end = column + (cell.attrs?.colspan ?? 1);
    for (; column < end; column += 1) {
      if ((covered[column] ?? 0) > 0) return false;
      covered[column] = cell.attrs?.rowspan ?? 1;
    }
  }
  return true;
}

/** How many columns a row fills from the left without a gap; -1 if there is one. */
function filled(covered: number[]): number {
  const gap = covered.findIndex((rows) => !(rows > 0));
  if (gap === -1) return covered.length;
  return covered.slice(gap).some((rows) => rows > 0) ? -1 : gap;
}

/**
 * A zod check over the rows of a table: all rows fill the same columns with their spans and those
 * that come down from above (code `table_shape` at the row), no more than the limit of columns
 * (`too_many_columns`), and no cell spans below the last row. It names the first fault and stops:
 * one wrong span makes every later row wrong.
 */
export function checkTable(rows: Row[], ctx: z.RefinementCtx): void {
  const fault = (code: string, row: number, message: string) =>
    ctx.addIssue({ code: 'custom', path: [row], params: { code }, message });
  if (rows.some((row) => row.content?.some((cell) => cell.attrs && outOfRange(cell.attrs)))) return;
  /** For each column how many rows, from this one on, are taken by the cell above. */
  let covered: number[] = [];
  let width = 0;
  for (const [index, row] of rows.entries()) {
    const cells = row.content ?? [];
    const fits = cells.length <= LIMITS.tableColumns && placeRow(cells, covered);
    if (covered.length > LIMITS.tableColumns || cells.length > LIMITS.tableColumns) {
      return fault('too_many_columns', index, 'Too many columns');
    }
    const columns = filled(covered);
    if (index === 0) width = columns;
    if (!fits || columns !== width || width < 1) {
      return fault('table_shape', index, 'The rows of the table do not fill the same width');
    }
    covered = covered.map((left) => left - 1);
  }
  if (covered.some((left) => left > 0)) {
    fault('table_shape', rows.length - 1, 'A cell spans below the last row of the table');
  }
}
