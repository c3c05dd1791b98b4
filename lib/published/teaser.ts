import type { Prisma } from '../platform/database/generated/client';
import { CATEGORIES, organisation, type Tag } from '../platform/commit-clock/tags';
import { regionName } from '../text/regions/regions';

export const teaserSelect = {
  id: true,
  number: true,
  publishedAt: true,
  revisedAt: true,
  category: { select: { slug: true, name: true } },
  publishedRevision: {
    select: { title: true, lead: true, year: true, field: true, regionCode: true, organisation: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ArticleSelect;

export type TeaserRow = Prisma.ArticleGetPayload<{ select: typeof teaserSelect }>;

/** When what readers see of a published article last became another; the first publication where nothing has since. */
export function revisedAt(row: { publishedAt: Date | null; revisedAt: Date | null }): string {
  const published = row.publishedAt!;
  return (row.revisedAt && row.revisedAt > published ? row.revisedAt : published).toISOString();
}

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
    modifiedAt: revisedAt(row),
  };
}

export type Teaser = ReturnType<typeof teaserView>;

/** What a teaser shows beside the case itself; that the list holds it is the list's own tag. */
export function* teaserTags({ publishedRevision }: TeaserRow): Iterable<Tag> {
  yield CATEGORIES;
  if (publishedRevision?.organisation) yield organisation(publishedRevision.organisation.id);
}
