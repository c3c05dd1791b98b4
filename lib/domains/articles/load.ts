import type { Anyone } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { notFound } from '../../platform/errors';
import { articlePolicy, type ArticleAction, type ArticleSubject } from './policy';

/** What every decision and every answer about an article needs. */
export const articleInclude = {
  owner: { select: { id: true, name: true } },
  editors: { select: { user: { select: { id: true, name: true, email: true } } }, orderBy: { invitedAt: 'asc' } },
  organisation: { select: { name: true } },
  category: { select: { id: true, slug: true, name: true, path: true, publishOnApproval: true } },
  sections: { where: { deletedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  reviews: {
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: 1,
    include: { submittedBy: { select: { id: true, name: true } }, decidedBy: { select: { id: true, name: true } } },
  },
} satisfies Prisma.ArticleInclude;

export type ArticleRow = Prisma.ArticleGetPayload<{ include: typeof articleInclude }>;

type SubjectRow = Pick<ArticleRow, 'ownerId' | 'stage' | 'publishedRevisionId' | 'deletedAt'> & {
  editors: { user: { id: string } }[];
  reviews: { outcome: string | null; revisionId: string; submittedById: string }[];
};

/** What `subjectOf` needs of an article, and no more. */
export const articleSubjectSelect = {
  ownerId: true,
  stage: true,
  publishedRevisionId: true,
  deletedAt: true,
  editors: { select: { user: { select: { id: true } } } },
  reviews: { orderBy: articleInclude.reviews.orderBy, take: 1, select: { outcome: true, revisionId: true, submittedById: true } },
} satisfies Prisma.ArticleSelect;

/** The policy's view of a loaded article. */
export function subjectOf(row: SubjectRow): ArticleSubject {
  const last = row.reviews[0];
  return {
    ownerId: row.ownerId,
    editorIds: row.editors.map(({ user }) => user.id),
    submittedById: last?.submittedById ?? null,
    stage: row.stage,
    published: row.publishedRevisionId !== null,
    publishable: last?.outcome === 'APPROVED' && last.revisionId !== row.publishedRevisionId,
    deleted: row.deletedAt !== null,
  };
}

/**
 * An article that `actor` may do `action` with.
 * @throws DomainError as `authorize`; not_found where there is none
 */
export async function loadArticle(actor: Anyone, articleId: string, action: ArticleAction): Promise<ArticleRow> {
  const row = await db().article.findUnique({ where: { id: articleId }, include: articleInclude });
  if (!row) throw notFound();
  articlePolicy.authorize(actor, action, subjectOf(row));
  return row;
}

/**
 * The same with the article's row locked until the transaction ends: every write to an article starts here, so
 * writers come one after the other and versions can simply be compared.
 */
export async function lockArticle(actor: Anyone, articleId: string, action: ArticleAction): Promise<ArticleRow> {
  await db().$queryRaw`SELECT 1 FROM "Article" WHERE "id" = ${articleId}::uuid FOR UPDATE`;
  return loadArticle(actor, articleId, action);
}
