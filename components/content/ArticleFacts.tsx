import { Facts, type Fact } from '@/components/ui/Facts';
import type { Words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';

interface ArticleFactsProps {
  /** By name; what is not given is not shown. */
  category?: string | null | undefined;
  organisation: string | null | undefined;
  region: string | null | undefined;
  field: string;
  year: number | null;
  names: Words['common']['facets'];
  /** What this page knows besides. */
  more?: readonly Fact[];
}

/** What somebody typed, kept from turning what stands beside it. */
const typed = (text: string | null | undefined) => text && <bdi>{balanced(text)}</bdi>;

/** What is known of a case beside its text, for readers, on the desk and in review. */
export function ArticleFacts({ category, organisation, region, field, year, names, more = [] }: ArticleFactsProps) {
  const facets: Fact[] = [
    { name: names.category, value: typed(category) },
    { name: names.organisation, value: typed(organisation) },
    { name: names.region, value: region },
    { name: names.field, value: typed(field) },
    { name: names.year, value: year },
  ];
  return <Facts facts={[...facets, ...more]} />;
}
