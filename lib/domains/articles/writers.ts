import type { Person } from '../../platform/actor';

/**
 * The accounts that have written something, with one more. Kept for the reviews: whoever has written a word decides on it as
 * little as its owner, also when somebody else has written over it or he is no co-editor any more.
 */
export function withWriter(writerIds: readonly string[], { id }: Person): string[] {
  return writerIds.includes(id) ? [...writerIds] : [...writerIds, id];
}
