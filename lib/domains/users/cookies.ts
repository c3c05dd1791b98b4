import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decode } from 'next-auth/jwt';
import { cookieRemoval } from '../../platform/http/remove-cookie';
import { ownAddress } from './own-address';

/** What next-auth puts into a browser for us, and the prefix that each name has where the site is reached by TLS. */
const NAMES = { 'next-auth.session-token': '__Secure-', 'next-auth.callback-url': '__Secure-', 'next-auth.csrf-token': '__Host-' } as const;
type Name = keyof typeof NAMES;

/** Longer than any that was set by us: a session's is some 300 characters. */
const LONGEST = 2_048;
/** Lines of Set-Cookie in one answer; what is left goes with the next. */
const MOST_LINES = 60;

interface Site {
  /** How readers reach it. */
  address: string;
  secret: string;
}

/** Sessions' cookies that could be read: that costs a tenth of a millisecond, and a desk sends the same one for days. */
const read = new LRUCache<string, true>({ max: 1_000 });

const CHECKS: Record<Name, (value: string, site: Site) => boolean | Promise<boolean>> = {
  'next-auth.session-token': async (value, { secret }) => {
    if (read.has(value)) return true;
    const token = await decode({ token: value, secret }).catch(() => null);
    if (token) read.set(value, true);
    return token !== null;
  },
  // It becomes part of a header as it is.
  'next-auth.callback-url': (value, { address }) => /^[\x21-\x7e]+$/.test(value) && ownAddress(value, address) !== null,
  'next-auth.csrf-token': (value, { secret }) => {
    const [token = '', hash] = value.split('|');
    return hash === createHash('sha256').update(`${token}${secret}`).digest('hex');
  },
};

interface Owned {
  /** The Cookie header for whoever reads it behind: ours that are sound, each once. Empty where there are none. */
  cookie: string;
  /** Set-Cookie headers that take the others away. */
  removals: string[];
}

/**
 * Keeps of the cookies that came what we have set. Anything on the same host can set a cookie of any name, for any path, and
 * next-auth answers 500 to some, takes pieces by any name that begins like the session's for part of it, and the first of
 * several for the right one: so one bad cookie would shut a person out until it expires. What is not ours by its name is left
 * where it is.
 * @param header Cookie, as it came
 * @param path that was asked for: a cookie may have been set for any folder above it
 */
export async function ownCookies(header: string, path: string, site: Site): Promise<Owned> {
  const secure = site.address.startsWith('https:');
  const sound = new Map<string, string>();
  const bad = new Set<string>();
  for (const pair of header.split(';')) {
    const [name, value] = parted(pair);
    const known = (Object.keys(NAMES) as Name[]).find((base) => name.startsWith(secure ? NAMES[base] + base : base));
    if (known === undefined) continue;
    const isOurs = name === (secure ? NAMES[known] + known : known);
    if (isOurs && !sound.has(name) && (await isSound(known, value, site))) sound.set(name, value);
    else if (sound.get(name) !== value) bad.add(name);
  }
  return {
    cookie: [...sound].map(([name, value]) => `${name}=${value}`).join('; '),
    // Where one is sound, it is the one for the whole site, and stays.
    removals: [...bad].flatMap((name) => foldersOf(path).slice(sound.has(name) ? 1 : 0).map((folder) => cookieRemoval(name, folder))).filter((line) => line !== null).slice(0, MOST_LINES),
  };
}

async function isSound(name: Name, value: string, site: Site): Promise<boolean> {
  if (value.length > LONGEST) return false;
  try {
    return await CHECKS[name](decodeURIComponent(value), site);
  } catch {
    return false;
  }
}

function parted(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** Every path for which a cookie can have been set that came with a request for this one; the widest first. */
function foldersOf(path: string): string[] {
  const steps = path.split('/').filter(Boolean).filter((step) => /^[\w.~%-]+$/.test(step)).slice(0, 4);
  return ['/', ...steps.map((_, at) => `/${steps.slice(0, at + 1).join('/')}`)];
}
