import { DomainError } from './errors';

/** Runs one piece of work when it is its turn, and settles as that does. */
export type Turn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** How many may wait, and for how long (milliseconds). */
export interface Patience {
  waiting: number;
  longest: number;
}

/** Seconds after which somebody who was sent away may ask again. */
export const RETRY_AFTER_BUSY = 5;

/** What somebody who has left gets in place of an answer; nobody reads it. */
export function left(): DomainError {
  return new DomainError('busy', { retryAfter: RETRY_AFTER_BUSY });
}

/** Ends work for somebody who has left. @throws DomainError busy */
export function stopIfLeft(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw left();
}

/**
 * A queue in which at most `count` pieces of work go on at once; the others wait in the order in which they came. Who
 * leaves while he waits (`signal`) leaves the queue, and his work is never begun.
 * @param patience without it as many as come wait for as long as it takes
 * @returns throws DomainError busy, besides what the work throws: at once where too many wait, later for who has waited
 *   too long or has left
 */
export function turns(count: number, patience?: Patience): Turn {
  const waiting = new Set<() => void>();
  let free = count;

  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(begin);
        settle();
        reject(left());
      };
      const late = patience && setTimeout(leave, patience.longest).unref();
      const settle = () => {
        clearTimeout(late);
        signal?.removeEventListener('abort', leave);
      };
      const begin = () => {
        waiting.delete(begin);
        settle();
        resolve();
      };
      waiting.add(begin);
      signal?.addEventListener('abort', leave);
    });

  return async (work, signal) => {
    stopIfLeft(signal);
    if (free > 0) free -= 1;
    else if (patience && waiting.size >= patience.waiting) throw new DomainError('busy', { retryAfter: RETRY_AFTER_BUSY });
    else await wait(signal);
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) next();
      else free += 1;
    }
  };
}
