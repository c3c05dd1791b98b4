import { isStorable } from '../platform/characters';

/** Whitespace of any script, C1 controls and invisible format characters: browsers strip some of them, so they disguise what a link is. */
const DISGUISE = /[\s\u0080-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
/** After the two slashes a host must begin: browsers read `http:x` as a path of the own site and skip further slashes. */
const WEB = /^https?:\/\/[^/\\]/i;
const MAIL = /^mailto:[^/\\]/i;
const OWN = 'http://own.invalid';

function parse(href: string, base?: string): URL | undefined {
  return URL.canParse(href, base) ? new URL(href, base) : undefined;
}

/** Whether a link leads to another site, going by its text alone: `http:` and `https:` do, `mailto:` and own paths do not. */
export function isExternal(href: string): boolean {
  return WEB.test(href);
}

/**
 * Whether a text may be the target of a link: an absolute `http:`, `https:` or `mailto:` address, or
 * a path of this site that begins with one slash. Everything else is refused, also relative paths
 * and bare fragments, which mean something else on every page. The text is matched and also parsed,
 * so that what the browser makes of it is what was allowed. No length limit here.
 */
export function isSafeHref(href: string): boolean {
  if (!isStorable(href) || DISGUISE.test(href)) return false;
  if (href.startsWith('/')) {
    return !/^\/[/\\]/.test(href) && parse(href, OWN)?.origin === OWN;
  }
  const url = parse(href);
  if (!url) return false;
  if (WEB.test(href)) return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  return MAIL.test(href) && url.protocol === 'mailto:';
}
