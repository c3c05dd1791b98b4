import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago a moment was, in the largest unit that gives a whole number. */
export function duration(since: string, now: number, words: Pick<Words['desk']['review'], 'days' | 'hours' | 'minutes'>): string {
  const passed = Math.max(0, now - new Date(since).getTime());
  if (passed >= DAY) return fill(words.days, { count: Math.floor(passed / DAY) });
  if (passed >= HOUR) return fill(words.hours, { count: Math.floor(passed / HOUR) });
  return fill(words.minutes, { count: Math.max(1, Math.floor(passed / MINUTE)) });
}
