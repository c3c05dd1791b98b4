import { dateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { QueueEntry } from '@/lib/domains/reviews/queries';
import { PublishButton } from './PublishButton';

/** What was approved and is not published yet; whoever may publish does it from here. */
export function ApprovedList({ entries }: { entries: QueueEntry[] }) {
  const { desk } = words();
  const { review } = desk;
  return (
    <ul role="list" className="articles">
      {entries.map(({ articleId, title, ordinal, category, submittedBy, decidedAt, publishable }) => (
        <li key={articleId}>
          <h3><a href={`/admin/review/${articleId}`}>{title || desk.list.untitled}</a></h3>
          <p className="where">
            <span>{submittedBy.name}</span>
            {decidedAt ? <span>{fill(review.decided, { when: dateTime(decidedAt) })}</span> : null}
            <span>{category ?? desk.list.uncategorised}</span>
            <span>{fill(review.version, { ordinal })}</span>
          </p>
          {publishable ? <PublishButton articleId={articleId} title={title} /> : null}
        </li>
      ))}
    </ul>
  );
}
