import { setTimeout as wait } from 'node:timers/promises';
import { writersClock } from './clock';
import { LEASE, MARGIN } from './lease';

/**
 * What a writer does between its commit and its answer, where it changed what readers see: nobody may be shown the
 * state before it after that. Resolves at once when no other instance lives, else when their leases have run out.
 */
export async function seenByAll(): Promise<void> {
  const committed = performance.now();
  writersClock().expire();
  if (!(await writersClock().othersLiving())) return;
  const rest = LEASE + MARGIN - (performance.now() - committed);
  if (rest > 0) await wait(rest);
}
