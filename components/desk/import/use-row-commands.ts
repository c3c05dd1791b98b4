'use client';

import { useState, type KeyboardEvent } from 'react';
import { fill } from '@/lib/i18n/fill';
import { cutSentence, setKind, toggleCase } from '@/lib/importing/plan/edits';
import type { Plan } from '@/lib/importing/plan/plan';
import { headingRows, keepRows, restoreRows, shiftRows, stripRows, textRows, titleRows } from '@/lib/importing/plan/range-edits';
import type { RowShapes } from '@/lib/importing/plan/row-shapes';
import { useImportWords } from './ImportWordsProvider';
import { itemOfRow, type OutlineItem } from './outline-items';
import type { Planned } from './planned-document';
import { commandOf, type Act, type Command, type Move } from './row-commands';
import { workOf, type Document, type Documents } from './use-documents';
import type { RowSelection } from './use-row-selection';

interface Given {
  document: Document;
  documents: Documents;
  planned: Planned;
  text: string;
  shapes: RowShapes;
  items: readonly OutlineItem[];
  selection: RowSelection;
  /** Opens or closes the fold that an item is. */
  fold: (item: OutlineItem, open: boolean) => void;
}

/** Runs commands on the rows that are chosen, by key or by button, and says what came of them. One command is one step to be undone. */
export function useRowCommands({ document, documents, planned, text, shapes, items, selection, fold }: Given) {
  const { importing, common } = useImportWords();
  const { said: words } = importing;
  const [said, setSaid] = useState('');
  const work = workOf(document);
  const { rows, placed } = planned;
  const { active, chosen } = selection;

  const tell = (done: string, count = chosen.length) => setSaid(count > 1 ? `${done}${fill(words.rows, { count })}` : done);
  const go = (item: number, extend = false) => {
    const one = items[item];
    if (!one) return;
    selection.choose(item, { extend });
    window.document.querySelector<HTMLElement>(`[role="treeitem"][data-item="${item}"]`)?.focus();
  };
  const goToRow = (row: number) => row >= 0 && go(itemOfRow(items, row));
  const parentOf = (row: number) => {
    const own = placed[row];
    if (!own) return -1;
    const limit = own.row.role === 'heading' ? own.depth : own.depth + 1;
    return placed.findLastIndex(({ row: other, depth }, at) => at < row && ((other.role === 'heading' && depth < limit) || other.opens));
  };

  const move = (command: Move) => {
    const item = items[active];
    const row = item && rows[item.first];
    switch (command) {
      case 'up': return go(active - 1);
      case 'down': return go(active + 1);
      case 'moreUp': return go(active - 1, true);
      case 'moreDown': return go(active + 1, true);
      case 'first': return go(0);
      case 'last': return go(items.length - 1);
      case 'moreFirst': return go(0, true);
      case 'moreLast': return go(items.length - 1, true);
      case 'one': return go(active);
      case 'all': selection.chooseRows(rows.map((_, index) => index)); return tell(words.chosen, rows.length);
      case 'alike': {
        if (!item) return;
        const alike = shapes.alike(rows, item.first);
        selection.chooseRows(alike);
        return tell(words.chosen, alike.length);
      }
      case 'parent': return item?.kind === 'fold' && item.open ? fold(item, false) : item?.within ? go(items.findLastIndex(({ kind }, at) => at < active && kind === 'fold')) : item && goToRow(parentOf(item.first));
      case 'child': return item?.kind === 'fold' && !item.open ? fold(item, true) : item?.kind === 'fold' || row?.role === 'heading' || row?.opens ? go(active + 1) : undefined;
      case 'next': return goToRow(planned.uncertain.find((index) => index >= (item?.end ?? 0)) ?? planned.uncertain[0] ?? -1);
    }
  };

  const act = (command: Act): [plan: Plan | null, tell: string] => {
    const given = { rows, plan: work.plan };
    const first = chosen[0]!;
    const row = rows[first]!;
    if (typeof command === 'object') return [headingRows(given, chosen, shapes, text, command.level), words.heading];
    switch (command) {
      case 'promote': return [shiftRows(given, chosen, -1), words.promoted];
      case 'demote': return [shiftRows(given, chosen, 1), words.demoted];
      case 'heading': return [headingRows(given, chosen, shapes, text), chosen.every((index) => rows[index]!.role === 'heading') ? words.confirmed : words.heading];
      case 'text': return [textRows(given, chosen), words.merged];
      case 'cut': return [chosen.length === 1 ? cutSentence(given, first, text) : null, words.cut];
      case 'drop': return chosen.every((index) => rows[index]!.role === 'stripped') ? [restoreRows(given, chosen, document.base!), words.rescued] : [stripRows(given, chosen), words.dropped];
      case 'keep': return [keepRows(given, chosen, document.base!, shapes), words.kept];
      case 'case': return [chosen.length === 1 && row.role !== 'stripped' ? toggleCase(given, row) : null, row.opens ? words.sameCase : words.newCase];
      case 'title': return [titleRows(given, chosen, shapes), words.title];
      default: return [setKind(given, chosen, command), fill(words.kind, { kind: common.kinds[command] })];
    }
  };

  const run = (command: Command) => {
    if (command === 'undo' || command === 'redo') {
      documents[command](document.id);
      return setSaid(command === 'undo' ? words.undone : words.redone);
    }
    if (typeof command === 'string' && MOVES.has(command)) return move(command as Move);
    if (chosen.length === 0) return;
    const [plan, done] = act(command as Act);
    if (!plan) return setSaid(words.impossible);
    documents.decide(document.id, { ...work, plan });
    // What was chosen stays so, whatever it is folded together with now.
    selection.chooseRows(chosen);
    tell(done);
  };
  const key = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    const item = items[active];
    if (command === 'heading' && item?.kind === 'fold') fold(item, !item.open);
    else run(command);
  };
  return { run, key, said };
}

const MOVES: ReadonlySet<string> = new Set<Move>(['up', 'down', 'first', 'last', 'parent', 'child', 'next', 'moreUp', 'moreDown', 'moreFirst', 'moreLast', 'all', 'one', 'alike']);
