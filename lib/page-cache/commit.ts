import { setTimeout as wait } from 'node:timers/promises';
import { clock } from './clock';
import { LEASE, MARGIN } from './lease';

/**
 * What a writer does between its commit and its answer, where it changed what readers see: nobody may be shown the
 * state before it after that. Resolves at once when no other instance lives, else when their leases have run out.
 */
export async function seenByAll(): Promise<void> {
  const committed = performance.now();
  clock().expire();
  if (!(await clock().othersLiving())) return;
  const rest = LEASE + MARGIN - (performance.now() - committed);
  if (rest > 0) await wait(rest);
}
