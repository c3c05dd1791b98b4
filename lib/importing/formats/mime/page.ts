import type { MimePart } from './parts';

/** What a message shows: the parts that are its text, in their order, and what they show in turn. */
export interface Shown {
  parts: readonly [MimePart, ...MimePart[]];
  /**
   * The bytes of what an address in them leads to, `cid:…` or any that a part of the message says to be its own (RFC 2557); null
   * for no part of it.
   */
  resource(address: string): Uint8Array | null;
  /** The parts that addresses have led to so far. */
  used: ReadonlySet<MimePart>;
}

/** Where relative addresses begin in a message that does not say where it comes from (RFC 2557, 5). */
const NOWHERE = 'thismessage:/';

const isPage = ({ type }: MimePart) => type === 'text/html' || type === 'application/xhtml+xml';

/**
 * The parts of a message that are its text: of alternatives the one in HTML, of what belongs to a page the page; attachments are
 * none.
 * @returns null for a message without text
 */
export function shownOf(parts: readonly MimePart[]): Shown | null {
  const own = parts.filter((part) => !part.isAttachment && (isPage(part) || part.type === 'text/plain') && (part.within !== 'related' || part.isFirst || isAlone(part)));
  const withPage = new Set(own.filter(isPage).map(({ alternatives }) => alternatives));
  const [first, ...rest] = own.filter((part) => part.alternatives < 0 || isPage(part) === withPage.has(part.alternatives));
  if (!first) return null;
  const base = resolved(first.location, NOWHERE) ?? NOWHERE;
  const byAddress = new Map<string, MimePart>();
  for (const one of parts) {
    if (one === first) continue;
    const at = one.location === '' ? null : resolved(one.location, base);
    if (at !== null && !byAddress.has(at)) byAddress.set(at, one);
    if (one.id !== '' && !byAddress.has(`cid:${one.id}`)) byAddress.set(`cid:${one.id}`, one);
  }
  const used = new Set<MimePart>();
  return {
    parts: [first, ...rest],
    used,
    resource(address) {
      const found = byAddress.get(/^cid:/i.test(address) ? `cid:${unescaped(address.slice(4))}` : (resolved(address, base) ?? ''));
      if (found) used.add(found);
      return found?.bytes ?? null;
    },
  };
}

/** Beside a page, what nothing can lead to is no resource of it. */
function isAlone({ id, location, fileName }: MimePart): boolean {
  return id === '' && location === '' && fileName === '';
}

/** An address as a whole; the same one written in two ways, with a name escaped or not, is one. */
function resolved(address: string, base: string): string | null {
  try {
    return new URL(address, base).href;
  } catch {
    return null;
  }
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
