import { siteLocale, words } from '../lib/i18n/words';

export type PlainStatus = 400 | 404 | 405 | 500 | 503;

/** A page that needs nothing: neither Next, nor the database, nor a style sheet. */
export function plainPage(status: PlainStatus): string {
  const { server, common } = words();
  const { title, text } = server.pages[status];
  return `<!doctype html><html lang="${siteLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · ${common.siteName}</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${server.home}</a></p></main></body></html>`;
}
