import type { Outcome, Problem } from '@/components/shell/api';

/** Seconds; for what takes longer somebody shall ask again himself. */
const LONGEST = 60;
const MOST_TRIES = 20;

/** Seconds after which a page should ask again by itself, since the server has more to do or counts how often it is asked; 0 where it should not. */
export function retryDelay({ status, retryAfter = 0 }: Problem): number {
  return (status === 503 || status === 429) && retryAfter <= LONGEST ? retryAfter : 0;
}

/**
 * Asks, and asks again as long as the server says when to come back.
 * @param waits is told the seconds before each wait, and 0 after it; @returns whether to go on
 */
export async function withRetries<T>(ask: () => Promise<Outcome<T>>, waits: (seconds: number) => boolean): Promise<Outcome<T>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await ask();
    const seconds = outcome.ok || tries >= MOST_TRIES ? 0 : retryDelay(outcome.problem);
    if (seconds === 0) return outcome;
    waits(seconds);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    if (!waits(0)) return outcome;
  }
}
