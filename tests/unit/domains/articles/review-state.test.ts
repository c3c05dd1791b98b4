import { expect, test } from 'vitest';
import { reviewState, type Round } from '../../../../lib/domains/articles/review-state';

const round = (revisionId: string, outcome: Round['outcome']): Round => ({ revisionId, submittedById: `author of ${revisionId}`, outcome });
const state = (publishedRevisionId: string | null, ...reviews: Round[]) => reviewState({ reviews, publishedRevisionId });

test('before the first submission there is nothing', () => {
  expect(state(null)).toEqual({ round: null, earlier: null, open: false, decisions: [], waitingRevisionId: null });
});

test('a submission is open, and what was decided before it decides nothing any more', () => {
  const [second, first] = [round('r2', null), round('r1', 'RETURNED')];
  expect(state(null, second, first)).toEqual({ round: second, earlier: first, open: true, decisions: [], waitingRevisionId: null });
  expect(state(null, round('r2', null), round('r1', 'APPROVED'))).toMatchObject({ open: true, waitingRevisionId: null });
});

test.each([
  ['RETURNED', { open: false, decisions: ['RETURNED'], waitingRevisionId: null }],
  ['RECALLED', { open: false, decisions: [], waitingRevisionId: null }],
  ['APPROVED', { open: false, decisions: ['APPROVED'], waitingRevisionId: 'r1' }],
] as const)('closed by %s', (outcome, expected) => {
  expect(state(null, round('r1', outcome))).toMatchObject(expected);
});

test('what is approved waits until it is what readers see', () => {
  expect(state('r1', round('r2', 'APPROVED'))).toMatchObject({ waitingRevisionId: 'r2' });
  expect(state('r2', round('r2', 'APPROVED'))).toMatchObject({ waitingRevisionId: null });
});
