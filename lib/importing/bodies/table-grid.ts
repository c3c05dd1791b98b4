import { LIMITS } from '../../platform/limits';
import type { TableCell } from '../formats/document';

/** A cell in its place, or an empty one that fills a gap. */
export type Placed = Pick<TableCell, 'lines' | 'header' | 'colspan' | 'rowspan'>;

const EMPTY: Placed = Object.freeze({ lines: [], header: false, colspan: 1, rowspan: 1 });

/**
 * Makes a table whole, as browsers and Word do while they draw it: spans that would lie over other cells or below the
 * last row are cut, and every row is filled up to the same width.
 * @returns null where the table is too large for a body (columns, cells)
 */
export function wholeTable(rows: readonly (readonly TableCell[])[]): Placed[][] | null {
  /** For each column how many rows from this one on the cell above takes. */
  const covered: number[] = [];
  const placed: { column: number; cell: Placed }[][] = [];
  let width = 0;
  let cells = 0;
  for (const [index, row] of rows.entries()) {
    const line: { column: number; cell: Placed }[] = [];
    let column = 0;
    for (const cell of row) {
      while ((covered[column] ?? 0) > 0) column += 1;
      if (column >= LIMITS.tableColumns) return null;
      let colspan = 1;
      while (colspan < cell.colspan && !((covered[column + colspan] ?? 0) > 0)) colspan += 1;
      colspan = Math.min(colspan, LIMITS.tableColumns - column);
      const rowspan = Math.min(cell.rowspan, rows.length - index);
      line.push({ column, cell: { ...cell, colspan, rowspan } });
      for (const end = column + colspan; column < end; column += 1) covered[column] = rowspan;
    }
    width = Math.max(width, covered.length);
    cells += line.length;
    placed.push(line);
    for (let i = 0; i < covered.length; i++) covered[i] = Math.max(0, (covered[i] ?? 0) - 1);
  }
  if (width === 0 || (cells + rows.length) * 2 > LIMITS.bodyBlocks || width * rows.length > LIMITS.bodyBlocks) return null;
  return filled(placed, width);
}

/** Puts empty cells where a row has none. */
function filled(placed: { column: number; cell: Placed }[][], width: number): Placed[][] {
  const covered = new Array<number>(width).fill(0);
  return placed.map((line) => {
    const row: Placed[] = [];
    let next = 0;
    for (let column = 0; column < width; ) {
      const here = line[next];
      if (here?.column === column) {
        row.push(here.cell);
        for (let i = 0; i < here.cell.colspan; i++) covered[column++] = here.cell.rowspan;
        next += 1;
      } else {
        if (covered[column] === 0) row.push(EMPTY);
        column += 1;
      }
    }
    for (let i = 0; i < width; i++) covered[i] = Math.max(0, (covered[i] ?? 0) - 1);
    return row;
  });
}
