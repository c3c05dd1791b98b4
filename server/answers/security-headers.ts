import type { Surface } from '../../lib/platform/routes/table';
import { PLAIN_STYLE_SOURCE } from './plain-style';

/** The path of a request's address as it is meant, or null where it means nothing. */
export function decodedPath(url: string): string | null {
  // The absolute form is for proxies, and this is none.
  if (!url.startsWith('/')) return null;
  try {
    const { pathname } = new URL(url.replace(/^\/+/, '/'), 'http://front');
    return decodeURIComponent(pathname).replace(/\/{2,}/g, '/');
  } catch {
    return null;
  }
}

const EVERYWHERE: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  'X-Frame-Options': 'DENY',
};

const CLOSED = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** Reader pages are documents: what little runs there is a file of ours. The one style in a page is that of the plain ones. */
const PAGE_POLICY = `default-src 'none'; script-src 'self'; style-src 'self' ${PLAIN_STYLE_SOURCE}; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; ${CLOSED}`;
/** The desk shows a preview in a frame, and nobody else does. */
const PREVIEW_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The policy of an application page; every script that Next writes carries the nonce. */
function appPolicy(nonce: string, development: boolean): string {
  // Next's development client evaluates code, injects styles and holds a socket.
  const script = development ? " 'unsafe-eval'" : '';
  const style = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return `default-src 'self'; script-src 'self' 'nonce-${nonce}'${script}; style-src 'self' ${style}; img-src 'self' data: blob:; connect-src 'self'${development ? ' ws:' : ''}; ${CLOSED}`;
}

/** The Content-Security-Policy of a surface. */
export function contentSecurityPolicy(surface: Surface, nonce: string, development: boolean): string {
  if (surface === 'app') return appPolicy(nonce, development);
  if (surface === 'page') return PAGE_POLICY;
  if (surface === 'preview') return PREVIEW_POLICY;
  return API_POLICY;
}

/**
 * What a preview has instead: its address opens it to anybody, so it is told to no other site and found by no search engine. (In
 * robots.txt it does not stand: who may not fetch it could not read here that it is not to be listed.)
 */
const OF_PREVIEWS: Record<string, string> = { 'Referrer-Policy': 'no-referrer', 'X-Frame-Options': 'SAMEORIGIN', 'X-Robots-Tag': 'noindex, nofollow, noarchive' };

/** The headers that every answer of a surface carries, beside its policy. @param common as `commonHeaders` gives them */
export function surfaceHeaders(surface: Surface, common: Record<string, string>): Record<string, string> {
  return surface === 'preview' ? { ...common, ...OF_PREVIEWS } : common;
}

/** The headers that every answer carries, whatever it is. `https`: readers reach the site by TLS alone. */
export function commonHeaders(https: boolean): Record<string, string> {
  return https ? { ...EVERYWHERE, 'Strict-Transport-Security': 'max-age=31536000' } : EVERYWHERE;
}
