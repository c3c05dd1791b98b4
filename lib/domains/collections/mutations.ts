import type { Actor } from '../../platform/actor';
import { loadArticle } from '../articles/load';
import { mayWrite } from '../users/roles';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { DomainError, conflict, notFound } from '../../platform/errors';
import { nextNumber } from '../../platform/database/public-numbers';
import { mayEditCollection, mayPublishCollection } from './policy';
import type { NewCollection } from './schema';

/** What a change of a collection answers. */
export interface CollectionAnswer {
  id: string;
  number: number | null;
  title: string;
  publishedAt: string | null;
}

interface Row {
  id: string;
  number: number | null;
  title: string;
  publishedAt: Date | null;
}

function answer({ id, number, title, publishedAt }: Row): CollectionAnswer {
  return { id, number, title, publishedAt: publishedAt?.toISOString() ?? null };
}

/**
 * Makes a collection of articles that the user can see, in the given order; a draft until it is published.
 * @throws DomainError forbidden; not_found for an article that he may not see
 */
export async function createCollection(actor: Actor, { articleIds, ...fields }: NewCollection, importId?: string): Promise<CollectionAnswer> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  return transaction(async () => {
    for (const id of articleIds) await loadArticle(actor, id, 'article.read');
    const items = { create: articleIds.map((articleId, position) => ({ articleId, position })) };
    const row = await db().collection.create({ data: { ...fields, ownerId: actor.id, importId: importId ?? null, items } });
    await record(actor, { action: 'collection.created', subject: 'collection', subjectId: row.id });
    return answer(row);
  });
}

async function lockCollection(collectionId: string) {
  await db().$queryRaw`SELECT 1 FROM "Collection" WHERE "id" = ${collectionId}::uuid FOR UPDATE`;
  const row = await db().collection.findUnique({ where: { id: collectionId } });
  if (!row || row.deletedAt) throw notFound();
  return row;
}

/** Shows a collection to readers; of its articles they see the published ones. The number is given once. */
export async function publishCollection(actor: Actor, collectionId: string): Promise<CollectionAnswer> {
  return transaction(async () => {
    const row = await lockCollection(collectionId);
    if (!mayPublishCollection(actor)) throw mayEditCollection(actor, row) ? new DomainError('forbidden') : notFound();
    if (row.publishedAt) throw conflict('already_published');
    const number = row.number ?? (await nextNumber());
    const now = new Date();
    const fresh = await db().collection.update({
      where: { id: row.id },
      data: { number, publishedAt: now, withdrawnAt: null, updatedAt: now },
    });
    await record(actor, { action: 'collection.published', subject: 'collection', subjectId: row.id });
    return answer(fresh);
  });
}

/** Takes a collection from readers; its articles stay. */
export async function withdrawCollection(actor: Actor, collectionId: string): Promise<CollectionAnswer> {
  return transaction(async () => {
    const row = await lockCollection(collectionId);
    if (!mayPublishCollection(actor)) throw mayEditCollection(actor, row) ? new DomainError('forbidden') : notFound();
    if (!row.publishedAt) throw conflict('not_published');
    const now = new Date();
    const fresh = await db().collection.update({ where: { id: row.id }, data: { publishedAt: null, withdrawnAt: now, updatedAt: now } });
    await record(actor, { action: 'collection.withdrawn', subject: 'collection', subjectId: row.id });
    return answer(fresh);
  });
}
