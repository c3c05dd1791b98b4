import { db } from '../platform/database/transaction';
import type { Prisma } from '../platform/database/generated/client';
import { firstNotes } from '../content/footnotes';
import { renderHtml } from '../content/html';
import { tableOfContents } from '../content/contents';
import type { Body } from '../content/schema';
import { sectionAnchor } from '../content/section-anchor';
import { upgradeBody } from '../content/upgrade';
import { words } from '../i18n/words';
import { caseAt, CATEGORIES, collectionAt, organisation, type Tag } from '../platform/commit-clock/tags';
import { regionView } from '../text/regions/regions';
import { publishedRead } from './read';
import { revisedAt } from './teaser';
import { publishedArticle } from '../domains/articles/visibility';
import { publishedCollection } from '../domains/collections/visibility';

const select = {
  number: true,
  publishedAt: true,
  revisedAt: true,
  withdrawnAt: true,
  withdrawnReason: true,
  deletedAt: true,
  category: { select: { slug: true, name: true } },
  publishedRevision: {
    include: {
      organisation: { select: { id: true, name: true, address: true } },
      sections: { orderBy: { position: 'asc' }, include: { content: { select: { body: true } } } },
    },
  },
  collectionItems: {
    where: { collection: publishedCollection },
    select: {
      collection: {
        select: {
          number: true,
          title: true,
          items: {
            where: { article: publishedArticle },
            orderBy: { position: 'asc' },
            select: { article: { select: { number: true, publishedRevision: { select: { title: true } } } } },
          },
        },
      },
    },
  },
} satisfies Prisma.ArticleSelect;

type Row = Prisma.ArticleGetPayload<{ select: typeof select }>;
type RevisionRow = NonNullable<Row['publishedRevision']>;

/** One section as readers get it; its contents are the headings inside. */
export function sectionView({ sectionId, kind, heading, number, body }: Pick<RevisionRow['sections'][number], 'sectionId' | 'kind' | 'heading' | 'number'> & { body: Body }) {
  const anchor = sectionAnchor(sectionId);
  return {
    id: sectionId,
    anchor,
    kind,
    heading,
    number,
    body,
    contents: tableOfContents(body).map((entry) => ({ ...entry, anchor: `${anchor}-${entry.id}` })),
  };
}

/** The case before and after this one in a collection, with its place there. */
function neighbourView({ collection }: Row['collectionItems'][number], number: number) {
  const cases = collection.items.map(({ article }) => ({ number: article.number!, title: article.publishedRevision!.title }));
  const at = cases.findIndex((item) => item.number === number);
  return {
    collection: { number: collection.number!, title: collection.title },
    position: at + 1,
    total: cases.length,
    previous: cases[at - 1] ?? null,
    next: cases[at + 1] ?? null,
  };
}

function articleView(row: Row, revision: RevisionRow) {
  const number = row.number!;
  return {
    number,
    title: revision.title,
    lead: revision.lead,
    region: regionView(revision.regionCode),
    organisation: revision.organisation && { name: revision.organisation.name, address: revision.organisation.address },
    field: revision.field,
    year: revision.year,
    category: row.category,
    publishedAt: row.publishedAt!.toISOString(),
    revisedAt: revisedAt(row),
    revision: revision.ordinal,
    sections: revision.sections.map(({ content, ...section }) => sectionView({ ...section, body: upgradeBody(content.body) })),
    collections: row.collectionItems.map((item) => neighbourView(item, number)),
  };
}

export type PublishedArticle = ReturnType<typeof articleView>;

/** The same of what is not published yet, and so has neither number nor date. */
export type ShownArticle = Omit<PublishedArticle, 'number' | 'publishedAt' | 'revisedAt' | 'revision'> & { number: number | null; publishedAt: string | null; revisedAt: string | null };

/** A case as the API answers it: each section's body as document and as HTML; what a page derives from it is left to the reader. */
export function caseJson({ sections, ...article }: PublishedArticle) {
  const labels = words().common.html;
  const notes = firstNotes(sections.map(({ body }) => body));
  return {
    ...article,
    sections: sections.map(({ contents: _contents, ...section }, index) => ({ ...section, html: renderHtml(section.body, { idPrefix: `${section.anchor}-`, labels, firstNote: notes[index] ?? 1 }) })),
  };
}

/** What stands at a public number: a case, the word that it was withdrawn, or nothing. */
export type Found<T> = { state: 'published'; content: T } | { state: 'withdrawn'; reason: string } | { state: 'missing' };

async function load(number: number): Promise<{ found: Found<PublishedArticle>; organisationId?: string | undefined }> {
  const row = await db().article.findUnique({ where: { number }, select, relationLoadStrategy: 'join' });
  if (!row) return { found: { state: 'missing' } };
  const revision = row.deletedAt ? null : row.publishedRevision;
  if (!revision) return { found: { state: 'withdrawn', reason: row.withdrawnReason ?? '' } };
  return { found: { state: 'published', content: articleView(row, revision) }, organisationId: revision.organisation?.id };
}

function* dependencies({ found, organisationId }: Awaited<ReturnType<typeof load>>, [number]: [number]): Iterable<Tag> {
  yield caseAt(number);
  if (found.state !== 'published') return;
  yield CATEGORIES;
  if (organisationId) yield organisation(organisationId);
  for (const { collection } of found.content.collections) yield collectionAt(collection.number);
}

const read = publishedRead(load, dependencies);

/** The published revision of the case with this number, in one query. */
export async function getPublishedArticle(number: number): Promise<Found<PublishedArticle>> {
  return (await read(number)).found;
}
