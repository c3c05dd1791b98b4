import type { Person } from '../../platform/actor';
import { decodeCursor, type Place } from '../../platform/database/cursor';
import { Prisma } from '../../platform/database/generated/client';
import { inOrder, toPage, type Page } from '../../platform/database/keyset';
import { db } from '../../platform/database/transaction';
import { articleSubjectSelect, subjectOf } from '../articles/load';
import { articlePolicy } from '../articles/policy';
import { publicationStatus } from '../articles/view';
import { publicationPolicy } from './policy';

const caseSelect = {
  ...articleSubjectSelect,
  id: true,
  number: true,
  title: true,
  publishedAt: true,
  withdrawnAt: true,
  withdrawnReason: true,
  owner: { select: { name: true } },
  category: { select: { name: true } },
  publishedRevision: { select: { title: true } },
} satisfies Prisma.ArticleSelect;

function caseView(actor: Person, row: Prisma.ArticleGetPayload<{ select: typeof caseSelect }>) {
  const subject = subjectOf(row);
  return {
    articleId: row.id,
    number: row.number,
    title: row.publishedRevision?.title ?? row.title,
    owner: row.owner.name,
    category: row.category?.name ?? null,
    status: publicationStatus(row),
    at: (row.publishedAt ?? row.withdrawnAt)?.toISOString() ?? null,
    reason: row.withdrawnReason,
    withdrawable: articlePolicy.can(actor, 'article.withdraw', subject),
    publishable: articlePolicy.can(actor, 'article.publish', subject),
  };
}

export type CaseEntry = ReturnType<typeof caseView>;

interface CaseRequest {
  cursor?: string | undefined;
  limit: number;
  /** Words of a title, as readers see or saw it; all cases where there are none. */
  title?: string;
}

/**
 * Every case that readers see or saw, the latest published or withdrawn first.
 * @throws DomainError forbidden but for admins; invalid for a cursor that is none
 */
export async function listCases(actor: Person, { cursor, limit, title = '' }: CaseRequest): Promise<Page<CaseEntry>> {
  publicationPolicy.authorize(actor, 'publication.list');
  const list = `all-cases/${limit}` as const;
  const place = decodeCursor(list, cursor);
  const older = place ? Prisma.sql`AND (coalesce(a."publishedAt", a."withdrawnAt"), a."id") < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : Prisma.empty;
  // Not LIKE: a percent sign is one. In one form: the same letter may have been typed in two.
  const named = title ? Prisma.sql`AND strpos(lower(normalize(coalesce(r."title", a."title"), NFC)), lower(${title.normalize('NFC')})) > 0` : Prisma.empty;
  const places = await db().$queryRaw<Place[]>`
    SELECT coalesce(a."publishedAt", a."withdrawnAt") AS "at", a."id"
    FROM "Article" a LEFT JOIN "Revision" r ON r."id" = a."publishedRevisionId"
    WHERE a."number" IS NOT NULL AND a."deletedAt" IS NULL ${older} ${named}
    ORDER BY coalesce(a."publishedAt", a."withdrawnAt") DESC, a."id" DESC LIMIT ${limit + 1}`;
  const { items: ids, next } = toPage(places, list, (found) => found, ({ id }) => id);
  const rows = await db().article.findMany({ where: { id: { in: ids } }, select: caseSelect });
  return { items: inOrder(ids, rows).map((row) => caseView(actor, row)), next };
}
