/**
 * The longest selection of numbers that rises, as their positions: what keeps its order, so that as little as can be has
 * moved. O(n log n); of several the one whose numbers are smallest.
 */
function longestRise(numbers: readonly number[]): number[] {
  /** Position of the smallest last number of a rise of each length. */
  const lasts: number[] = [];
  const before = new Array<number>(numbers.length).fill(-1);
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    let high = lasts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[lasts[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[at] = lasts[low - 1]!;
    lasts[low] = at;
  }
  const rise: number[] = [];
  for (let at = lasts.at(-1) ?? -1; at >= 0; at = before[at]!) rise.push(at);
  return rise.reverse();
}

/** Which of these ids stand elsewhere than they did, as few as can be: all that both lists have, less the longest run in one order. */
export function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, at) => [id, at]));
  const common = after.filter((id) => place.has(id));
  const kept = new Set(longestRise(common.map((id) => place.get(id)!)));
  return new Set(common.filter((_, at) => !kept.has(at)));
}
