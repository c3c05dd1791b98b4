import { DomainError } from './errors';

/** Runs one piece of work of `owner` when it is its turn, and settles as that does. */
export type Turn = <T>(work: () => Promise<T>, signal?: AbortSignal, owner?: string) => Promise<T>;

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
 * A queue in which at most `count` pieces of work go on at once. Of the others each owner has one done in turn, in the order
 * in which his came: one who brings a hundred holds up nobody else for longer than one of them takes. Who leaves while he
 * waits (`signal`) leaves the queue, and his work is never begun.
 * @param patience without it as many as come wait for as long as it takes
 * @returns throws DomainError busy, besides what the work throws: at once where too many wait, later for who has waited
 *   too long or has left, or had most of them waiting when somebody else came who had none
 */
export function turns(count: number, patience?: Patience): Turn {
  const queue = new OwnersInTurn();
  let free = count;

  const wait = (owner: string, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const place: Place = {
        owner,
        begin: () => {
          settle();
          resolve();
        },
        leave: () => {
          settle();
          reject(left());
        },
      };
      const { leave } = place;
      const late = patience && setTimeout(leave, patience.longest).unref();
      const settle = () => {
        queue.remove(place);
        clearTimeout(late);
        signal?.removeEventListener('abort', leave);
      };
      queue.add(place);
      signal?.addEventListener('abort', leave);
    });

  return async (work, signal, owner = '') => {
    stopIfLeft(signal);
    if (free > 0) free -= 1;
    else {
      if (patience && queue.size >= patience.waiting) {
        const instead = queue.lastOfMost(owner);
        if (!instead) throw left();
        instead.leave();
      }
      await wait(owner, signal);
    }
    try {
      return await work();
    } finally {
      const next = queue.next(owner);
      if (next) next.begin();
      else free += 1;
    }
  };
}

/** Somebody's work that waits. */
interface Place {
  owner: string;
  begin: () => void;
  leave: () => void;
}

/** Whose turn it is: owners in the order in which they are served, each with what waits for him. */
class OwnersInTurn {
  private readonly owners = new Map<string, Set<Place>>();
  size = 0;

  add(place: Place): void {
    const own = this.owners.get(place.owner) ?? new Set();
    this.owners.set(place.owner, own.add(place));
    this.size += 1;
  }

  remove(place: Place): void {
    const own = this.owners.get(place.owner);
    if (!own?.delete(place)) return;
    this.size -= 1;
    if (own.size === 0) this.owners.delete(place.owner);
  }

  /** Who is next when work of `served` has ended: he himself comes after all others. */
  next(served: string): Place | undefined {
    this.toTheEnd(served);
    const [first] = this.owners.values();
    const [next] = first ?? [];
    if (next) this.toTheEnd(next.owner);
    return next;
  }

  private toTheEnd(owner: string): void {
    const own = this.owners.get(owner);
    if (!own) return;
    this.owners.delete(owner);
    this.owners.set(owner, own);
  }

  /** Who goes for `comer`, who has nothing waiting: the last of the owner with most waiting, where that is more than one. */
  lastOfMost(comer: string): Place | undefined {
    if (this.owners.has(comer)) return undefined;
    let most: Set<Place> | undefined;
    for (const own of this.owners.values()) if (own.size > (most?.size ?? 1)) most = own;
    return most && [...most].at(-1);
  }
}
