/* eslint-disable @next/next/no-sync-scripts -- A module waits by itself; what blocks is meant to. */
import { ISLANDS, islandAddress, type IslandName } from '@/lib/platform/islands';

/**
 * Asks for an island on this page: the one kind of script that reader pages keep (server/application/strip-scripts.ts, which keeps these
 * very elements and one of each). A blocking one belongs into the head, a deferred one beside what it takes hold of.
 */
export function Island({ name }: { name: IslandName }) {
  const address = islandAddress(name);
  // A module waits for the whole page, and browsers too old for it pass it over.
  if (ISLANDS[name] === 'deferred') return <script type="module" src={address} />;
  return <script src={address} />;
}
