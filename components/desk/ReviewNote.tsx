'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { dateTime } from '@/components/ui/DateTime';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import { useDesk } from './DeskProvider';

/** What the reviewer wrote, until the article is submitted again; and why it was withdrawn from readers. */
export function ReviewNote() {
  const { article: words } = useWords().desk;
  const { article } = useDesk();
  const { review, publication } = article;
  const shown = review?.note && (review.outcome === 'RETURNED' || review.outcome === 'APPROVED') ? review : null;
  const withdrawn = publication.status === 'WITHDRAWN' && publication.withdrawnAt;
  return (
    <>
      {shown ? (
        <Notice tone={shown.outcome === 'RETURNED' ? 'bad' : 'good'} title={shown.outcome === 'RETURNED' ? words.noteTitle : words.noteApproved}>
          <p className="note">{shown.note}</p>
          <p className="hint">{fill(words.noteBy, { name: shown.decidedBy?.name ?? '', when: shown.decidedAt ? dateTime(shown.decidedAt) : '' })}</p>
        </Notice>
      ) : null}
      {withdrawn ? (
        <Notice tone="bad">
          <p>{fill(words.withdrawn, { when: dateTime(withdrawn) })}</p>
          {publication.reason ? <p className="note">{fill(words.withdrawnReason, { reason: publication.reason })}</p> : null}
        </Notice>
      ) : null}
    </>
  );
}
