import type { Prisma } from '../database/client';
import { CATEGORIES, organisation, type Tag } from '../page-cache/tags';
import { regionName } from '../regions/regions';

export const teaserSelect = {
  id: true,
  number: true,
  publishedAt: true,
  category: { select: { slug: true, name: true } },
  publishedRevision: {
    select: { title: true, lead: true, year: true, field: true, regionCode: true, organisation: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ArticleSelect;

export type TeaserRow = Prisma.ArticleGetPayload<{ select: typeof teaserSelect }>;

/** A published case as lists show it. */
export function teaserView(row: TeaserRow) {
  const revision = row.publishedRevision!;
  return {
    number: row.number!,
    title: revision.title,
    lead: revision.lead,
    year: revision.year,
    field: revision.field,
    region: revision.regionCode ? regionName(revision.regionCode) : null,
    organisation: revision.organisation?.name ?? null,
    category: row.category,
    publishedAt: row.publishedAt!.toISOString(),
  };
}

export type Teaser = ReturnType<typeof teaserView>;

/** What a teaser shows beside the case itself; that the list holds it is the list's own tag. */
export function* teaserTags({ publishedRevision }: TeaserRow): Iterable<Tag> {
  yield CATEGORIES;
  if (publishedRevision?.organisation) yield organisation(publishedRevision.organisation.id);
}
