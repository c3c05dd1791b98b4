import { sitemapPart, sitemapParts } from '@/lib/published/sitemap';
import { answerOf } from '../plain-answers';
import { XML, numberedItems, pageItems, sitemapIndex, urlset } from '../sitemap-xml';

export const dynamic = 'force-dynamic';

/** The whole sitemap while one part holds it, after that the way to its parts. */
export async function GET(): Promise<Response> {
  const parts = await sitemapParts();
  if (parts.length > 1) return answerOf(XML, await sitemapIndex(parts));
  const [only] = parts;
  const numbered = only === undefined ? [] : await sitemapPart(only);
  return answerOf(XML, await urlset([...(await pageItems()), ...numberedItems(numbered)]));
}
