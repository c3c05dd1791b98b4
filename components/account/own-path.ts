import { isSafeHref } from '@/lib/content/links';

/** Where to go after signing in: a path of this site and nothing else, so that no link can lead people away by our own page. */
export function ownPath(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith('/') && isSafeHref(value) ? value : null;
}
