import { DateText } from '@/components/ui/DateText';
import { siteLocale, words } from '@/lib/i18n/words';
import type { PublishedArticle } from '@/lib/published/article';

type Props = Pick<PublishedArticle, 'organisation' | 'region' | 'field' | 'year' | 'publishedAt' | 'number'>;

/** What is known of a case beside its text, in one quiet row. */
export function CaseFacts({ organisation, region, field, year, publishedAt, number }: Props) {
  const { common, site } = words();
  const facts = [
    { name: common.facets.organisation, value: organisation?.name },
    { name: common.facets.region, value: region?.name },
    { name: common.facets.field, value: field },
    { name: common.facets.year, value: year },
    { name: site.article.published, value: <DateText iso={publishedAt} locale={siteLocale()} /> },
    { name: site.article.number, value: number },
  ];
  return (
    <dl className="facts">
      {facts.map(
        ({ name, value }) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
