'use client';

import { useState, type KeyboardEvent } from 'react';
import { fill } from '@/lib/i18n/fill';
import { asHeading, asRole, asTitle, cutSentence, drop, setKind, shift, toggleCase } from '@/lib/importing/plan/edits';
import type { Plan } from '@/lib/importing/plan/plan';
import type { SectionKind } from '@/lib/text/outline/types';
import { useImportWords } from './ImportWordsProvider';
import type { Planned } from './planned-document';
import { workOf, type Document, type Documents } from './use-documents';

export const KINDS: readonly SectionKind[] = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'];

/** What can be done with a row, or with the whole. */
export type Command = 'promote' | 'demote' | 'heading' | 'merge' | 'cut' | 'drop' | 'case' | 'title' | 'next' | 'undo' | 'redo' | 'up' | 'down' | 'first' | 'last' | 'parent' | 'child' | SectionKind;

const KEYS: Readonly<Record<string, Command>> = {
  ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last', ArrowLeft: 'parent', ArrowRight: 'child',
  Enter: 'heading', Backspace: 'merge', Delete: 'drop', '<': 'promote', '>': 'demote', ',': 'promote', '.': 'demote',
  s: 'cut', c: 'case', t: 'title', n: 'next', 1: 'BACKGROUND', 2: 'PRACTICE', 3: 'OUTCOME', 4: 'INSIGHT', 5: 'OTHER',
};
const WITH_CONTROL: Readonly<Record<string, Command>> = { z: 'undo', y: 'redo' };

/** The command that a key means in the outline; null for a key that means nothing there. */
function commandOf(event: KeyboardEvent): Command | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return key === 'ArrowLeft' ? 'promote' : key === 'ArrowRight' ? 'demote' : null;
  if (event.ctrlKey || event.metaKey) return (event.shiftKey && key === 'z' ? 'redo' : WITH_CONTROL[key]) ?? null;
  return KEYS[key] ?? null;
}

interface Given {
  document: Document;
  documents: Documents;
  planned: Planned;
  text: string;
  active: number;
  setActive: (index: number) => void;
}

/** Runs commands on the active row, by key or by button, and says what came of them. */
export function useRowCommands({ document, documents, planned, text, active, setActive }: Given) {
  const { importing, common } = useImportWords();
  const { said: words } = importing;
  const [said, setSaid] = useState('');
  const work = workOf(document);
  const { rows, placed } = planned;

  const edited = (plan: Plan | null, tell: string) => {
    if (!plan) return setSaid(words.impossible);
    documents.decide(document.id, { ...work, plan });
    setSaid(tell);
  };
  const go = (index: number) => {
    if (index < 0 || index >= rows.length) return;
    setActive(index);
    window.document.querySelector<HTMLElement>(`[role="treeitem"][data-row="${rows[index]!.from}"]`)?.focus();
  };
  const parentOf = () => {
    const own = placed[active];
    if (!own) return -1;
    const limit = own.row.role === 'heading' ? own.depth : own.depth + 1;
    return placed.findLastIndex(({ row, depth }, at) => at < active && ((row.role === 'heading' && depth < limit) || row.opens));
  };

  const run = (command: Command) => {
    const row = rows[active];
    const editing = { rows, plan: work.plan };
    switch (command) {
      case 'undo': documents.undo(document.id); return setSaid(words.undone);
      case 'redo': documents.redo(document.id); return setSaid(words.redone);
      case 'up': return go(active - 1);
      case 'down': return go(active + 1);
      case 'first': return go(0);
      case 'last': return go(rows.length - 1);
      case 'parent': return go(parentOf());
      case 'child': return go(row?.role === 'heading' || row?.opens ? active + 1 : -1);
      case 'next': return go(planned.uncertain.find((index) => index > active) ?? planned.uncertain[0] ?? -1);
      default:
    }
    if (!row) return;
    switch (command) {
      case 'promote': return edited(shift(editing, active, -1), words.promoted);
      case 'demote': return edited(shift(editing, active, 1), words.demoted);
      case 'heading': return edited(row.role === 'stripped' || row.opens ? null : asHeading(editing, active, text), row.role === 'heading' ? words.confirmed : words.heading);
      case 'merge': return edited(row.role === 'text' || row.role === 'stripped' ? null : asRole(editing, row, 'text'), words.merged);
      case 'cut': return edited(cutSentence(editing, active, text), words.cut);
      case 'drop': return edited(drop(editing, active), row.role === 'stripped' ? words.rescued : words.dropped);
      case 'case': return edited(row.role === 'stripped' ? null : toggleCase(editing, row), row.opens ? words.sameCase : words.newCase);
      case 'title': return edited(asTitle(editing, row), words.title);
      default: return edited(setKind(editing, active, command), fill(words.kind, { kind: common.kinds[command] }));
    }
  };
  const key = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    run(command);
  };
  return { run, key, said };
}
