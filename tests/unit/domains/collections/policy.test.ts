import { describe, expect, test } from 'vitest';
import { collectionPolicy, type CollectionAction } from '../../../../lib/domains/collections/policy';
import { system, type Actor } from '../../../../lib/platform/actor';
import { outcomeOf, person } from '../../../support/actors';

const STATES = { draft: { published: false, deleted: false }, published: { published: true, deleted: false }, deleted: { published: false, deleted: true } };

/** Who asks of a collection that belongs to `owner`. */
const WHO: Record<string, Actor | null> = {
  anonymous: null,
  reader: person('reader', 'READER'),
  /** Its owner, who is a reader by now. */
  formerOwner: person('owner', 'READER'),
  owner: person('owner', 'EDITOR'),
  otherEditor: person('other', 'EDITOR'),
  reviewer: person('reviewer', 'REVIEWER'),
  admin: person('admin', 'ADMIN'),
  system: system('schedule'),
};
type Who = 'anonymous' | 'reader' | 'formerOwner' | 'owner' | 'otherEditor' | 'reviewer' | 'admin' | 'system';

const NOBODY = '401 401 401';
const STRANGER = '404 404 404';
const strangers = { anonymous: NOBODY, reader: STRANGER, formerOwner: STRANGER, otherEditor: STRANGER, reviewer: STRANGER };

/** Written by hand from the rules in words, and not from the code: 404 may not know of it; 403 knows of it and never may. */
const TABLE: Record<CollectionAction, Record<Who, string>> = {
  //                                                             draft published deleted
  'collection.read': { ...strangers, owner: /*    */ 'ok ok 404', admin: 'ok ok 404', system: 'ok ok 404' },
  'collection.edit': { ...strangers, owner: /*    */ 'ok ok 404', admin: 'ok ok 404', system: '403 403 404' },
  'collection.publish': { ...strangers, owner: /* */ '403 403 404', admin: 'ok 409 404', system: 'ok 409 404' },
  'collection.withdraw': { ...strangers, owner: /**/ '403 403 404', admin: '409 ok 404', system: '409 ok 404' },
};

test('the table names every action that the policy knows, and no other', () => {
  expect(Object.keys(TABLE).sort()).toEqual([...collectionPolicy.actions].sort());
});

describe.each(Object.entries(TABLE) as [CollectionAction, Record<Who, string>][])('%s', (action, rows) => {
  test.each(Object.entries(rows))('by %s', (who, row) => {
    const seen = Object.values(STATES).map((state) => outcomeOf(() => collectionPolicy.authorize(WHO[who] ?? null, action, { ownerId: 'owner', ...state })));
    expect(seen.join(' ')).toBe(row);
  });
});
