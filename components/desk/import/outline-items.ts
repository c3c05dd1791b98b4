import type { ShownTable } from '@/lib/importing/shown';
import type { Row } from '@/lib/importing/plan/rows';

/**
 * What the import page shows as one thing: a row, a table with all its rows, or rows that are stripped, one after the other, folded
 * to one line. An open fold is followed by the items in it.
 */
export interface OutlineItem {
  kind: 'row' | 'table' | 'fold';
  /** Its rows: the first, and the one behind the last. */
  first: number;
  end: number;
  /** Where its first row begins in the text. */
  from: number;
  table?: ShownTable;
  /** Of a fold: whether its items are shown. */
  open?: boolean;
  /** It stands in a fold. */
  within?: boolean;
}

/** Fewest rows that are folded; fewer are no longer than the line that stood for them. */
const FEWEST = 2;

/**
 * @param tables rising and apart
 * @param open where the folds begin that are open
 */
export function outlineItems(rows: readonly Row[], tables: readonly ShownTable[], open: ReadonlySet<number>): OutlineItem[] {
  const items: OutlineItem[] = [];
  let table = 0;
  const add = (first: number, end: number, within: boolean) => {
    for (let at = first; at < end; ) {
      const from = rows[at]!.from;
      while (table < tables.length && tables[table]!.to <= from) table += 1;
      const last = tableEnd(rows, at, end, tables[table]);
      const inside = within ? { within } : {};
      items.push(last > at + 1 ? { kind: 'table', first: at, end: last, from, table: tables[table]!, ...inside } : { kind: 'row', first: at, end: at + 1, from, ...inside });
      at = Math.max(last, at + 1);
    }
  };
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (end < rows.length && rows[end]!.role === 'stripped') end += 1;
    if (end - at >= FEWEST) {
      const { from } = rows[at]!;
      items.push({ kind: 'fold', first: at, end, from, open: open.has(from) });
      if (open.has(from)) add(at, end, true);
    } else {
      end = at + 1;
      while (end < rows.length && rows[end]!.role !== 'stripped') end += 1;
      add(at, end, false);
    }
    at = end;
  }
  return items;
}

/** The row behind a table that begins at a row; the row itself where none does, or where its rows have become different things. */
function tableEnd(rows: readonly Row[], first: number, end: number, table: ShownTable | undefined): number {
  const { role, from } = rows[first]!;
  if (!table || role === 'heading' || table.from < from || table.from >= rows[first]!.to) return first;
  let last = first;
  while (last < end && rows[last]!.from < table.to) {
    if (rows[last]!.role !== role || rows[last]!.opens) return first;
    last += 1;
  }
  const more = rows[last];
  return more && more.from < table.to ? first : last;
}

/** The item that shows a row: the innermost. */
export function itemOfRow(items: readonly OutlineItem[], row: number): number {
  return items.findLastIndex(({ first, end }) => first <= row && row < end);
}

/** The item that stands in the place of one that may have gone. */
export function itemAt(items: readonly OutlineItem[], rows: readonly Row[], place: { from: number; fold: boolean }): number {
  const own = items.findIndex(({ kind, from }) => (kind === 'fold') === place.fold && from === place.from);
  if (own >= 0) return own;
  return Math.max(0, itemOfRow(items, rows.findLastIndex(({ from }) => from <= place.from)));
}
