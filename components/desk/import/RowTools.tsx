'use client';

import { Button } from '@/components/ui/Button';
import { fill } from '@/lib/i18n/fill';
import { useImportWords } from './ImportWordsProvider';
import type { Planned } from './planned-document';
import { KINDS, type Command } from './use-row-commands';

interface RowToolsProps {
  planned: Planned;
  active: number;
  run: (command: Command) => void;
}

/** What can be done with the chosen row, by mouse or finger. */
export function RowTools({ planned, active, run }: RowToolsProps) {
  const { importing, common } = useImportWords();
  const { actions } = importing;
  const place = planned.placed[active];
  const row = place?.row;
  const isHeading = row?.role === 'heading';
  const kind = row?.heading ? planned.sections.get(row.heading.words.from)?.kind : undefined;
  const uncertain = planned.uncertain.length;
  const button = (command: Command, words: string, possible = true) => (possible ? <Button look="quiet" onClick={() => run(command)}>{words}</Button> : null);
  return (
    <div className="row-tools" role="group" aria-label={actions.label}>
      {button('promote', actions.promote, isHeading && (place?.depth ?? 0) > 1)}
      {button('demote', actions.demote, isHeading)}
      {button('heading', isHeading ? actions.confirm : actions.heading, Boolean(row) && row?.role !== 'stripped' && !row?.opens)}
      {button('merge', actions.merge, isHeading)}
      {button('cut', actions.cut, row?.role === 'text' || row?.role === 'intro' || isHeading)}
      {button('case', row?.opens ? actions.sameCase : actions.newCase, Boolean(row) && row?.role !== 'stripped')}
      {button('title', actions.title, row?.role === 'text' || row?.role === 'intro' || row?.role === 'byline')}
      {button('drop', row?.role === 'stripped' ? actions.rescue : actions.drop, Boolean(row))}
      {kind ? (
        <label className="row-kind">
          <span>{actions.kind}</span>
          <select value={kind} onChange={({ target }) => run(target.value as Command)}>
            {KINDS.map((name) => <option key={name} value={name}>{common.kinds[name]}</option>)}
          </select>
        </label>
      ) : null}
      {uncertain > 0 ? button('next', fill(actions.next, { count: uncertain })) : <span className="hint">{actions.none}</span>}
    </div>
  );
}
