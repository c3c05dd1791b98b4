'use client';

import { useEffect, useRef, useState } from 'react';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { ScheduleView } from '@/lib/domains/publication/schedule-queries';
import { ScheduleForm } from './ScheduleForm';
import { ScheduleLines } from './ScheduleLines';
import { useSchedule } from './use-schedule';

interface ScheduleProps {
  articleId: string;
  /** What the page has loaded with itself; without it, it is loaded. */
  given?: ScheduleView | undefined;
  /** Another one says that the article stands otherwise by now. */
  stamp?: string;
  /** Of the article, where the place does not say which. */
  title?: string;
}

/** When an article is to be published and withdrawn by itself, in a line; and for whoever may, the way to set, change and cancel it. */
export function Schedule({ articleId, given, stamp = '', title }: ScheduleProps) {
  const { schedule: words } = useWords().desk;
  const desk = useSchedule(articleId, given, stamp);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { view, done, busy, problem } = desk;
  useEffect(() => {
    // The button that was pressed may be gone.
    if (done) box.current?.focus();
  }, [done]);
  if (!view) return null;

  const stands = view.publish !== null || view.withdraw !== null;
  const may = view.publishable !== null || view.withdrawable !== null;
  if (!stands && !may && !view.dropped) return null;
  const step = stands ? words.change : view.publishable === null ? words.setWithdraw : words.set;
  const close = () => {
    setOpen(false);
    desk.forget();
  };
  return (
    <div className="schedule" ref={box} tabIndex={-1}>
      <ScheduleLines entries={[view.publish, view.withdraw]} dropped={view.dropped} words={words} />
      <p role="status">{done === 'save' ? words.saved : done === 'cancel' ? words.cancelled : ''}</p>
      {open ? (
        <ScheduleForm view={view} desk={desk} onSaved={() => setOpen(false)} onClose={close} />
      ) : may ? (
        <div className="actions">
          <Button onClick={() => { desk.forget(); setOpen(true); }}>{step}{title ? <Hidden> {title}</Hidden> : null}</Button>
          {stands ? <Button look="quiet" busy={busy === 'cancel' && words.cancelling} onClick={() => void desk.cancel()}>{words.cancel}{title ? <Hidden> {title}</Hidden> : null}</Button> : null}
        </div>
      ) : null}
      {problem && !open ? <ProblemNotice problem={problem} /> : null}
    </div>
  );
}
