import { isPerson, type Actor } from '../../platform/actor';
import type { ConflictReason } from '../../platform/errors';
import { policyOf, type Policy, type Rule } from '../../platform/policy';
import { isAdmin, isAdminOrSystem, mayWrite } from '../users/roles';

/** What a decision about a collection looks at. */
export interface CollectionSubject {
  ownerId: string;
  published: boolean;
  deleted: boolean;
}

type Who = Rule<CollectionSubject>['who'];

const isOwner = (actor: Actor, { ownerId }: CollectionSubject) => isPerson(actor) && mayWrite(actor) && actor.id === ownerId;
/** What was deleted is there for nobody. */
const alive =
  (who: Who): Who =>
  (actor, collection) =>
    !collection.deleted && who(actor, collection);

const rules = {
  'collection.read': { who: alive((actor, collection) => isOwner(actor, collection) || isAdminOrSystem(actor)) },
  'collection.edit': { who: alive((actor, collection) => isOwner(actor, collection) || isAdmin(actor)) },
  'collection.publish': {
    who: alive(isAdminOrSystem),
    blocked: ({ published }): ConflictReason | null => (published ? 'already_published' : null),
  },
  'collection.withdraw': {
    who: alive(isAdminOrSystem),
    blocked: ({ published }): ConflictReason | null => (published ? null : 'not_published'),
  },
} satisfies Record<string, Rule<CollectionSubject>>;

export type CollectionAction = keyof typeof rules;

/** Who may do what with a collection that is there. */
export const collectionPolicy: Policy<CollectionAction, CollectionSubject> = policyOf<CollectionAction, CollectionSubject>(rules, 'collection.read');

/** Who may make one. */
export const newCollectionPolicy: Policy<'collection.create', void> = policyOf<'collection.create', void>({
  'collection.create': { who: mayWrite },
});
