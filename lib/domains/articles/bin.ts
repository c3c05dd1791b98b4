import type { Person } from '../../platform/actor';
import type { Page } from '../../platform/database/keyset';
import { db } from '../../platform/database/transaction';
import { isAdmin } from '../users/roles';
import { listOwnArticles, type ArticleSummary } from './queries';

/** An article that was put aside. Nothing of it is ever purged. */
export interface BinEntry extends Pick<ArticleSummary, 'id' | 'title' | 'owner'> {
  deletedAt: string;
  /** Who put it aside; null where no person did, or it was so long ago that the record does not say. */
  deletedBy: { id: string; name: string } | null;
  restorable: boolean;
}

interface BinRequest {
  cursor?: string | undefined;
  limit: number;
  title?: string;
}

/**
 * The articles that `actor` owns or co-edits and that lie in the bin, the latest first.
 * @throws DomainError invalid for a cursor that is none
 */
export async function listBin(actor: Person, request: BinRequest): Promise<Page<BinEntry>> {
  const { items, next } = await listOwnArticles(actor, { ...request, shelf: 'deleted' });
  const by = await deletedBy(items.map(({ id }) => id));
  return {
    items: items.map(({ id, title, owner, deletedAt }) => ({
      ...{ id, title, owner, deletedAt: deletedAt ?? '' },
      deletedBy: by.get(id) ?? null,
      restorable: owner.id === actor.id || isAdmin(actor),
    })),
    next,
  };
}

/** Who did it is in the audit record and nowhere else. */
async function deletedBy(articleIds: string[]): Promise<Map<string, { id: string; name: string }>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db().$queryRaw<{ articleId: string; id: string; name: string }[]>`
    SELECT DISTINCT ON (e."subjectId") e."subjectId" AS "articleId", u."id", u."name"
    FROM "AuditEvent" e JOIN "User" u ON u."id" = e."actorId"
    WHERE e."subjectId" = ANY (${articleIds}::uuid[]) AND e."action" = 'article.deleted'
    ORDER BY e."subjectId", e."at" DESC`;
  return new Map(rows.map(({ articleId, id, name }) => [articleId, { id, name }]));
}
