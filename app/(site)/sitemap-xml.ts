import { Readable } from 'node:stream';
import { SitemapIndexStream, SitemapStream, streamToPromise, type SitemapItemLoose } from 'sitemap';
import { categoryNames, type CategoryName } from '@/lib/published/categories';
import type { Numbered } from '@/lib/published/sitemap';
import { absoluteAddress } from './address';

export const XML = 'application/xml';

/** The part of the sitemap that holds what has no number. */
export const PAGES = 'pages';

/** The pages, or the numbers from the given one on. */
type Part = number | typeof PAGES;
const partPath = (part: Part) => `/sitemaps/${part}.xml`;

function* slugs(tree: CategoryName[]): Iterable<string> {
  for (const { slug, children } of tree) {
    yield slug;
    yield* slugs(children);
  }
}

/** Home, the lists and every category. */
export async function pageItems(): Promise<SitemapItemLoose[]> {
  const categories = [...slugs(await categoryNames())].map((slug) => `/c/${slug}`);
  return ['/', '/c', '/collections', ...categories].map((path) => ({ url: absoluteAddress(path) }));
}

/** Cases and collections with the time of their last change. */
export function numberedItems(numbered: Numbered[]): SitemapItemLoose[] {
  return numbered.map(({ kind, number, modifiedAt }) => ({ url: absoluteAddress(`/${kind}/${number}`), lastmod: modifiedAt.toISOString() }));
}

/** A sitemap of these addresses (sitemaps.org). */
export async function urlset(items: SitemapItemLoose[]): Promise<string> {
  const stream = new SitemapStream({ xmlns: { news: false, video: false, image: false, xhtml: false } });
  return String(await streamToPromise(Readable.from(items).pipe(stream)));
}

/** A sitemap that names its parts. */
export async function sitemapIndex(parts: number[]): Promise<string> {
  const all: Part[] = [PAGES, ...parts];
  const items = all.map((part) => ({ url: absoluteAddress(partPath(part)) }));
  return String(await streamToPromise(Readable.from(items).pipe(new SitemapIndexStream())));
}
