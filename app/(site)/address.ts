import { readEnv } from '@/lib/env';

/** Where readers reach the site, if the operator has said so; addresses in pages stay relative otherwise. */
export function siteUrl(): URL | null {
  const { SITE_URL } = readEnv();
  return SITE_URL ? new URL(SITE_URL) : null;
}

/** The address of a path for machines that read a page elsewhere: absolute where that is known. */
export function publicAddress(path: string): string {
  const base = siteUrl();
  return base ? new URL(path, base).href : path;
}
