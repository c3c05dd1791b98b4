'use client';

import { Button } from '@/components/ui/Button';
import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';
import { useImportWords } from './ImportWordsProvider';
import type { Planned } from './planned-document';
import { KINDS, type Command } from './row-commands';

interface RowToolsProps {
  planned: Planned;
  chosen: readonly number[];
  /** How many rows are like the one that the keyboard is at. */
  alike: number;
  run: (command: Command) => void;
  /** Whether the next row that is tapped ends a range. */
  picking: boolean;
  canUndo: boolean;
  canRedo: boolean;
  onPicking: (picking: boolean) => void;
}

/** What can be done with the chosen rows, by mouse or finger. Always the same buttons, so that nothing moves under the hand. */
export function RowTools({ planned, chosen, alike, run, picking, canUndo, canRedo, onPicking }: RowToolsProps) {
  const { importing, common } = useImportWords();
  const { actions } = importing;
  const { rows, placed } = planned;
  const own = chosen.flatMap((index) => placed[index] ?? []);
  const headings = own.filter(({ row }) => row.role === 'heading');
  const only = own.length === 1 ? own[0]!.row : undefined;
  const some = own.length > 0;
  const areStripped = some && own.every(({ row }) => row.role === 'stripped');
  const areHeadings = some && headings.length === own.length;
  const depths = new Set(headings.map(({ depth }) => depth));
  const kinds = new Set(headings.flatMap(({ row }) => planned.sections.get(row.heading!.words.from)?.kind ?? []));
  const button = (command: Command & string, words: string, possible: boolean) => <Button key={command} look="quiet" disabled={!possible} onClick={() => run(command)}>{words}</Button>;
  const level = areHeadings && depths.size === 1 ? [...depths][0]! : '';
  return (
    <div className="row-tools" role="group" aria-label={actions.label}>
      <span className="chosen-count">{fill(actions.chosen, { count: chosen.length })}</span>
      <Button look="quiet" aria-pressed={picking} onClick={() => onPicking(!picking)}>{picking ? actions.pickEnd : actions.pick}</Button>
      {button('heading', areHeadings ? actions.confirm : actions.heading, own.some(({ row }) => !row.opens))}
      {button('text', actions.merge, own.some(({ row }) => row.role !== 'text'))}
      {button('promote', actions.promote, headings.some(({ depth }) => depth > 1))}
      {button('demote', actions.demote, headings.length > 0)}
      {button('drop', areStripped ? actions.rescue : actions.drop, some)}
      {button('alike', fill(actions.alike, { count: alike }), alike > 1)}
      {button('keep', actions.keep, some && own.length < rows.length)}
      {button('title', actions.title, own.some(({ row }) => !row.opens && row.role !== 'title'))}
      <select aria-label={actions.level} value={level} disabled={!own.some(({ row }) => !row.opens)} onChange={({ target }) => run({ level: Number(target.value) })}>
        <option value="" disabled>{actions.level}</option>
        {Array.from({ length: LIMITS.import.levels - 3 }, (_, index) => index + 1).map((one) => <option key={one} value={one}>{fill(actions.levelOf, { level: one })}</option>)}
      </select>
      <select aria-label={actions.kind} value={kinds.size === 1 ? [...kinds][0] : ''} disabled={kinds.size === 0} onChange={({ target }) => run(target.value as Command)}>
        <option value="" disabled>{actions.kind}</option>
        {KINDS.map((name) => <option key={name} value={name}>{common.kinds[name]}</option>)}
      </select>
      {button('cut', actions.cut, only !== undefined && ['text', 'intro', 'heading'].includes(only.role))}
      {button('case', only?.opens ? actions.sameCase : actions.newCase, only !== undefined && only.role !== 'stripped')}
      {button('next', planned.uncertain.length > 0 ? fill(actions.next, { count: planned.uncertain.length }) : actions.none, planned.uncertain.length > 0)}
      {button('undo', importing.undo, canUndo)}
      {button('redo', importing.redo, canRedo)}
    </div>
  );
}
