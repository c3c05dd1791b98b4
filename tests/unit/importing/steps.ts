import { Session } from 'node:inspector';

/** What an operation of an array goes through besides what the engine counts: so many elements are read or moved. */
const BULK: Record<string, (array: unknown[], args: unknown[]) => number> = {
  splice: ({ length }, [start]) => length - Number(start),
  slice: ({ length }, [start = 0, end = length]) => Math.max(0, Math.min(length, Number(end)) - Math.max(0, Number(start))),
  shift: ({ length }) => length,
  unshift: ({ length }) => length,
  concat: ({ length }) => length,
  includes: ({ length }) => length,
  indexOf: ({ length }) => length,
};

/**
 * Counts the steps that `work` takes: how often each block of code was run, as the engine counts for coverage, and what
 * arrays and maps go through in one operation. No clock: the same work has the same count on any machine, however loaded.
 */
export async function stepsOf(work: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  const restore: (() => void)[] = [];
  let moved = 0;
  const counted = <T extends object>(owner: T, name: string, count: (self: never, args: unknown[]) => number) => {
    const own = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, function (this: never, ...args: unknown[]) {
      moved += count(this, args);
      return Reflect.apply(own, this, args);
    });
    restore.push(() => Reflect.set(owner, name, own));
  };
  try {
    await post(session, 'Profiler.enable');
    for (const [name, count] of Object.entries(BULK)) counted(Array.prototype, name, count as never);
    // A map that is made of another one sets its entries one by one.
    counted(Map.prototype, 'set', () => 1);
    await post(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    await work();
    const { result } = await post<{ result: { functions: { ranges: { count: number }[] }[] }[] }>(session, 'Profiler.takePreciseCoverage');
    return moved + result.flatMap(({ functions }) => functions).reduce((sum, { ranges }) => ranges.reduce((all, { count }) => all + count, sum), 0);
  } finally {
    for (const one of restore) one();
    session.disconnect();
  }
}

function post<T = unknown>(session: Session, method: string, params: object = {}): Promise<T> {
  return new Promise((resolve, reject) => session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))));
}
