'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { clock } from '@/components/ui/DateTime';
import { Hidden } from '@/components/ui/Hidden';
import { fill } from '@/lib/i18n/fill';
import type { Phase } from './use-draft';

interface SaveBarProps {
  /** What is saved, for listeners: there are several such buttons on a page. */
  name: string;
  dirty: boolean;
  phase: Phase;
  onSave: () => void;
}

/** The save button with the state of things beside it, said aloud when it changes. */
export function SaveBar({ name, dirty, phase, onSave }: SaveBarProps) {
  const { saving } = useWords().desk;
  const sending = phase.name === 'sending';
  return (
    <div className="save-bar">
      <Button look={dirty ? 'primary' : 'outline'} busy={sending && saving.sending} onClick={onSave} title={saving.shortcut}>
        {saving.save}
        <Hidden> {name}</Hidden>
      </Button>
      <p className={dirty ? 'state dirty' : 'state'} aria-live="polite">
        {sending ? '' : stateText(dirty, phase, saving)}
      </p>
    </div>
  );
}

function stateText(dirty: boolean, phase: Phase, saving: ReturnType<typeof useWords>['desk']['saving']): string {
  if (phase.name === 'failed') return saving.failed;
  if (dirty) return saving.dirty;
  if (phase.name !== 'saved') return '';
  const saved = fill(saving.saved, { time: clock(phase.at.toISOString()) });
  return phase.dropped > 0 ? fill(saving.dropped, { saved, count: phase.dropped }) : saved;
}
