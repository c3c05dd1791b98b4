import { LIMITS } from '@/lib/platform/limits';
import { parseNumber } from '@/lib/published/number';
import { sitemapPart } from '@/lib/published/sitemap';
import { answerOf, nothingHere } from '../../plain-answers';
import { PAGES, XML, numberedItems, pageItems, urlset } from '../../sitemap-xml';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ part: string }>;
}

/** One part of a sitemap that is too long for one file: `pages.xml`, or the first number of a range. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const [, name = ''] = /^([a-z0-9]+)\.xml$/.exec((await params).part) ?? [];
  if (name === PAGES) return answerOf(XML, await urlset(await pageItems()));
  const first = name === '0' ? 0 : parseNumber(name);
  if (first === null || first % LIMITS.sitemapPart !== 0) return nothingHere();
  const numbered = await sitemapPart(first);
  return numbered.length > 0 ? answerOf(XML, await urlset(numberedItems(numbered))) : nothingHere();
}
