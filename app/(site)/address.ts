import { readEnv } from '@/lib/platform/env';

/**
 * The address of a path where it must be absolute, in feeds, sitemaps and the heads of pages: on the operator's address, else on the one
 * that the server gave itself. Never on what a request says, since answers are kept for everybody.
 * @throws Error outside of a server
 */
export function absoluteAddress(path: string): string {
  const { SITE_URL, NEXTAUTH_URL } = readEnv();
  const base = SITE_URL ?? NEXTAUTH_URL;
  if (!base) throw new Error('Neither SITE_URL nor NEXTAUTH_URL is set');
  return new URL(path, base).href;
}
