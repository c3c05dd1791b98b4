/**
 * Whether an If-None-Match header names this tag. The comparison is the weak one (RFC 9110, 13.1.2): a proxy that compresses
 * anew makes our tags weak, and they count all the same.
 * @param header the header as it came; a client that has nothing sends none
 * @param etag our own tag, with its quotes, strong or weak
 */
export function namesTag(header: string | null | undefined, etag: string): boolean {
  if (!header) return false;
  if (header === etag) return true;
  const opaque = etag.replace(WEAK, '');
  return header.split(',').some((given) => ['*', opaque].includes(given.trim().replace(WEAK, '')));
}

const WEAK = /^W\//;
