import type { Crumb } from '@/components/site/Breadcrumb';
import { toPlainText } from '@/lib/content/text';
import { textLanguage } from '@/lib/i18n/text-language';
import { siteLocale, words } from '@/lib/i18n/words';
import type { PublishedArticle } from '@/lib/published/article';
import { absoluteAddress } from '../../address';

/** How much of a text search engines and previews show. */
const DESCRIPTION = 160;

/** What a case is about in one line: its lead, else the beginning of its text. */
export function plainLead({ lead, sections }: PublishedArticle): string {
  const text = (lead || firstText(sections)).replace(/\s+/g, ' ').trim();
  const characters = [...text.slice(0, 2 * DESCRIPTION + 2)];
  return characters.length > DESCRIPTION ? `${characters.slice(0, DESCRIPTION - 1).join('')}…` : text;
}

function firstText(sections: PublishedArticle['sections']): string {
  for (const { body } of sections) {
    const text = toPlainText(body);
    if (text !== '') return text;
  }
  return '';
}

/** A case for machines (schema.org Article). */
export function articleData(article: PublishedArticle): Record<string, unknown> {
  const { title, number, publishedAt, revisedAt, organisation, category, region } = article;
  return {
    '@type': 'Article',
    headline: title,
    description: plainLead(article),
    identifier: String(number),
    mainEntityOfPage: absoluteAddress(`/cases/${number}`),
    inLanguage: textLanguage(title, siteLocale()) ?? siteLocale(),
    datePublished: publishedAt,
    dateModified: revisedAt,
    publisher: { '@type': 'Organization', name: words().common.siteName },
    ...(organisation && { author: { '@type': 'Organization', name: organisation.name } }),
    ...(category && { articleSection: category.name }),
    ...(region && { contentLocation: { '@type': 'Place', name: region.name } }),
  };
}

/** The way to a case for machines (schema.org BreadcrumbList). */
export function breadcrumbData(crumbs: Crumb[], { title, number }: PublishedArticle): Record<string, unknown> {
  const way = [...crumbs, { href: `/cases/${number}`, name: title }];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: way.map(({ href, name }, index) => ({ '@type': 'ListItem', position: index + 1, name, item: absoluteAddress(href) })),
  };
}
