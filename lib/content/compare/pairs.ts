import { movedIds } from './longest-run';

/** Two states of one thing; null where it is not there on a side. */
export interface Pair<T> {
  before: T | null;
  after: T | null;
  /** Whether it stands elsewhere among the others than it did, and in which direction it went. */
  moved: 'up' | 'down' | null;
}

interface Names<T> {
  /** What it is known by on both sides. */
  key: (item: T, at: number) => string;
  /** What two that are known by different names are the same by; '' for what is like nothing else. */
  likeness: (item: T) => string;
}

/**
 * Two lists put beside each other: by key, and what is left by its likeness (a text that was cut and pasted has new ids). In the
 * order of the second; what is gone stands behind what it stood behind.
 */
export function pairsOf<T>(before: readonly T[], after: readonly T[], { key, likeness }: Names<T>): Pair<T>[] {
  const partner = new Map<number, number>();
  const places = new Map(before.map((item, at) => [key(item, at), at]));
  const taken = new Set<number>();
  const take = (at: number, place: number | undefined) => {
    if (place === undefined || taken.has(place)) return;
    partner.set(at, place);
    taken.add(place);
  };
  after.forEach((item, at) => take(at, places.get(key(item, at))));
  const alike = new Map<string, number[]>();
  before.forEach((item, place) => {
    const word = taken.has(place) ? '' : likeness(item);
    if (word !== '') alike.set(word, [...(alike.get(word) ?? []), place]);
  });
  if (alike.size > 0) after.forEach((item, at) => partner.has(at) || take(at, alike.get(likeness(item))?.shift()));

  const common = [...partner.keys()].sort((one, other) => one - other).map((at) => String(partner.get(at)));
  const ranks = new Map([...taken].sort((one, other) => one - other).map((place, rank) => [String(place), rank]));
  const moved = movedIds([...ranks.keys()], common);
  const directions = new Map(common.map((place, rank) => [place, moved.has(place) ? (rank < ranks.get(place)! ? 'up' : 'down') : null] as const));

  const gone = new Map<number, Pair<T>[]>();
  let anchor = -1;
  before.forEach((item, place) => {
    if (!taken.has(place)) gone.set(anchor, [...(gone.get(anchor) ?? []), { before: item, after: null, moved: null }]);
    else if (!moved.has(String(place))) anchor = place;
  });
  const there = after.flatMap((item, at): Pair<T>[] => {
    const place = partner.get(at);
    if (place === undefined) return [{ before: null, after: item, moved: null }];
    const pair = { before: before[place]!, after: item, moved: directions.get(String(place)) ?? null };
    return [pair, ...(pair.moved === null ? (gone.get(place) ?? []) : [])];
  });
  return [...(gone.get(-1) ?? []), ...there];
}
