import type { Block, Body } from '@/lib/content/schema';
import { keptBlocks } from './body-text';

/**
 * Blocks that some section's text only names, of all that lay on this page: a line may be cut out of one section and
 * put into another, or come back by "undo" after it was saved away. Filled in the browser alone (by effects).
 */
const known = new Map<string, Block>();

/** Remembers the blocks that the text of this body only names. */
export function rememberBlocks(body: Body): void {
  for (const block of keptBlocks(body)) known.set(block.attrs.id, block);
}

export const knownBlocks: ReadonlyMap<string, Block> = known;
