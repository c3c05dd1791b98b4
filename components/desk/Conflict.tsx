'use client';

import { useEffect, useId, useRef } from 'react';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { Fields } from './draft';
import type { DraftDesk } from './use-draft';

interface ConflictProps<D extends Fields, S> {
  desk: DraftDesk<D, S>;
  labels: Record<string, string>;
  /** How a field reads, where its value is a code. */
  show?: (field: string, value: string) => string;
}

/** Both sides of a conflict, paragraph beside paragraph, and the three ways out of it. Nobody's words are lost. */
export function Conflict<D extends Fields, S>({ desk, labels, show = (_field, value) => value }: ConflictProps<D, S>) {
  const { conflict: words } = useWords().desk;
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const { conflict, draft } = desk;
  const open = conflict?.open ?? false;
  useEffect(() => {
    if (open) box.current?.focus();
  }, [open]);

  if (desk.lost) {
    return (
      <Notice live>
        <p>{words.tookTheirs}</p>
        <Button look="quiet" onClick={desk.takeBack}>{words.back}</Button>
      </Notice>
    );
  }
  if (!conflict) return null;
  if (!open) return <Button look="quiet" onClick={desk.compare}>{words.compare}</Button>;
  return (
    <section className="conflict" aria-labelledby={id} ref={box} tabIndex={-1}>
      <p id={id} className="conflict-title">{words.title}</p>
      <p>{words.text}</p>
      {conflict.fields.map((field) => (
        <div className="sides" key={field}>
          <Side title={`${words.mine} · ${labels[field] ?? ''}`} text={show(field, draft[field] ?? '')} other={conflict.theirs[field] ?? ''} />
          <Side title={`${words.theirs} · ${labels[field] ?? ''}`} text={show(field, conflict.theirs[field] ?? '')} other={draft[field] ?? ''} />
        </div>
      ))}
      <div className="actions">
        <Button look="outline" onClick={() => void desk.keepMine()}>{words.keepMine}</Button>
        <Button look="outline" onClick={() => void desk.takeTheirs()}>{words.takeTheirs}</Button>
        <Button look="outline" onClick={desk.goOn}>{words.goOn}</Button>
      </div>
      <p className="hint">{words.goOnHint}</p>
    </section>
  );
}

/** One side; a line that the other side has not is marked. */
function Side({ title, text, other }: { title: string; text: string; other: string }) {
  const { conflict: words } = useWords().desk;
  const known = new Set(other.split('\n'));
  return (
    <div className="side">
      <p className="side-title" aria-hidden="true">{title}</p>
      <pre tabIndex={0} aria-label={title}>
        {text === '' ? words.empty : null}
        {text.split('\n').map((line, index) => (
          <span key={index}>
            {index > 0 ? '\n' : null}
            {known.has(line) || line === '' ? line : <mark>{line}</mark>}
          </span>
        ))}
      </pre>
    </div>
  );
}
