import { expect, test } from 'vitest';
import { userPolicy, type UserAction, type UserSubject } from '../../../../lib/domains/users/policy';
import { rowOf } from '../../../support/actors';

const editor: UserSubject = { id: 'editor' };
const stranger: UserSubject = { id: 'stranger' };

/** Written by hand from the rules in words, and not from the code. */
const TABLE: [action: UserAction, subject: UserSubject, row: string][] = [
  //                          nobody reader editor reviewer admin system
  ['user.list', null, /*        */ '401 403 403 403 ok ok'],
  ['user.create', null, /*      */ '401 403 403 403 ok ok'],
  ['user.change', stranger, /*  */ '401 403 403 403 ok ok'],
  // Nobody raises himself.
  ['user.change', editor, /*    */ '401 403 403 403 ok ok'],
  // One's own, with the old one; an admin does not set another's.
  ['user.password', editor, /*  */ '401 403 ok 403 403 403'],
  ['user.password', stranger, /**/ '401 403 403 403 403 403'],
];

test.each(TABLE)('%s of %j', (action, subject, row) => {
  expect(rowOf((actor) => userPolicy.authorize(actor, action, subject))).toBe(row);
});

test('the table names every action of the policy', () => {
  expect([...new Set(TABLE.map(([action]) => action))].sort()).toEqual([...userPolicy.actions].sort());
});
