import type { Prisma } from '../platform/database/generated/client';
import { CATEGORIES, organisation, type Tag } from '../platform/commit-clock/tags';
import { regionName } from '../text/regions/regions';

export const teaserSelect = {
  id: true,
  number: true,
  publishedAt: true,
  category: { select: { slug: true, name: true } },
  publishedRevision: {
    select: { createdAt: true, title: true, lead: true, year: true, field: true, regionCode: true, organisation: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ArticleSelect;

export type TeaserRow = Prisma.ArticleGetPayload<{ select: typeof teaserSelect }>;

/** When what readers see last changed: a revision is written before it is published, so the later of the two. */
export function modifiedAt({ publishedAt, revisedAt }: { publishedAt: string; revisedAt: string }): string {
  return revisedAt > publishedAt ? revisedAt : publishedAt;
}

/** A published case as lists show it. */
export function teaserView(row: TeaserRow) {
  const revision = row.publishedRevision!;
  const publishedAt = row.publishedAt!.toISOString();
  const revisedAt = revision.createdAt.toISOString();
  return {
    number: row.number!,
    title: revision.title,
    lead: revision.lead,
    year: revision.year,
    field: revision.field,
    region: revision.regionCode ? regionName(revision.regionCode) : null,
    organisation: revision.organisation?.name ?? null,
    category: row.category,
    publishedAt,
    modifiedAt: modifiedAt({ publishedAt, revisedAt }),
  };
}

export type Teaser = ReturnType<typeof teaserView>;

/** What a teaser shows beside the case itself; that the list holds it is the list's own tag. */
export function* teaserTags({ publishedRevision }: TeaserRow): Iterable<Tag> {
  yield CATEGORIES;
  if (publishedRevision?.organisation) yield organisation(publishedRevision.organisation.id);
}
