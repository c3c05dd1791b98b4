import { words } from '@/lib/i18n/words';

/** An answer that is no page: a feed, a sitemap, a text for robots. */
export function answerOf(type: string, body: string): Response {
  return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });
}

/** What a program gets where there is no such feed or sitemap. */
export function nothingHere(): Response {
  return new Response(`${words().site.missing.title}\n`, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
