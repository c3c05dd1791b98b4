import type { Box, Rule } from './page';

/** A cell of a drawn table; rows and columns from 0. */
interface GridCell extends Box {
  row: number;
  column: number;
  rowspan: number;
  colspan: number;
}

/** A table by its borders. */
export interface Grid extends Box {
  rows: number;
  columns: number;
  cells: GridCell[];
  /** The cell that covers each place, row by row. */
  places: Int32Array;
  /** Where rows and columns begin, and where the last one ends. */
  ys: number[];
  xs: number[];
}

/** How far off a border may be drawn. */
const OFF = 2.5;
/** The shortest border of a table. */
const SHORTEST = 6;
/** More borders than a page of tables has: a drawing. */
const MOST_RULES = 3_000;
const MOST_CELLS = 5_000;

/** The middle of a border, which way it goes, and its ends. */
export interface Stroke {
  at: number;
  from: number;
  to: number;
}

/** Borders in one direction, those that go on from one another as one. */
export function strokes(rules: readonly Rule[], vertical: boolean): Stroke[] {
  const all = rules
    .filter((rule) => rule.vertical === vertical)
    .map(({ x0, x1, y0, y1 }): Stroke => (vertical ? { at: (x0 + x1) / 2, from: y0, to: y1 } : { at: (y0 + y1) / 2, from: x0, to: x1 }))
    .sort((one, other) => Math.round(one.at) - Math.round(other.at) || one.from - other.from);
  const joined: Stroke[] = [];
  for (const stroke of all) {
    const before = joined.at(-1);
    if (before && Math.abs(before.at - stroke.at) <= 1.2 && stroke.from <= before.to + OFF) before.to = Math.max(before.to, stroke.to);
    else joined.push({ ...stroke });
  }
  return joined.filter(({ from, to }) => to - from >= SHORTEST);
}

/** Values that lie together as one. */
function clustered(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((one, other) => one - other)) if (value - (found.at(-1) ?? -Infinity) > OFF * 1.6) found.push(value);
  return found;
}

/** The tables that the borders of a page draw: at least two columns, and borders that meet. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  const across = strokes(rules, false);
  const down = strokes(rules, true);
  if (across.length + down.length > MOST_RULES) return [];
  // Borders that touch one another are one table.
  const group = new Int32Array(across.length + down.length).map((_, index) => index);
  const root = (index: number): number => {
    while (group[index] !== index) index = group[index] = group[group[index]!]!;
    return index;
  };
  across.forEach((one, index) => {
    down.forEach((other, place) => {
      if (other.at >= one.from - OFF && other.at <= one.to + OFF && one.at >= other.from - OFF && one.at <= other.to + OFF) group[root(across.length + place)] = root(index);
    });
  });
  const tables = new Map<number, { across: Stroke[]; down: Stroke[] }>();
  const table = (index: number) => {
    const known = tables.get(root(index)) ?? { across: [], down: [] };
    tables.set(root(index), known);
    return known;
  };
  across.forEach((one, index) => table(index).across.push(one));
  down.forEach((one, index) => table(across.length + index).down.push(one));
  return [...tables.values()].flatMap((one) => gridOf(one) ?? []).sort((one, other) => one.y0 - other.y0);
}

function gridOf({ across, down }: { across: Stroke[]; down: Stroke[] }): Grid | null {
  if (across.length < 2 || down.length === 0) return null;
  const ys = clustered(across.map(({ at }) => at));
  const left = Math.min(...across.map(({ from }) => from));
  const right = Math.max(...across.map(({ to }) => to));
  // Many tables have no border at their sides.
  const inner = clustered(down.map(({ at }) => at));
  const xs = clustered([...inner, ...(inner[0]! - left > SHORTEST ? [left] : []), ...(right - inner.at(-1)! > SHORTEST ? [right] : [])]);
  const rows = ys.length - 1;
  const columns = xs.length - 1;
  if (rows < 1 || columns < 2 || rows * columns > MOST_CELLS) return null;
  const open = (all: readonly Stroke[], at: number, middle: number) => !all.some((one) => Math.abs(one.at - at) <= OFF * 1.6 && one.from <= middle && one.to >= middle);
  const places = new Int32Array(rows * columns).fill(-1);
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (places[row * columns + column] !== -1) continue;
      let colspan = 1;
      while (column + colspan < columns && places[row * columns + column + colspan] === -1 && open(down, xs[column + colspan]!, (ys[row]! + ys[row + 1]!) / 2)) colspan += 1;
      const isOpenBelow = (span: number) => {
        for (let one = column; one < column + colspan; one += 1) if (!open(across, ys[row + span]!, (xs[one]! + xs[one + 1]!) / 2)) return false;
        return true;
      };
      let rowspan = 1;
      while (row + rowspan < rows && isOpenBelow(rowspan)) rowspan += 1;
      for (let y = row; y < row + rowspan; y += 1) for (let x = column; x < column + colspan; x += 1) places[y * columns + x] = cells.length;
      cells.push({ row, column, rowspan, colspan, x0: xs[column]!, x1: xs[column + colspan]!, y0: ys[row]!, y1: ys[row + rowspan]! });
    }
  }
  return { x0: xs[0]!, x1: xs.at(-1)!, y0: ys[0]!, y1: ys.at(-1)!, rows, columns, cells, places, xs, ys };
}

/** The number of the cell that a point lies in; -1 outside of the table. */
export function cellAt({ xs, ys, places, columns }: Grid, x: number, y: number): number {
  const column = slot(xs, x);
  const row = slot(ys, y);
  return column < 0 || row < 0 ? -1 : (places[row * columns + column] ?? -1);
}

function slot(bounds: readonly number[], value: number): number {
  if (value < bounds[0]! || value > bounds.at(-1)!) return -1;
  let index = 0;
  while (index + 2 < bounds.length && value >= bounds[index + 1]!) index += 1;
  return index;
}
