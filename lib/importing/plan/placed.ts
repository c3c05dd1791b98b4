import type { Row } from './rows';

/** A row with its place in the tree: how deep its heading lies, or the section that it is the text of. */
export interface Placed {
  row: Row;
  /** Of a heading 1 and more; of a text that of its section, 0 above all sections. */
  depth: number;
}

/** Levels of rows as the tree has them: jumps closed up. */
export function placed(rows: readonly Row[]): Placed[] {
  let open: number[] = [];
  return rows.map((row) => {
    if (row.opens || row.role === 'tail') open = [];
    if (row.role === 'heading') {
      const level = row.heading?.level ?? 1;
      while ((open.at(-1) ?? -1) >= level) open.pop();
      open.push(level);
    }
    return { row, depth: open.length };
  });
}

/** The index behind a section: its heading, its text and all below it. */
export function sectionEnd(all: readonly Placed[], index: number): number {
  const depth = all[index]?.depth ?? 0;
  let end = index + 1;
  while (end < all.length && !all[end]!.row.opens && all[end]!.row.role !== 'tail' && (all[end]!.row.role !== 'heading' || all[end]!.depth > depth)) end++;
  return end;
}
