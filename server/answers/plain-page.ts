import type { ServerResponse } from 'node:http';
import { RETRY_AFTER_UNAVAILABLE } from '../../lib/platform/http/headers';
import { siteLocale, words } from '../../lib/i18n/words';
import { PLAIN_STYLE } from './plain-style';
import { contentSecurityPolicy } from './security-headers';

export type PlainStatus = 400 | 404 | 405 | 431 | 500 | 503;

/** After these it may go better the next time. */
const PASSING: ReadonlySet<PlainStatus> = new Set([500, 503]);

/** A page that needs nothing: neither Next, nor the database, nor a file of a style sheet. It looks like the site all the same. */
export function plainPage(status: PlainStatus): string {
  const { server, common, site } = words();
  const { title, text } = server.pages[status];
  const again = PASSING.has(status) ? `<li><a href="">${server.again}</a></li>` : '';
  return `<!doctype html><html lang="${siteLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · ${common.siteName}</title><style>${PLAIN_STYLE}</style></head><body><header class="top"><div class="wrap"><a class="brand" href="/">${common.siteName}</a></div></header><main><div class="wrap"><p class="kind">${status}</p><h1>${title}</h1><p>${text}</p><ul>${again}<li><a href="/">${server.home}</a></li></ul></div></main><footer><div class="wrap"><p>${site.footer.about}</p></div></footer></body></html>`;
}

/** Answers with the plain page of a status; 503 says when to come back. */
export function sendPlain(response: ServerResponse, status: PlainStatus): void {
  if (status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
  // Also where a file or data was asked for, which would have a stricter one.
  response.setHeader('Content-Security-Policy', contentSecurityPolicy('page', '', false));
  const body = Buffer.from(plainPage(status));
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length, 'Cache-Control': 'no-store' });
  response.end(body);
}
