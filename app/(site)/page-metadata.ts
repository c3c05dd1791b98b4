import type { Metadata } from 'next';
import { siteLocale, words } from '@/lib/i18n/words';
import { absoluteAddress } from './address';
import { feedLink } from './atom-feed';
import picture from './share.png';

interface PageHead {
  /** Of the page, not of a cursor in it. */
  path: string;
  /** Without one: the home page. */
  title?: string;
  description?: string;
  /** The path of its feed. */
  feed?: string;
  /** What else its sort has to say where it is shared. */
  openGraph?: Metadata['openGraph'];
}

/** The head of a page that may be found and shared: its one address, and what is shown of it elsewhere. */
export function pageMetadata({ path, title, description, feed, openGraph }: PageHead): Metadata {
  const { siteName } = words().common;
  const canonical = absoluteAddress(path);
  const images = [{ url: absoluteAddress(picture.src), width: picture.width, height: picture.height, alt: siteName }];
  return {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    alternates: { canonical, ...(feed ? { types: feedLink(feed, title ? `${title} · ${siteName}` : siteName) } : {}) },
    openGraph: { type: 'website', title: title ?? siteName, description: description || words().site.description, url: canonical, siteName, locale: siteLocale().replace('-', '_'), images, ...openGraph },
  };
}
