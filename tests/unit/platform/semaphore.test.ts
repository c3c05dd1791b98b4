import { expect, test } from 'vitest';
import { isDomainError } from '../../../lib/platform/errors';
import { semaphore, type Turn } from '../../../lib/platform/semaphore';

/** Work that goes on until it is told to end. */
function work() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const state = { begun: false, end, run: async () => ((state.begun = true), ended) };
  return state;
}
const codeOf = (settled: Promise<unknown>) => settled.then(() => 'done', (error: unknown) => (isDomainError(error) ? error.code : String(error)));

test('so many at once, the others in the order in which they came', async () => {
  const turn = semaphore(2);
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
  const turn = semaphore(1, { waiting: 1, longest: 60_000 });
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
  const turn = semaphore(1, { waiting: 9, longest: 1 });
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
  const turn = semaphore(1, { waiting: 1, longest: 60_000 });
  const leaving = new AbortController();
  const [first, second, third] = [work(), work(), work()];
  const settled = turn(first.run);
  const waiting = codeOf(turn(second.run, { signal: leaving.signal }));
  leaving.abort();
  expect(await waiting).toBe('busy');
  const next = turn(third.run);
  first.end();
  third.end();
  await Promise.all([settled, next]);
  expect(await codeOf(turn(second.run, { signal: leaving.signal }))).toBe('busy');
  expect([second.begun, third.begun]).toEqual([false, true]);
});

test('work that fails ends its turn', async () => {
  const turn = semaphore(1);
  expect(await codeOf(turn(() => Promise.reject(new Error('no'))))).toBe('Error: no');
  expect(await turn(() => Promise.resolve('next'))).toBe('next');
});

/** The order in which work of these owners is done that comes at once, each named by its owner and number. */
async function orderOf(turn: Turn, owners: string[]): Promise<string[]> {
  const done: string[] = [];
  const seen = new Map<string, number>();
  await Promise.all(
    owners.map((owner) => {
      const number = (seen.get(owner) ?? 0) + 1;
      seen.set(owner, number);
      return turn(() => Promise.resolve(done.push(`${owner}${number}`)), { owner: owner });
    }),
  );
  return done;
}

test('owners are served in turn, each in the order in which his work came', async () => {
  expect(await orderOf(semaphore(1), ['a', 'a', 'a', 'a', 'b', 'b', 'c'])).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  expect(await orderOf(semaphore(2), ['a', 'a', 'a', 'a', 'b', 'c'])).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
  expect(await orderOf(semaphore(2), ['c', 'd', 'a', 'a', 'a', 'b', 'b'])).toEqual(['c1', 'd1', 'a1', 'b1', 'a2', 'b2', 'a3']);
});

test('who comes later than the many of another waits for one of them, however many have been done', async () => {
  const turn = semaphore(1);
  const done: string[] = [];
  const many = Array.from({ length: 20 }, (_, number) => turn(async () => {
    done.push(`a${number}`);
    if (number === 5) many.push(turn(() => Promise.resolve(void done.push('b')), { owner: 'b' }));
  }, { owner: 'a' }));
  await Promise.all(many);
  await many.at(-1);
  expect(done.indexOf('b')).toBe(6);
});

test('where all places are taken, the last of who has most makes room for somebody who has none', async () => {
  const turn = semaphore(1, { waiting: 3, longest: 60_000 });
  const [running, ...own] = [work(), work(), work(), work()];
  const first = turn(running!.run, { owner: 'a' });
  const waiting = own.map(({ run }) => codeOf(turn(run, { owner: 'a' })));
  const other = work();
  const others = codeOf(turn(other.run, { owner: 'b' }));
  expect(await waiting[2]).toBe('busy');
  // Nobody makes room for more of his own, nor for one who has as many.
  expect(await codeOf(turn(other.run, { owner: 'a' }))).toBe('busy');
  expect(await codeOf(turn(other.run, { owner: 'b' }))).toBe('busy');
  for (const { end } of [running!, other, ...own]) end();
  await first;
  expect([await others, ...(await Promise.all(waiting))]).toEqual(['done', 'done', 'done', 'busy']);
  expect(own.map(({ begun }) => begun)).toEqual([true, true, false]);
});

test('who was sent away and comes back takes the place that he had, before all who came meanwhile, whoever they are', async () => {
  for (const owners of [['a', 'a', 'a'], ['a', 'b', 'c']]) {
    const turn = semaphore(1, { waiting: 9, longest: 60_000 });
    const first = work();
    const done: string[] = [];
    const came = performance.now();
    const running = turn(first.run);
    const others = ['later', 'last'].map((name, at) => turn(() => Promise.resolve(done.push(name)), { owner: owners[at]! }));
    const back = turn(() => Promise.resolve(done.push('back')), { owner: owners[2]!, since: came });
    first.end();
    await Promise.all([running, ...others, back]);
    expect(done).toEqual(['back', 'later', 'last']);
  }
});
