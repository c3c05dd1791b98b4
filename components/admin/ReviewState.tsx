import { DateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { SubmittedRevision } from '@/lib/domains/reviews/queries';
import { balanced } from '@/lib/platform/direction';

/** What became of a submission so far, with the note. */
export function ReviewState({ revision }: { revision: SubmittedRevision }) {
  const { desk } = words();
  const { review } = desk;
  return (
    <section className="panel status" aria-labelledby="review-state">
      <h2 id="review-state" className="label">{fill(review.version, { ordinal: revision.ordinal })}</h2>
      <dl>
        <div>
          <dt>{review.outcome}</dt>
          <dd className={`stage ${(revision.outcome ?? 'submitted').toLowerCase()}`}>{revision.outcome ? review.outcomes[revision.outcome] : review.waitingOutcome}</dd>
        </div>
        <div><dt>{review.submittedBy}</dt><dd><bdi>{balanced(revision.submittedBy)}</bdi></dd></div>
        {revision.decidedAt ? (
          <div><dt><bdi>{balanced(revision.decidedBy ?? '')}</bdi></dt><dd><DateTime at={revision.decidedAt} /></dd></div>
        ) : null}
      </dl>
      {revision.note ? <p className="note">{revision.note}</p> : null}
      {revision.earlierNote ? (
        <>
          <h3 className="label">{fill(review.earlierNote, { ordinal: revision.earlierNote.ordinal, name: revision.earlierNote.by })}</h3>
          <p className="note">{revision.earlierNote.text}</p>
        </>
      ) : null}
      <ul role="list" className="links">
        {revision.published ? <li><a href={`/cases/${revision.number}`}>{review.publicPage}</a></li> : null}
        <li><a href={`/desk/articles/${revision.articleId}`}>{review.workingCopy}</a></li>
      </ul>
    </section>
  );
}
