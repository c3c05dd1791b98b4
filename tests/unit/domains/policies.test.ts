import { describe, expect, test } from 'vitest';
import { newArticlePolicy } from '../../../lib/domains/articles/policy';
import { assetPolicy, ownAssetPolicy } from '../../../lib/domains/assets/policy';
import { categoryPolicy } from '../../../lib/domains/categories/policy';
import { newCollectionPolicy } from '../../../lib/domains/collections/policy';
import { organisationPolicy } from '../../../lib/domains/organisations/policy';
import { publicationPolicy } from '../../../lib/domains/publication/policy';
import { reviewPolicy } from '../../../lib/domains/reviews/policy';
import type { Policy } from '../../../lib/platform/policy';
import { rowOf } from '../../support/actors';

/** Decisions that look at nothing but who asks. The rows are written by hand from the rules in words, and not from the code. */
const TABLE: [action: string, policy: Policy<string, void>, row: string][] = [
  //                                        nobody reader editor reviewer admin system
  ['article.create', newArticlePolicy, /*      */ '401 403 ok ok ok 403'],
  ['asset.store', assetPolicy, /*              */ '401 403 ok ok ok 403'],
  ['asset.list', assetPolicy, /*               */ '401 403 ok ok ok 403'],
  ['collection.create', newCollectionPolicy, /**/ '401 403 ok ok ok 403'],
  ['organisation.create', organisationPolicy, /**/ '401 403 ok ok ok 403'],
  ['category.create', categoryPolicy, /*       */ '401 403 403 403 ok ok'],
  ['publication.list', publicationPolicy, /*   */ '401 403 403 403 ok 403'],
  ['publication.schedule', publicationPolicy, /**/ '401 403 403 403 ok 403'],
  ['review.list', reviewPolicy, /*             */ '401 403 403 ok ok 403'],
];

describe.each(TABLE)('%s', (action, policy, row) => {
  test('is for these', () => {
    expect(rowOf((actor) => policy.authorize(actor, action))).toBe(row);
  });
});

test('the table names every action of these policies', () => {
  const policies = new Set(TABLE.map(([, policy]) => policy));
  expect(TABLE.map(([action]) => action).sort()).toEqual([...policies].flatMap(({ actions }) => [...actions]).sort());
});

test.each([
  //                                nobody reader editor reviewer admin system
  ['stored by him', true, true, /*   */ '401 403 ok ok ok 403'],
  ['that he sees', false, true, /*   */ '401 403 403 403 403 403'],
  ['that he does not see', false, false, '401 404 404 404 404 404'],
])('a picture %s is deleted by these', (_, owned, visible, row) => {
  expect(rowOf((actor) => ownAssetPolicy.authorize(actor, 'asset.delete', { owned, visible }))).toBe(row);
});
