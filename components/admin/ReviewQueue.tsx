import { DateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { QueueEntry } from '@/lib/domains/reviews/queries';
import { balanced } from '@/lib/platform/direction';
import { duration } from './duration';

/** Submissions that wait, the longest waiting first. `now` is given, so that one page has one clock. */
export function ReviewQueue({ entries, now }: { entries: QueueEntry[]; now: number }) {
  const { desk } = words();
  const { review } = desk;
  return (
    <ul role="list" className="articles">
      {entries.map(({ articleId, title, ordinal, category, submittedBy, submittedAt, decidable }) => (
        <li key={articleId}>
          <h3><a href={`/admin/review/${articleId}`}><bdi>{balanced(title || desk.list.untitled)}</bdi></a></h3>
          <p className="where">
            <span>{fill(review.waiting, { name: submittedBy.name, duration: duration(submittedAt, now, review) })}</span>
            <span><DateTime at={submittedAt} /></span>
            <span><bdi>{balanced(category ?? desk.list.uncategorised)}</bdi></span>
            <span>{fill(review.version, { ordinal })}</span>
            {decidable ? null : <span>{review.own}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
