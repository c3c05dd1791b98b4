/** Far above what any page, collection of garbage or start of a page takes; what takes seconds has a thread of its own. */
const PATIENCE = { every: 5_000, misses: 4 };

/**
 * Asks somebody again and again whether he still answers.
 * @param ask resolves when he does; asked once at a time
 * @param hung called once, when he has not answered for so many looks in a row. A process that was paused has had one
 *   look meanwhile, so that its pause does not count as his
 * @returns ends it
 */
export function watchOver(ask: () => Promise<unknown>, hung: () => void, { every, misses } = PATIENCE): () => void {
  let missed = 0;
  let asking = false;
  const timer = setInterval(() => {
    if (asking) {
      missed += 1;
      if (missed < misses) return;
      clearInterval(timer);
      return hung();
    }
    asking = true;
    missed = 0;
    // Who cannot be asked any more has ended, which is told otherwise.
    ask().then(() => (asking = false), () => undefined);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
