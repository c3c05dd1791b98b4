import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY = 20;

/**
 * Waits until a condition holds, by looking.
 * @param what completes "waited in vain until …"
 * @param patience milliseconds until it counts as in vain
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
  for (const giveUp = Date.now() + patience; !(await holds()); await wait(LOOK_EVERY)) {
    if (Date.now() > giveUp) throw new Error(`Waited ${patience / 1000} s in vain until ${what}.`);
  }
}
