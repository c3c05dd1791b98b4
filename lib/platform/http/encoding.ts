/** How a body may leave, best first: Brotli is the smallest, what is not compressed the last resort. */
export type Encoding = 'br' | 'gzip' | 'identity';

const KNOWN: readonly Encoding[] = ['br', 'gzip', 'identity'];
const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;
/** Browsers send one of a handful of headers; those of others are longer, or one another's noise. */
const REMEMBERED = 32;
const LONGEST_REMEMBERED = 100;

const remembered = new Map<string, Encoding>();

/**
 * The encoding that a client prefers (RFC 9110, 12.5.3): the one of the highest quality, among equals the smallest.
 * Where it accepts none of ours, not even `identity`, the answer leaves uncompressed: better than refusing it.
 * @param header the Accept-Encoding header; without one nothing is compressed
 */
export function preferredEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const encoding = negotiate(header);
  if (header.length <= LONGEST_REMEMBERED) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(header, encoding);
  }
  return encoding;
}

function negotiate(header: string): Encoding {
  const qualities = new Map<string, number>();
  for (const member of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
    qualities.set(name === 'x-gzip' ? 'gzip' : name, qualityOf(parameters));
  }
  // Who does not speak of `identity` accepts it all the same, after everything that he names (not: forbids).
  const quality = (name: Encoding) => qualities.get(name) ?? qualities.get('*') ?? (name === 'identity' ? Number.MIN_VALUE : 0);
  let best: Encoding = 'identity';
  let highest = 0;
  for (const name of KNOWN) {
    if (quality(name) > highest) [best, highest] = [name, quality(name)];
  }
  return best;
}

/** A quality that cannot be read forbids: what the client meant is not known, and uncompressed is always understood. */
function qualityOf(parameters: string[]): number {
  const [weight, ...more] = parameters;
  if (weight === undefined) return 1;
  const quality = more.length === 0 ? QUALITY.exec(weight)?.[1] : undefined;
  return quality === undefined ? 0 : Number(quality);
}
