import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ApprovedList } from '@/components/admin/ApprovedList';
import { ForbiddenMessage } from '@/components/admin/ForbiddenMessage';
import { ReviewQueue } from '@/components/admin/ReviewQueue';
import { ScheduleList } from '@/components/admin/ScheduleList';
import { listSchedules, schedulesOf } from '@/lib/domains/publication/schedule-queries';
import { isAdmin } from '@/lib/domains/users/roles';
import { isDomainError } from '@/lib/platform/errors';
import { words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { listApproved, listQueue } from '@/lib/domains/reviews/queries';
import { requireActor } from '../../../shell/session';

export function generateMetadata(): Metadata {
  return { title: words().desk.review.title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

/** What waits for a decision, and what was approved and waits to be published. */
export default async function ReviewPage({ searchParams }: Props) {
  const actor = await requireActor('/admin/review');
  const { cursor } = await searchParams;
  const { review } = words().desk;
  const request = { limit: LIMITS.pageSize.default, cursor: typeof cursor === 'string' ? cursor : undefined };
  const lists = await Promise.all([listQueue(actor, request), listApproved(actor, LIMITS.pageSize.max)]).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'forbidden') return null;
    if (isDomainError(error) && error.code === 'invalid') redirect('/admin/review');
    throw error;
  });
  if (!lists) {
    noteStatus(403);
    return <ForbiddenMessage role={actor.role} />;
  }
  const [queue, approved] = lists;
  const [scheduled, schedules] = await Promise.all([isAdmin(actor) ? listSchedules(actor) : null, schedulesOf(actor, approved.map(({ articleId }) => articleId))]);
  return (
    <div className="wrap">
      <div className="head"><h1>{review.title}</h1></div>
      <section aria-labelledby="queue-title">
        <h2 id="queue-title" className="label">{review.queue}</h2>
        {queue.items.length > 0 ? <ReviewQueue entries={queue.items} now={new Date().getTime()} /> : <p className="empty">{review.queueEmpty}</p>}
        <p className="older">
          {request.cursor === undefined ? null : <a href="/admin/review">{review.first}</a>}
          {queue.next ? <a className="on" href={`/admin/review?cursor=${queue.next}`}>{review.more}</a> : null}
        </p>
      </section>
      <section aria-labelledby="approved-title">
        <h2 id="approved-title" className="label">{review.approved}</h2>
        {approved.length > 0 ? <ApprovedList entries={approved} schedules={schedules} /> : <p className="empty">{review.approvedEmpty}</p>}
      </section>
      {scheduled ? (
        <section className="schedules" aria-labelledby="scheduled-title">
          <h2 id="scheduled-title" className="label">{words().desk.schedule.listTitle}</h2>
          <ScheduleList {...scheduled} />
        </section>
      ) : null}
    </div>
  );
}
