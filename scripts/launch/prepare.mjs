import { lockCheckout } from './checkout-lock.mjs';

/**
 * Does those of the steps that are due, in their order, naming each and the time it took.
 * Says nothing when none is. Two launches at once on one checkout: the second waits, then finds the work done.
 * @param {{ name: string, isDue(): Promise<string | false>, run(): Promise<void> }[]} steps
 * @param {(line: string) => void} say
 */
export async function prepare(steps, say) {
  if (!(await anyDue(steps))) return;
  const unlock = await lockCheckout(say);
  try {
    for (const step of steps) {
      const reason = await step.isDue();
      if (!reason) continue;
      say(`${step.name}: ${reason}`);
      const began = performance.now();
      await step.run();
      say(`${step.name}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await unlock();
  }
}

async function anyDue(steps) {
  for (const step of steps) if (await step.isDue()) return true;
  return false;
}
