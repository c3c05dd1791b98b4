'use client';

import { useCallback, useMemo, useState } from 'react';
import type { Row } from '@/lib/importing/plan/rows';
import { itemAt, itemOfRow, type OutlineItem } from './outline-items';

/** How a choice goes on from the one before: to here, with this one more or less, or anew. */
export interface Choosing {
  extend?: boolean;
  toggle?: boolean;
}

interface Place {
  from: number;
  fold: boolean;
}

interface Selection {
  /** Where the keyboard is, and where a range begins. */
  at: Place;
  anchor: Place;
  /** Rows that were chosen one by one, or as being alike, by where they begin; null for the range. */
  set: readonly number[] | null;
}

const START: Place = { from: -1, fold: false };

export interface RowSelection {
  /** The item that the keyboard is at. */
  active: number;
  /** The rows that are chosen, rising. */
  chosen: readonly number[];
  isChosen: ReadonlySet<number>;
  choose: (item: number, how?: Choosing) => void;
  /** Chooses rows wherever they stand; the keyboard stays where it is. */
  chooseRows: (rows: readonly number[]) => void;
  chooseRow: (row: number, how?: Choosing) => void;
}

/** Which rows of a document are chosen. They are kept by where they begin in the text, so that they stay chosen whatever becomes of them. */
export function useRowSelection(rows: readonly Row[], items: readonly OutlineItem[]): RowSelection {
  const [selection, setSelection] = useState<Selection>({ at: START, anchor: START, set: null });
  const active = useMemo(() => itemAt(items, rows, selection.at), [items, rows, selection.at]);
  const chosen = useMemo(() => {
    if (selection.set) {
      const set = new Set(selection.set);
      return rows.flatMap(({ from }, index) => (set.has(from) ? [index] : []));
    }
    const [one, other] = [items[active], items[itemAt(items, rows, selection.anchor)]];
    if (!one || !other) return [];
    const first = Math.min(one.first, other.first);
    return Array.from({ length: Math.max(one.end, other.end) - first }, (_, next) => first + next);
  }, [selection, rows, items, active]);
  const isChosen = useMemo(() => new Set(chosen), [chosen]);

  const choose = useCallback(
    (item: number, { extend = false, toggle = false }: Choosing = {}) => {
      const one = items[item];
      if (!one) return;
      const at = { from: one.from, fold: one.kind === 'fold' };
      const own = Array.from({ length: one.end - one.first }, (_, next) => one.first + next);
      setSelection((before) => {
        if (extend) return { at, anchor: before.anchor, set: null };
        if (!toggle) return { at, anchor: at, set: null };
        const rest = own.every((row) => isChosen.has(row)) ? chosen.filter((row) => !own.includes(row)) : [...chosen, ...own];
        return { at, anchor: at, set: rest.map((row) => rows[row]!.from) };
      });
    },
    [items, rows, chosen, isChosen],
  );
  const chooseRows = useCallback((wanted: readonly number[]) => setSelection((before) => ({ ...before, set: wanted.map((row) => rows[row]!.from) })), [rows]);
  const chooseRow = useCallback((row: number, how?: Choosing) => choose(itemOfRow(items, row), how), [choose, items]);
  return { active, chosen, isChosen, choose, chooseRows, chooseRow };
}
