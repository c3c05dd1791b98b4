import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Collection } from '../../platform/database/generated/client';
import { notFound } from '../../platform/errors';
import { collectionPolicy, type CollectionAction } from './policy';

/**
 * A collection that `actor` may do `action` with, its row locked until the transaction ends: every write to one starts here.
 * @throws DomainError as `authorize`; not_found where there is none
 */
export async function lockCollection(actor: Actor, collectionId: string, action: CollectionAction): Promise<Collection> {
  await db().$queryRaw`SELECT 1 FROM "Collection" WHERE "id" = ${collectionId}::uuid FOR UPDATE`;
  const row = await db().collection.findUnique({ where: { id: collectionId } });
  if (!row) throw notFound();
  const { ownerId, publishedAt, deletedAt } = row;
  collectionPolicy.authorize(actor, action, { ownerId, published: publishedAt !== null, deleted: deletedAt !== null });
  return row;
}
