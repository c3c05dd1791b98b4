import { expect, test } from 'vitest';
import { isDomainError } from '../../../lib/platform/errors';
import { turns } from '../../../lib/platform/semaphore';

/** Work that goes on until it is told to end. */
function work() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const state = { begun: false, end, run: async () => ((state.begun = true), ended) };
  return state;
}
const codeOf = (settled: Promise<unknown>) => settled.then(() => 'done', (error: unknown) => (isDomainError(error) ? error.code : String(error)));

test('so many at once, the others in the order in which they came', async () => {
  const turn = turns(2);
  const all = [work(), work(), work(), work()];
  const settled = all.map(({ run }) => turn(run));
  expect(all.map(({ begun }) => begun)).toEqual([true, true, false, false]);
  all[1]!.end();
  await settled[1];
  expect(all.map(({ begun }) => begun)).toEqual([true, true, true, false]);
  for (const { end } of all) end();
  await Promise.all(settled);
});

test('who finds too many waiting is sent away at once, and told when to come back', async () => {
  const turn = turns(1, { waiting: 1, longest: 60_000 });
  const [first, second, third] = [work(), work(), work()];
  const settled = [turn(first.run), turn(second.run)];
  await expect(turn(third.run)).rejects.toMatchObject({ code: 'busy', details: { retryAfter: expect.any(Number) as number } });
  first.end();
  await settled[0];
  const again = turn(third.run);
  for (const { end } of [second, third]) end();
  await Promise.all([...settled, again]);
  expect(third.begun).toBe(true);
});

test('who has waited too long goes, and the others move up', async () => {
  const turn = turns(1, { waiting: 9, longest: 1 });
  const [first, second, third] = [work(), work(), work()];
  const settled = turn(first.run);
  expect(await codeOf(turn(second.run))).toBe('busy');
  first.end();
  await settled;
  third.end();
  await turn(third.run);
  expect([second.begun, third.begun]).toEqual([false, true]);
});

test('who leaves while he waits is not worked for, nor is who has left before', async () => {
  const turn = turns(1, { waiting: 1, longest: 60_000 });
  const leaving = new AbortController();
  const [first, second, third] = [work(), work(), work()];
  const settled = turn(first.run);
  const waiting = codeOf(turn(second.run, leaving.signal));
  leaving.abort();
  expect(await waiting).toBe('busy');
  const next = turn(third.run);
  first.end();
  third.end();
  await Promise.all([settled, next]);
  expect(await codeOf(turn(second.run, leaving.signal))).toBe('busy');
  expect([second.begun, third.begun]).toEqual([false, true]);
});

test('work that fails ends its turn', async () => {
  const turn = turns(1);
  expect(await codeOf(turn(() => Promise.reject(new Error('no'))))).toBe('Error: no');
  expect(await turn(() => Promise.resolve('next'))).toBe('next');
});
