/**
 * An address of the site, in full and in ASCII, as it can stand in a header.
 * @param given whatever came: a path, or an address with its origin
 * @param site how readers reach it
 * @returns null for what is no address, or another site's
 */
export function ownAddress(given: unknown, site: string): string | null {
  if (typeof given !== 'string' || !/^(?:\/|https?:)/i.test(given) || !URL.canParse(given, site)) return null;
  const url = new URL(given, site);
  return url.origin === new URL(site).origin && !url.username && !url.password ? url.href : null;
}
