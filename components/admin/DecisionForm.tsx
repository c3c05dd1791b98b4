'use client';

import { useEffect, useRef, useState } from 'react';
import { fieldError } from '@/components/shell/field-error';
import { problemText } from '@/components/shell/problem-text';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useFindingFocus } from '@/components/shell/use-finding-focus';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Notice } from '@/components/ui/Notice';
import { TextArea } from '@/components/ui/TextArea';
import { fill } from '@/lib/i18n/fill';
import type { SubmittedRevision } from '@/lib/domains/reviews/queries';
import { useDecision } from './use-decision';

interface DecisionFormProps {
  revision: Pick<SubmittedRevision, 'articleId' | 'revisionId' | 'can' | 'outcome'>;
  /** Whether this account may publish what it has approved. */
  publishes: boolean;
}

/** Approve, return with a note, publish, withdraw: what of it is shown follows the policy. */
export function DecisionForm({ revision, publishes }: DecisionFormProps) {
  const words = useWords();
  const { review, dialog } = words.desk;
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const steps = useDecision(revision.articleId, revision.revisionId);
  const { busy, done, problem, half } = steps;
  const form = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  useFindingFocus(form, problem);
  useEffect(() => {
    if (done || half) outcome.current?.focus();
  }, [done, half]);

  const error = fieldError(problem, 'note');
  const said = done && { approve: review.approvedDone, approveAndPublish: review.publishedDone, return: review.returnedDone, publish: review.published, withdraw: review.withdrawnDone }[done];
  const decide = (step: 'approve' | 'approveAndPublish' | 'return') => () => void steps.decide(step, note);
  const withdraw = async () => {
    await steps.withdraw(reason);
    setAsked(false);
  };
  const sending = (step: typeof busy) => busy === step && review.sending;

  return (
    <section className="panel decision" aria-labelledby="decision-title">
      <h2 id="decision-title" className="label">{review.decideTitle}</h2>
      <div ref={outcome} tabIndex={-1} className="outcome">
        {said ? <Notice tone="good" live><p>{said}</p></Notice> : null}
        {half && problem ? <Notice tone="bad" live><p>{fill(review.approvedNotPublished, { reason: problemText(problem, words) })}</p></Notice> : null}
        {problem && !half && !error ? (
          problem.reason === 'stale_version' ? (
            <Notice tone="bad" live>
              <p>{review.stale}</p>
              <Button onClick={() => window.location.reload()}>{review.reload}</Button>
            </Notice>
          ) : (
            <ProblemNotice problem={problem} />
          )
        ) : null}
      </div>
      {revision.outcome === 'RECALLED' ? <p className="hint">{review.recalled}</p> : null}
      {revision.outcome === null && !revision.can.decide ? <p className="hint">{review.notYours}</p> : null}
      {revision.can.decide ? (
        <div ref={form}>
          <TextArea id="decision-note" label={review.note} hint={review.noteHint} error={error} value={note} rows={5} onChange={setNote} />
          <div className="actions">
            {publishes ? <Button look="primary" busy={sending('approveAndPublish')} onClick={decide('approveAndPublish')}>{review.approveAndPublish}</Button> : null}
            <Button look={publishes ? 'outline' : 'primary'} busy={sending('approve')} onClick={decide('approve')}>{review.approve}</Button>
            <Button look="danger" busy={sending('return')} onClick={decide('return')}>{review.return}</Button>
          </div>
        </div>
      ) : null}
      <div className="actions">
        {revision.can.publish ? <Button look="primary" busy={busy === 'publish' && review.publishing} onClick={() => void steps.publish()}>{review.publish}</Button> : null}
        {revision.can.withdraw ? <Button look="danger" onClick={() => setAsked(true)}>{review.withdraw}</Button> : null}
      </div>
      {asked ? (
        <Dialog
          title={review.withdrawTitle}
          confirm={review.withdraw}
          cancel={dialog.cancel}
          busy={busy === 'withdraw' && review.withdrawing}
          onConfirm={() => void withdraw()}
          onClose={() => setAsked(false)}
        >
          <p>{review.withdrawText}</p>
          <TextArea id="withdraw-reason" label={review.withdrawReason} value={reason} rows={3} onChange={setReason} />
        </Dialog>
      ) : null}
    </section>
  );
}
