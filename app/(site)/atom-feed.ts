import { Feed } from 'feed';
import { words } from '@/lib/i18n/words';
import type { Teaser } from '@/lib/published/teaser';
import { isolated } from '@/lib/platform/direction';
import { absoluteAddress } from './address';

export const ATOM = 'application/atom+xml';

/** How many cases a feed holds: the latest. */
export const FEED_LENGTH = 20;

/** What XML 1.0 cannot say, escaped or not; U+FDD0 besides, which stands for something below. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFDCF\uFDD1-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** The package leaves "<" in attributes as it is. A character that no text has takes its place until it is through. */
const LESS_THAN = '\uFDD0';

const clean = (text: string) => text.replace(NOT_XML, '');
/** For an element: the package takes "&amp;" in a text for an ampersand. */
const element = (text: string) => clean(text).replaceAll('&', '&amp;');
const attribute = (text: string) => clean(text).replaceAll('<', LESS_THAN);
/** For title and summary, which Atom is told are HTML. */
const html = (text: string) => element(text).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Contents {
  title: string;
  description: string;
  /** The page that this is the feed of. */
  page: string;
  /** The feed's own path. */
  path: string;
  cases: Teaser[];
}

/** The latest cases as an Atom feed (RFC 4287), without anything that differs between two renderings of the same. */
export function atomFeed({ title, description, page, path, cases }: Contents): string {
  const self = absoluteAddress(path);
  const updated = cases.map(({ modifiedAt }) => modifiedAt).sort().at(-1);
  const feed = new Feed({
    id: self,
    title: element(title),
    description: element(description),
    link: absoluteAddress(page),
    feed: self,
    updated: new Date(updated ?? 0),
    author: { name: element(words().common.siteName), link: absoluteAddress('/') },
    generator: false,
  });
  for (const item of cases) {
    const link = absoluteAddress(`/cases/${item.number}`);
    feed.addItem({
      title: html(isolated(item.title)),
      id: link,
      link,
      date: new Date(item.modifiedAt),
      published: new Date(item.publishedAt),
      ...(item.lead ? { description: html(item.lead) } : {}),
      ...(item.organisation ? { author: [{ name: element(isolated(item.organisation)) }] } : {}),
      ...(item.category ? { category: [{ term: attribute(item.category.slug), name: attribute(isolated(item.category.name)), scheme: absoluteAddress('/c') }] } : {}),
    });
  }
  return feed.atom1().replaceAll(LESS_THAN, '&lt;');
}

/** For the head of a page: where its feed is. */
export function feedLink(path: string, title: string): Record<string, { url: string; title: string }[]> {
  return { [ATOM]: [{ url: path, title }] };
}
