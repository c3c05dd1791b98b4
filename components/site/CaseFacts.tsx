import { ArticleFacts } from '@/components/content/ArticleFacts';
import { DateText } from '@/components/ui/DateText';
import { siteLocale, words } from '@/lib/i18n/words';
import type { ShownArticle } from '@/lib/published/article';

type Props = Pick<ShownArticle, 'organisation' | 'region' | 'field' | 'year' | 'publishedAt' | 'revisedAt' | 'number'>;

/** What readers are told of a case beside its text: its category stands above its title. */
export function CaseFacts({ organisation, region, field, year, publishedAt, revisedAt, number }: Props) {
  const { common, site } = words();
  const locale = siteLocale();
  const more = [
    { name: site.article.published, value: publishedAt === null ? site.preview.published : <DateText iso={publishedAt} locale={locale} /> },
    ...(publishedAt !== null && revisedAt !== null && revisedAt > publishedAt ? [{ name: site.article.revised, value: <DateText iso={revisedAt} locale={locale} /> }] : []),
    { name: site.article.number, value: number ?? site.preview.number },
  ];
  return <ArticleFacts organisation={organisation?.name} region={region?.name} field={field} year={year} words={common} more={more} />;
}
