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
export function semaphore(count: number, patience?: Patience): Turn {
  const queue = new OwnersInTurn();
  let free = count;

  const wait = (owner: string, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const place: Place = {
        owner,
        begin: () => {
          settle();
          // At once, and not when the work begins: another place may be given away before.
          queue.begin(owner);
          resolve();
        },
        leave: () => {
          settle();
          queue.forget(owner);
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
    if (free > 0) {
      free -= 1;
      queue.begin(owner);
    } else {
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
      queue.end(owner);
      const next = queue.next();
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

/** Somebody who has work that waits or goes on. `served`: how many were served before he was last; 0 where he was not yet. */
interface Owner {
  waiting: Set<Place>;
  running: number;
  served: number;
}

/** Whose turn it is: his who was served longest ago, or not at all. */
class OwnersInTurn {
  private readonly owners = new Map<string, Owner>();
  private served = 0;
  size = 0;

  add(place: Place): void {
    this.of(place.owner).waiting.add(place);
    this.size += 1;
  }

  remove(place: Place): void {
    if (this.of(place.owner).waiting.delete(place)) this.size -= 1;
  }

  begin(name: string): void {
    const owner = this.of(name);
    owner.running += 1;
    owner.served = this.served += 1;
  }

  end(name: string): void {
    this.of(name).running -= 1;
    this.forget(name);
  }

  next(): Place | undefined {
    let first: Owner | undefined;
    for (const owner of this.owners.values()) if (owner.waiting.size > 0 && owner.served < (first?.served ?? Infinity)) first = owner;
    const [next] = first?.waiting ?? [];
    return next;
  }

  /** Who goes for `comer`, who has nothing waiting: the last of the owner with most waiting, where that is more than one. */
  lastOfMost(comer: string): Place | undefined {
    if (this.owners.get(comer)?.waiting.size) return undefined;
    let most: Set<Place> | undefined;
    for (const { waiting } of this.owners.values()) if (waiting.size > (most?.size ?? 1)) most = waiting;
    return most && [...most].at(-1);
  }

  private of(name: string): Owner {
    const known: Owner = this.owners.get(name) ?? { waiting: new Set(), running: 0, served: 0 };
    this.owners.set(name, known);
    return known;
  }

  /** Nobody is remembered who has nothing here. */
  forget(name: string): void {
    const { waiting, running } = this.of(name);
    if (waiting.size + running === 0) this.owners.delete(name);
  }
}
