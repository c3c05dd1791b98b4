import { DomainError } from './errors';

/** Who asks for a turn. */
export interface Asker {
  /** Whose work it is; what is nobody's is one owner's together. */
  owner?: string | undefined;
  /** Aborted when he leaves. */
  signal?: AbortSignal | undefined;
  /**
   * What counts as the moment when he came, as performance.now() tells it: for who was sent away and comes back, the moment
   * when he came first.
   */
  since?: number | undefined;
}

/** Runs one piece of work when it is its turn, and settles as that does. */
export type Turn = <T>(work: () => Promise<T>, asker?: Asker) => Promise<T>;

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

  const wait = (owner: string, since: number, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const place: Place = {
        owner,
        since,
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

  return async (work, { owner = '', signal, since = performance.now() } = {}) => {
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
      await wait(owner, since, signal);
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
  since: number;
  begin: () => void;
  leave: () => void;
}

/** Somebody who has work that waits or goes on. `served`: how many were served before he was last; 0 where he was not yet. */
interface Owner {
  /** In the order in which they came. */
  waiting: Place[];
  running: number;
  served: number;
}

/** Whose turn it is: his who was served longest ago, or not at all; of those not yet served, his who came first. */
class OwnersInTurn {
  private readonly owners = new Map<string, Owner>();
  private served = 0;
  size = 0;

  add(place: Place): void {
    const { waiting } = this.of(place.owner);
    // Nearly always at the end.
    const before = waiting.findLastIndex(({ since }) => since <= place.since);
    waiting.splice(before + 1, 0, place);
    this.size += 1;
  }

  remove(place: Place): void {
    const { waiting } = this.of(place.owner);
    const at = waiting.indexOf(place);
    if (at === -1) return;
    waiting.splice(at, 1);
    this.size -= 1;
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
    let next: Place | undefined;
    let served = Infinity;
    for (const { waiting: [first], served: before } of this.owners.values()) {
      if (!first || before > served || (before === served && first.since >= next!.since)) continue;
      next = first;
      served = before;
    }
    return next;
  }

  /** Who goes for `comer`, who has nothing waiting: the last of the owner with most waiting, where that is more than one. */
  lastOfMost(comer: string): Place | undefined {
    if (this.owners.get(comer)?.waiting.length) return undefined;
    let most: Place[] = [];
    for (const { waiting } of this.owners.values()) if (waiting.length > Math.max(most.length, 1)) most = waiting;
    return most.at(-1);
  }

  private of(name: string): Owner {
    const known: Owner = this.owners.get(name) ?? { waiting: [], running: 0, served: 0 };
    this.owners.set(name, known);
    return known;
  }

  /** Nobody is remembered who has nothing here. */
  forget(name: string): void {
    const { waiting, running } = this.of(name);
    if (waiting.length + running === 0) this.owners.delete(name);
  }
}
