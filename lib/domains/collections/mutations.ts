import type { Actor, Person } from '../../platform/actor';
import { authorizeArticles } from '../articles/load';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { nextNumber } from '../../platform/database/public-numbers';
import { lockCollection } from './load';
import { newCollectionPolicy } from './policy';
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
export async function createCollection(actor: Person, { articleIds, ...fields }: NewCollection, importId?: string): Promise<CollectionAnswer> {
  newCollectionPolicy.authorize(actor, 'collection.create');
  return transaction(async () => {
    await authorizeArticles(actor, articleIds, 'article.read');
    const items = { create: articleIds.map((articleId, position) => ({ articleId, position })) };
    const row = await db().collection.create({ data: { ...fields, ownerId: actor.id, importId: importId ?? null, items } });
    await record(actor, { action: 'collection.created', subject: 'collection', subjectId: row.id });
    return answer(row);
  });
}

/**
 * Shows a collection to readers; of its articles they see the published ones. The number is given once.
 * @throws DomainError as `lockCollection`; conflict already_published
 */
export async function publishCollection(actor: Actor, collectionId: string): Promise<CollectionAnswer> {
  return transaction(async () => {
    const row = await lockCollection(actor, collectionId, 'collection.publish');
    const number = row.number ?? (await nextNumber());
    const now = new Date();
    const fresh = await db().collection.update({
      where: { id: row.id },
      data: { number, publishedAt: row.firstPublishedAt ?? now, firstPublishedAt: row.firstPublishedAt ?? now, withdrawnAt: null, updatedAt: now },
    });
    await record(actor, { action: 'collection.published', subject: 'collection', subjectId: row.id });
    return answer(fresh);
  });
}

/** Takes a collection from readers; its articles stay. @throws DomainError as `lockCollection`; conflict not_published */
export async function withdrawCollection(actor: Actor, collectionId: string): Promise<CollectionAnswer> {
  return transaction(async () => {
    const row = await lockCollection(actor, collectionId, 'collection.withdraw');
    const now = new Date();
    const fresh = await db().collection.update({ where: { id: row.id }, data: { publishedAt: null, withdrawnAt: now, updatedAt: now } });
    await record(actor, { action: 'collection.withdrawn', subject: 'collection', subjectId: row.id });
    return answer(fresh);
  });
}
