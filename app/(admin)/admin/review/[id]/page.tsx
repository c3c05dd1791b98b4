import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { DecisionForm } from '@/components/admin/DecisionForm';
import { ForbiddenMessage } from '@/components/admin/ForbiddenMessage';
import { ReviewState } from '@/components/admin/ReviewState';
import { RevisionView } from '@/components/admin/RevisionView';
import { Schedule } from '@/components/desk/schedule/Schedule';
import { getSchedule } from '@/lib/domains/publication/schedule-queries';
import { isAdmin, mayReview } from '@/lib/domains/users/roles';
import { id as articleId } from '@/lib/domains/articles/schema';
import { currentActor } from '@/lib/domains/users/auth';
import { isDomainError } from '@/lib/platform/errors';
import { words } from '@/lib/i18n/words';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { getSubmittedRevision } from '@/lib/domains/reviews/queries';
import { balanced, isolated } from '@/lib/platform/direction';
import { requireActor } from '../../../../shell/session';

interface Props {
  params: Promise<{ id: string }>;
}

/** The revision, once for the page and its title; null where there is none that this account may see. */
const load = cache(async (id: string) => {
  const actor = await currentActor();
  if (!actor || !articleId.safeParse(id).success) return null;
  return getSubmittedRevision(actor, id).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const actor = await currentActor();
  const judges = mayReview(actor);
  return { title: isolated((judges && (await load(id))?.title) || words().desk.review.title) };
}

/** One submission to be read and decided. */
export default async function SubmissionPage({ params }: Props) {
  const { id } = await params;
  const actor = await requireActor(`/admin/review/${id}`);
  if (!mayReview(actor)) {
    noteStatus(403);
    return <ForbiddenMessage role={actor.role} />;
  }
  const revision = await load(id);
  if (!revision) notFound();
  const { desk } = words();
  const schedule = await getSchedule(actor, id);
  return (
    <>
      <div className="wrap">
        <p className="crumb"><a href="/admin/review">{desk.review.back}</a></p>
        <h1><bdi>{balanced(revision.title || desk.list.untitled)}</bdi></h1>
      </div>
      <div className="wrap editor reviewing">
        <div className="middle"><RevisionView revision={revision} /></div>
        <aside className="margin">
          <ReviewState revision={revision} />
          <DecisionForm key={revision.revisionId} revision={{ articleId: revision.articleId, revisionId: revision.revisionId, can: revision.can, outcome: revision.outcome }} publishes={isAdmin(actor)} />
          <Schedule articleId={id} given={schedule} />
        </aside>
      </div>
    </>
  );
}
