import type { Anyone } from '../../platform/actor';

interface CollectionSubject {
  ownerId: string;
}

/** Whether this user may change this collection: its owner, while he may write at all, and any admin. */
export function mayEditCollection(actor: Anyone, collection: CollectionSubject): boolean {
  if (!actor || actor.role === 'READER') return false;
  return actor.role === 'ADMIN' || collection.ownerId === actor.id;
}

/** Whether this user may show a collection to readers or take it from them. */
export function mayPublishCollection(actor: Anyone): boolean {
  return actor?.role === 'ADMIN';
}
