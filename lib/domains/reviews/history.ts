import { upgradeBody } from '../../content/upgrade';
import type { Person } from '../../platform/actor';
import { decodeCursor, type ListName } from '../../platform/database/cursor';
import type { Prisma } from '../../platform/database/generated/client';
import { toPage, type Page } from '../../platform/database/keyset';
import { db } from '../../platform/database/transaction';
import { notFound } from '../../platform/errors';
import { regionView } from '../../text/regions/regions';
import { authorizeArticles } from '../articles/load';

const entrySelect = {
  id: true,
  ordinal: true,
  cause: true,
  name: true,
  title: true,
  createdAt: true,
  createdById: true,
  workingSeq: true,
  publishedAs: { select: { id: true } },
  reviews: { orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }], take: 1, select: { submittedAt: true, outcome: true } },
} satisfies Prisma.RevisionSelect;

type EntryRow = Prisma.RevisionGetPayload<{ select: typeof entrySelect }>;

function entryView(row: EntryRow, names: ReadonlyMap<string, string>) {
  const { id, ordinal, cause, name, title, createdAt, createdById, workingSeq, publishedAs, reviews } = row;
  const [round] = reviews;
  return {
    id,
    ordinal,
    cause,
    name,
    title,
    workingSeq,
    createdAt: createdAt.toISOString(),
    createdBy: { id: createdById, name: names.get(createdById) ?? '' },
    /** The last time that it was handed in; null where it never was. */
    submission: round ? { submittedAt: round.submittedAt.toISOString(), outcome: round.outcome } : null,
    /** Readers see it. */
    published: publishedAs !== null,
  };
}

export type RevisionEntry = ReturnType<typeof entryView>;

async function namesOf(rows: readonly EntryRow[]): Promise<Map<string, string>> {
  const users = await db().user.findMany({ where: { id: { in: [...new Set(rows.map(({ createdById }) => createdById))] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

interface HistoryRequest {
  cursor?: string | undefined;
  limit: number;
}

/**
 * The kept states of an article, the latest first, for those who may see its working copy.
 * @throws DomainError not_found where this user may not
 */
export async function listRevisions(actor: Person, articleId: string, { cursor, limit }: HistoryRequest): Promise<Page<RevisionEntry>> {
  await authorizeArticles(actor, [articleId], 'article.read');
  const list = `revisions/${articleId}/${limit}` as ListName;
  const place = decodeCursor(list, cursor);
  const rows = await db().revision.findMany({
    where: {
      articleId,
      ...(place ? { OR: [{ createdAt: { lt: place.at } }, { createdAt: place.at, id: { lt: place.id } }] } : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: entrySelect,
  });
  const names = await namesOf(rows);
  return toPage(rows, list, ({ createdAt, id }) => ({ at: createdAt, id }), (row) => entryView(row, names));
}

/**
 * One kept state, whole: fields and sections as they stood, each section under the id that it has in the working copy.
 * @throws DomainError not_found also where it is another article's, or this user may not see the working copy
 */
export async function getRevision(actor: Person, articleId: string, revisionId: string) {
  await authorizeArticles(actor, [articleId], 'article.read');
  const row = await db().revision.findFirst({
    where: { id: revisionId, articleId },
    select: {
      ...entrySelect,
      lead: true,
      regionCode: true,
      field: true,
      year: true,
      organisation: { select: { name: true } },
      sections: { orderBy: { position: 'asc' }, include: { content: { select: { body: true } } } },
    },
  });
  if (!row) throw notFound();
  return {
    ...entryView(row, await namesOf([row])),
    lead: row.lead,
    region: regionView(row.regionCode),
    organisation: row.organisation?.name ?? null,
    field: row.field,
    year: row.year,
    sections: row.sections.map(({ sectionId, kind, heading, number, content }) => ({ id: sectionId, kind, heading, number, body: upgradeBody(content.body) })),
  };
}

export type RevisionView = Awaited<ReturnType<typeof getRevision>>;
