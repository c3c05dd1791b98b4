import { readEnv } from '@/lib/platform/env';

/** Where readers reach the site, if the operator has said so; addresses in pages stay relative otherwise. */
export function siteUrl(): URL | null {
  const { SITE_URL } = readEnv();
  return SITE_URL ? new URL(SITE_URL) : null;
}

/**
 * What a page gives as its canonical address. Machines take only an absolute one at its word, so there is none where the
 * site's address is not known.
 */
export function canonicalOf(path: string): string | null {
  return siteUrl() ? path : null;
}

/** The address of a path for machines that read a page elsewhere: absolute where that is known. */
export function publicAddress(path: string): string {
  const base = siteUrl();
  return base ? new URL(path, base).href : path;
}

/**
 * The address of a path where it must be absolute, in feeds and sitemaps: on the operator's address, else on the one
 * that the server gave itself. Never on what a request says, since answers are kept for everybody.
 * @throws Error outside of a server
 */
export function absoluteAddress(path: string): string {
  const { SITE_URL, NEXTAUTH_URL } = readEnv();
  const base = SITE_URL ?? NEXTAUTH_URL;
  if (!base) throw new Error('Neither SITE_URL nor NEXTAUTH_URL is set');
  return new URL(path, base).href;
}
