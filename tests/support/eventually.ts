import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY = 20;

interface Options {
  /** Completes "Waited in vain until …". */
  until?: string;
  /** Milliseconds until it counts as in vain. */
  patience?: number;
}

/**
 * Asks until the answer is right, for things that happen by themselves.
 * @param isRight the answer that is waited for; any that counts as true where nothing is said
 * @returns that answer
 * @throws Error with the last answer when it was in vain
 */
export async function eventually<T>(ask: () => T | Promise<T>, isRight: (answer: T) => boolean = Boolean, { until = 'the answer is right', patience = 60_000 }: Options = {}): Promise<T> {
  for (const giveUp = Date.now() + patience; ; await wait(LOOK_EVERY)) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > giveUp) throw new Error(`Waited ${patience / 1000} s in vain until ${until}; the last answer: ${JSON.stringify(answer)?.slice(0, 500)}`);
  }
}
