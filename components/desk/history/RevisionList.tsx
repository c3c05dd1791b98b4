import { DateTime, dateTime } from '@/components/ui/DateTime';
import { Hidden } from '@/components/ui/Hidden';
import type { RevisionEntry } from '@/lib/domains/reviews/history';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { revisionLabel } from './revision-label';

interface RevisionListProps {
  entries: readonly RevisionEntry[];
  /** The one that is compared with what it is now. */
  shown: string | null;
  /** Of this page, without a query. */
  address: string;
}

/** The kept states: when, who, why and how it is called. */
export function RevisionList({ entries, shown, address }: RevisionListProps) {
  const { history } = words().desk;
  return (
    <ol role="list">
      {entries.map((entry) => {
        const { id, cause, name, createdAt, createdBy, submission, published } = entry;
        const isShown = id === shown;
        return (
          <li key={id} className={isShown ? 'chosen' : undefined}>
            <p><strong>{name === null ? revisionLabel(entry, history) : <bdi>{balanced(name)}</bdi>}</strong></p>
            <p className="hint">{name === null ? null : `${revisionLabel(entry, history)} · `}{history.causes[cause]} · <DateTime at={createdAt} /> · <bdi>{balanced(createdBy.name)}</bdi></p>
            {submission && cause !== 'SUBMISSION' ? <p className="hint">{fill(history.submitted, { when: dateTime(submission.submittedAt) })}</p> : null}
            {submission ? <p className="hint">{submission.outcome ? history.outcomes[submission.outcome] : history.waiting}</p> : null}
            {published ? <p className="hint">{history.published}</p> : null}
            <p>
              <a href={`${address}?from=${id}`} aria-current={isShown ? 'true' : undefined}>
                {isShown ? history.comparedNow : history.compareNow}
                <Hidden> {revisionLabel(entry, history)}</Hidden>
              </a>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
