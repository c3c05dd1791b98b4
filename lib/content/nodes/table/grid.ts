import type { TableCell, TableRow } from '../schemas';

/** The cells of each row in their columns; where a cell from the left or from above spans, null. */
export function gridOf(rows: readonly TableRow[]): (TableCell | null)[][] {
  const covered: number[] = [];
  return rows.map((row) => {
    const line: (TableCell | null)[] = [];
    const passSpanned = () => {
      for (; (covered[line.length] ?? 0) > 0; line.push(null)) covered[line.length]! -= 1;
    };
    for (const cell of row.content ?? []) {
      passSpanned();
      const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
      for (let column = 0; column < colspan; column += 1) {
        covered[line.length] = rowspan - 1;
        line.push(column === 0 ? cell : null);
      }
    }
    passSpanned();
    return line;
  });
}
