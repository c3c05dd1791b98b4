import type { Actor } from '../../platform/actor';
import { upgradeBody } from '../../content/upgrade';
import { guidanceOf } from './guidance';
import { articlePolicy } from './policy';
import { regionView } from '../../text/regions/regions';
import { reloadArticle, subjectOf, type ArticleRow } from './load';
import { reviewState } from './review-state';

/** Where an article stands towards readers. */
export function publicationStatus(row: Pick<ArticleRow, 'publishedRevisionId' | 'withdrawnAt'>) {
  if (row.publishedRevisionId) return 'PUBLISHED' as const;
  return row.withdrawnAt ? ('WITHDRAWN' as const) : ('UNPUBLISHED' as const);
}

export type SectionRow = ArticleRow['sections'][number];

/** A section of the working copy as the API answers it. */
export function sectionView(section: SectionRow) {
  const { id, kind, heading, number, version } = section;
  // Guidance is for whoever writes: it stands beside the text, and no revision holds it.
  return { id, kind, heading, number, body: upgradeBody(section.body), guidance: guidanceOf(section.element), version, updatedAt: section.updatedAt.toISOString() };
}

function reviewView(review: ArticleRow['reviews'][number]) {
  return {
    id: review.id,
    revisionId: review.revisionId,
    submittedAt: review.submittedAt.toISOString(),
    submittedBy: review.submittedBy,
    outcome: review.outcome,
    note: review.note,
    decidedAt: review.decidedAt?.toISOString() ?? null,
    decidedBy: review.decidedBy,
  };
}

/** The working copy of an article as the API answers it and the desk shows it, with what this user can do now. */
export function articleView(actor: Actor, row: ArticleRow) {
  const subject = subjectOf(row);
  const { round } = reviewState(row);
  const invites = articlePolicy.can(actor, 'article.invite', subject);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    lead: row.lead,
    region: regionView(row.regionCode),
    organisation: row.organisation?.name ?? null,
    field: row.field,
    year: row.year,
    category: row.category && { slug: row.category.slug, name: row.category.name },
    stage: row.stage,
    publication: {
      status: publicationStatus(row),
      revisionId: row.publishedRevisionId,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      reason: row.withdrawnReason,
    },
    version: row.version,
    orderVersion: row.orderVersion,
    workingSeq: row.workingSeq,
    owner: row.owner,
    // Who invites by address sees addresses; the others know each other by name.
    editors: row.editors.map(({ user: { id, name, email } }) => (invites ? { id, name, email } : { id, name })),
    review: round && reviewView(round),
    sections: row.sections.map(sectionView),
    allowed: articlePolicy.actions.filter((action) => articlePolicy.can(actor, action, subject)),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

export type ArticleView = ReturnType<typeof articleView>;

/** The same of an article that has just been changed. */
export async function freshView(actor: Actor, article: { id: string }): Promise<ArticleView> {
  return articleView(actor, await reloadArticle(article));
}
export type SectionView = ReturnType<typeof sectionView>;
