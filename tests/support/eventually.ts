import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks until the answer is right, for things that happen by themselves.
 * @throws Error with the last answer when the deadline passes
 */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean, deadline = 20_000): Promise<T> {
  for (const end = Date.now() + deadline; ; ) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > end) throw new Error(`Not right after ${deadline} ms: ${JSON.stringify(answer).slice(0, 500)}`);
    await wait(50);
  }
}
