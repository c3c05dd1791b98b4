import { cellAt, gridsOf, strokes, type Grid, type Stroke } from './grids';
import { linesOf, part, type Line } from './lines';
import type { Box, Glyph, PositionedPage, Rule } from './page';

interface PageCell {
  lines: Line[];
  colspan: number;
  rowspan: number;
  header: boolean;
  box: Box;
}

/** A table where it stands on a page; cells that a span covers are not there. */
export interface PageTable extends Box {
  type: 'table';
  rows: PageCell[][];
  /** Where its columns begin: a table of the next page with the same ones goes on with it. */
  xs: readonly number[];
}

/** Below that part of cells with words, borders are a drawing. */
const FILLED = 0.3;
const FEW_CELLS = 12;
/** The longest words in a cell of a table without borders: what is longer is a column of text. */
const LONGEST_CELL = 60;
/** Between the columns of a table without borders, in parts of its letters. */
const COLUMN_GAP = 0.9;
/** The shortest of the lines that such a table has above, below its head, and at its end. */
const LONG_RULE = 90;
/** How far above its first line the head of a table may stand. */
const HEAD = 36;

interface Found {
  tables: PageTable[];
  /** What stands in none of them. */
  glyphs: Glyph[];
}

/** The tables of a page that borders make plain. */
export function tablesOf(page: PositionedPage, spaced: boolean): Found {
  const grids = gridsOf(page.rules);
  const inside = grids.map(() => new Map<number, Glyph[]>());
  const rest: Glyph[] = [];
  for (const glyph of page.glyphs) {
    const [x, y] = [glyph.x + glyph.width / 2, glyph.y - glyph.size * 0.35];
    const place = grids.findIndex((grid) => x >= grid.x0 && x <= grid.x1 && y >= grid.y0 && y <= grid.y1);
    const cell = place < 0 ? -1 : cellAt(grids[place]!, x, y);
    if (cell < 0) {
      rest.push(glyph);
      continue;
    }
    const known = inside[place]!.get(cell);
    if (known) known.push(glyph);
    else inside[place]!.set(cell, [glyph]);
  }
  const tables: PageTable[] = [];
  const used: Grid[] = [];
  grids.forEach((grid, index) => {
    const words = inside[index]!;
    const filled = [...words.values()].filter((glyphs) => glyphs.some(({ text }) => text.trim() !== '')).length;
    if (filled < 2 || (grid.cells.length > FEW_CELLS && filled < grid.cells.length * FILLED)) {
      for (const glyphs of words.values()) rest.push(...glyphs);
      return;
    }
    used.push(grid);
    tables.push(tableOf(grid, words, page.links, spaced));
  });
  const left = page.rules.filter((rule) => !used.some((grid) => rule.x0 >= grid.x0 - 4 && rule.x1 <= grid.x1 + 4 && rule.y0 >= grid.y0 - 4 && rule.y1 <= grid.y1 + 4));
  return ruled(left, rest, page.links, spaced, tables);
}

function tableOf(grid: Grid, words: ReadonlyMap<number, Glyph[]>, links: PositionedPage['links'], spaced: boolean): PageTable {
  const rows: PageCell[][] = Array.from({ length: grid.rows }, () => []);
  grid.cells.forEach((cell, index) => {
    const lines = linesOf(words.get(index) ?? [], links, spaced);
    rows[cell.row]!.push({ lines, colspan: cell.colspan, rowspan: cell.rowspan, header: false, box: cell });
  });
  const kept = rows.filter((cells) => cells.length > 0);
  const isHead = (cells: readonly PageCell[]) => cells.length > 1 && cells.every(({ lines }) => lines.length > 0 && lines.every(({ bold }) => bold));
  const first = kept[0];
  if (first && kept.length > 1 && isHead(first) && !isHead(kept[1]!)) for (const cell of first) cell.header = true;
  const { x0, x1, y0, y1, xs } = grid;
  return { type: 'table', x0, x1, y0, y1, xs, rows: kept };
}

/** Tables of three lines: one above, one below the head, one at the end, and columns that nothing but their place tells. */
function ruled(rules: readonly Rule[], glyphs: Glyph[], links: PositionedPage['links'], spaced: boolean, tables: PageTable[]): Found {
  const long = strokes(rules, false).filter(({ from, to }) => to - from >= LONG_RULE);
  let rest = glyphs;
  for (let index = 0; index + 2 < long.length; index += 1) {
    const top = long[index]!;
    const same = (other: Stroke) => Math.abs(other.from - top.from) <= 3 && Math.abs(other.to - top.to) <= 3;
    let end = index;
    while (end + 1 < long.length && same(long[end + 1]!)) end += 1;
    if (end < index + 2) continue;
    const box = { x0: top.from, x1: top.to, y0: top.at, y1: long[end]!.at };
    const within = (y0: number, y1: number) => rest.filter(({ x, y, size }) => x >= box.x0 - 3 && x <= box.x1 + 3 && y - size * 0.35 > y0 && y - size * 0.35 < y1);
    const inside = within(box.y0, box.y1);
    const table = columned(linesOf(inside, links, spaced), box, long.slice(index, end + 1).map(({ at }) => at), links, spaced);
    if (!table) continue;
    // Some have no line above their head.
    const before = long[index - 1]?.at ?? -Infinity;
    const above = within(Math.max(before, box.y0 - HEAD), box.y0);
    const head = end > index + 2 ? headOf(linesOf(above, links, spaced), table, links, spaced) : null;
    if (head) table.rows.unshift(head);
    tables.push(table);
    const taken = new Set(head ? [...inside, ...above] : inside);
    rest = rest.filter((glyph) => !taken.has(glyph));
    index = end;
  }
  return { tables: tables.sort((one, other) => one.y0 - other.y0), glyphs: rest };
}

/** Lines as the rows of a table, by what is empty in all of them; `borders` are the heights of the lines across it. */
function columned(lines: readonly Line[], box: Box, borders: readonly number[], links: PositionedPage['links'], spaced: boolean): PageTable | null {
  if (lines.length < 2) return null;
  const spans = lines.flatMap(({ glyphs }) => glyphs.filter(({ text }) => text.trim() !== '').map(({ x, width, size }) => ({ from: x, to: x + width, size }))).sort((one, other) => one.from - other.from);
  const starts: number[] = [];
  let to = -Infinity;
  for (const span of spans) {
    if (span.from - to > COLUMN_GAP * span.size) starts.push(span.from);
    to = Math.max(to, span.to);
  }
  if (starts.length < 2) return null;
  const xs = [...starts.map((start, index) => (index === 0 ? box.x0 : start - 1)), box.x1];
  const rows: PageCell[][] = [];
  const bordered = borders.length > 3;
  let band = -1;
  for (const line of lines) {
    const parts = partsOf(line, xs, links, spaced);
    const above = rows.at(-1);
    const own = borders.findIndex((at) => at > line.baseline);
    // What no line parts is one row; with three lines only, what has no first cell goes on with the row above.
    if (above && own === band && (bordered || !parts[0])) parts.forEach((one, index) => one && above[index]!.lines.push(one));
    else rows.push(rowOf(parts, box, xs, own === 1 && !bordered));
    band = own;
  }
  if (rows.length < 2 || rows.some((cells) => cells.some((cell) => cell.lines.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_CELL))) return null;
  return { type: 'table', ...box, xs, rows };
}

function partsOf(line: Line, xs: readonly number[], links: PositionedPage['links'], spaced: boolean): (Line | null)[] {
  return xs.slice(0, -1).map((x, index) => part(line, index === 0 ? -Infinity : x, index + 2 < xs.length ? xs[index + 1]! : Infinity, links, spaced));
}

function rowOf(parts: readonly (Line | null)[], box: Box, xs: readonly number[], header: boolean): PageCell[] {
  return parts.map((one, index) => ({ lines: one ? [one] : [], colspan: 1, rowspan: 1, header, box: { ...box, x0: xs[index]!, x1: xs[index + 1]! } }));
}

/** The line above a table's first border as its head, if it has words for all columns. */
function headOf(lines: readonly Line[], table: PageTable, links: PositionedPage['links'], spaced: boolean): PageCell[] | null {
  if (lines.length !== 1) return null;
  const parts = partsOf(lines[0]!, table.xs, links, spaced);
  return parts.every((one) => one !== null) ? rowOf(parts, table, table.xs, true) : null;
}
