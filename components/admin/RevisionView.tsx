import { ArticleFacts } from '@/components/content/ArticleFacts';
import { ArticleReading } from '@/components/content/ArticleReading';
import { DateTime } from '@/components/ui/DateTime';
import { siteLocale, words } from '@/lib/i18n/words';
import type { SubmittedRevision } from '@/lib/domains/reviews/queries';
import { balanced } from '@/lib/platform/direction';

/** A submitted revision as the reviewer reads it. */
export function RevisionView({ revision }: { revision: SubmittedRevision }) {
  const { common, desk } = words();
  const { review } = desk;
  const { lead, sections, category, organisation, region, field, year, owner, submittedAt } = revision;
  const more = [
    { name: review.owner, value: <bdi>{balanced(owner)}</bdi> },
    { name: review.submittedAt, value: <DateTime at={submittedAt} /> },
  ];
  const facts = <ArticleFacts category={category} organisation={organisation} region={region} field={field} year={year} words={common} more={more} />;
  return <ArticleReading lead={lead} facts={facts} sections={sections} words={common} noLead={review.noLead} noText={review.noText} locale={siteLocale()} />;
}
