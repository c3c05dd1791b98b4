import type { ServerResponse } from 'node:http';
import { RETRY_AFTER_UNAVAILABLE } from '../../lib/platform/http/headers';
import { siteLocale, words } from '../../lib/i18n/words';

export type PlainStatus = 400 | 404 | 405 | 431 | 500 | 503;

/** A page that needs nothing: neither Next, nor the database, nor a style sheet. */
export function plainPage(status: PlainStatus): string {
  const { server, common } = words();
  const { title, text } = server.pages[status];
  return `<!doctype html><html lang="${siteLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · ${common.siteName}</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${server.home}</a></p></main></body></html>`;
}

/** Answers with the plain page of a status; 503 says when to come back. */
export function sendPlain(response: ServerResponse, status: PlainStatus): void {
  if (status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_UNAVAILABLE));
  const body = Buffer.from(plainPage(status));
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length, 'Cache-Control': 'no-store' });
  response.end(body);
}
