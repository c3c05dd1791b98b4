import { expect, test } from 'vitest';
import { Moves } from '../../../../lib/platform/commit-clock/moves';

test('tells what moved after a tick, and nothing else', () => {
  const moves = new Moves(10);
  moves.add('case:1', 11);
  moves.add('cases', 12);
  expect(moves.since(10, ['case:1'])).toBe(true);
  expect(moves.since(11, ['case:1'])).toBe(false);
  expect(moves.since(11, ['case:1', 'cases'])).toBe(true);
  expect(moves.since(12, ['case:1', 'cases'])).toBe(false);
});

test('what was before it began, or has been forgotten, may have moved', () => {
  const moves = new Moves(10);
  expect(moves.since(9, ['case:1'])).toBe(true);
  for (let n = 1; n <= 30_000; n += 1) moves.add(`case:${n}`, 10 + n);
  expect(moves.since(5_000, ['case:99999'])).toBe(true);
  expect(moves.since(30_010, ['case:99999'])).toBe(false);
});

test('everything is part of every answer', () => {
  const moves = new Moves(10);
  moves.add('everything', 11);
  expect(moves.since(10, [])).toBe(true);
});
