const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

const children = new Set<() => void>();

function endChildren(): void {
  for (const end of children) end();
}

/** While nobody else handles the signal (early in the start, or in a command), it ends this process as it would have. */
function onSignal(signal: keyof typeof SIGNALS): void {
  if (process.listenerCount(signal) === 1) process.exit(128 + SIGNALS[signal]);
}

/**
 * Ends something together with this process, also when that ends by an uncaught error or a signal that nobody
 * handles. Only a SIGKILL leaves it behind.
 * @param end called as the process exits: it can ask, but not wait
 * @returns takes the wish back
 */
export function endWithUs(end: () => void): () => void {
  if (children.size === 0) {
    process.on('exit', endChildren);
    for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.on(signal, onSignal);
  }
  children.add(end);
  return () => {
    children.delete(end);
    if (children.size > 0) return;
    process.off('exit', endChildren);
    for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.off(signal, onSignal);
  };
}
