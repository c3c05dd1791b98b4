import { DomainError } from '../errors';
import { readEnv } from '../env';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that a page of another site makes the browser send (cookies go with it). Browsers say where a
 * request comes from in Sec-Fetch-Site (Fetch Metadata) and Origin; a client that sends neither is no browser.
 * @throws DomainError cross_origin
 */
export function assertSameOrigin(request: Request): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') throw new DomainError('cross_origin');
  const origin = request.headers.get('origin');
  if (origin !== null && !isOwn(origin, request.headers.get('host'))) throw new DomainError('cross_origin');
}

function isOwn(origin: string, host: string | null): boolean {
  const { SITE_URL } = readEnv();
  if (SITE_URL && new URL(SITE_URL).origin === origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
