import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';

/** How a kept state is called where its name is not: by its number in the article. */
export function revisionLabel({ ordinal }: { ordinal: number }, history: Words['desk']['history']): string {
  return fill(history.entry, { ordinal });
}
