import type { KeyboardEvent } from 'react';
import type { SectionKind } from '@/lib/text/outline/types';

export const KINDS: readonly SectionKind[] = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'];

/** What changes the rows that are chosen. */
export type Act = 'promote' | 'demote' | 'heading' | 'text' | 'cut' | 'drop' | 'keep' | 'case' | 'title' | SectionKind | { level: number };
/** What changes the choice, or steps back. */
export type Move = 'up' | 'down' | 'first' | 'last' | 'parent' | 'child' | 'next' | 'moreUp' | 'moreDown' | 'moreFirst' | 'moreLast' | 'all' | 'one' | 'alike';
export type Command = Act | Move | 'undo' | 'redo';

const KEYS: Readonly<Record<string, Command>> = {
  ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last', ArrowLeft: 'parent', ArrowRight: 'child', Escape: 'one',
  Enter: 'heading', Backspace: 'text', Delete: 'drop', '<': 'promote', '>': 'demote', ',': 'promote', '.': 'demote',
  a: 'alike', k: 'keep', s: 'cut', c: 'case', t: 'title', n: 'next', 1: 'BACKGROUND', 2: 'PRACTICE', 3: 'OUTCOME', 4: 'INSIGHT', 5: 'OTHER',
};
const WITH_SHIFT: Readonly<Record<string, Command>> = { ArrowUp: 'moreUp', ArrowDown: 'moreDown', Home: 'moreFirst', End: 'moreLast' };
const WITH_CONTROL: Readonly<Record<string, Command>> = { z: 'undo', y: 'redo', a: 'all' };

/** The command that a key means in the outline; null for a key that means nothing there. */
export function commandOf(event: KeyboardEvent): Command | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return key === 'ArrowLeft' ? 'promote' : key === 'ArrowRight' ? 'demote' : null;
  if (event.ctrlKey || event.metaKey) return (event.shiftKey && key === 'z' ? 'redo' : WITH_CONTROL[key]) ?? null;
  return (event.shiftKey ? WITH_SHIFT[key] : undefined) ?? KEYS[key] ?? null;
}
