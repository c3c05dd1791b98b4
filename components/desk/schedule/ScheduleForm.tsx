'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { fieldError } from '@/components/shell/field-error';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useFindingFocus } from '@/components/shell/use-finding-focus';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { dateTimeField, fromDateTimeField } from '@/components/ui/DateTime';
import { TextArea } from '@/components/ui/TextArea';
import { TextField } from '@/components/ui/TextField';
import type { ScheduleView } from '@/lib/domains/publication/schedule-queries';
import type { ScheduleDesk } from './use-schedule';

interface ScheduleFormProps {
  view: ScheduleView;
  desk: ScheduleDesk;
  onSaved: () => void;
  onClose: () => void;
}

const field = (iso: string | undefined) => (iso ? dateTimeField(iso) : '');

/** The times of a publication and a withdrawal, in the time of the site whatever the machine's. */
export function ScheduleForm({ view, desk, onSaved, onClose }: ScheduleFormProps) {
  const { schedule: words } = useWords().desk;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [publishAt, setPublishAt] = useState(field(view.publish?.at));
  const [withdrawAt, setWithdrawAt] = useState(field(view.withdraw?.at));
  const [reason, setReason] = useState(view.withdraw?.reason ?? '');
  const { problem, busy } = desk;
  useFindingFocus(form, problem);
  const publishes = view.publishable !== null;
  const error = (name: string) => fieldError(problem, name);
  const atFields = ['publishAt', 'withdrawAt', 'reason'].some((name) => error(name));
  const whole = error('') ?? error('revisionId');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const publish = publishes ? fromDateTimeField(publishAt) : undefined;
    const revisionId = publish ? view.publishable : (view.withdrawable ?? view.publishable);
    if (revisionId === null) return;
    const withdraw = fromDateTimeField(withdrawAt);
    if (await desk.save({ revisionId, publishAt: publish, withdrawAt: withdraw, reason: withdraw ? reason : undefined })) onSaved();
  };

  return (
    <form ref={form} className="schedule-form" noValidate onSubmit={(event) => void submit(event)}>
      {publishes ? (
        <TextField id={`${id}-publish`} type="datetime-local" label={words.publishAt} hint={words.publishHint} error={error('publishAt')} value={publishAt} onChange={setPublishAt} />
      ) : null}
      <TextField id={`${id}-withdraw`} type="datetime-local" label={words.withdrawAt} hint={words.withdrawHint} error={error('withdrawAt')} value={withdrawAt} onChange={setWithdrawAt} />
      {withdrawAt ? <TextArea id={`${id}-reason`} label={words.reason} error={error('reason')} rows={2} value={reason} onChange={setReason} /> : null}
      {whole ? <p className="error" role="alert">{whole}</p> : null}
      {problem && !atFields && !whole ? <ProblemNotice problem={problem} /> : null}
      <div className="actions">
        <Button look="primary" type="submit" busy={busy === 'save' && words.saving}>{words.save}</Button>
        <Button look="quiet" onClick={onClose}>{words.close}</Button>
      </div>
    </form>
  );
}
