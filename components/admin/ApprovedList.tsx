import { Schedule } from '@/components/desk/schedule/Schedule';
import { dateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { ScheduleView } from '@/lib/domains/publication/schedule-queries';
import type { QueueEntry } from '@/lib/domains/reviews/queries';
import { balanced } from '@/lib/platform/direction';
import { PublishButton } from './PublishButton';

interface ApprovedListProps {
  entries: QueueEntry[];
  /** What is to happen to them by itself, by their ids. */
  schedules: ReadonlyMap<string, ScheduleView>;
}

/** What was approved and is not published yet; whoever may publish does it from here, or says when. */
export function ApprovedList({ entries, schedules }: ApprovedListProps) {
  const { desk } = words();
  const { review } = desk;
  return (
    <ul role="list" className="articles">
      {entries.map(({ articleId, title, ordinal, category, submittedBy, decidedAt, publishable }) => (
        <li key={articleId}>
          <h3><a href={`/admin/review/${articleId}`}><bdi>{balanced(title || desk.list.untitled)}</bdi></a></h3>
          <p className="where">
            <span><bdi>{balanced(submittedBy.name)}</bdi></span>
            {decidedAt ? <span>{fill(review.decided, { when: dateTime(decidedAt) })}</span> : null}
            <span><bdi>{balanced(category ?? desk.list.uncategorised)}</bdi></span>
            <span>{fill(review.version, { ordinal })}</span>
          </p>
          {publishable ? <PublishButton articleId={articleId} title={title} /> : null}
          <Schedule articleId={articleId} given={schedules.get(articleId)} title={title} />
        </li>
      ))}
    </ul>
  );
}
