import { Facts, type Fact } from '@/components/ui/Facts';
import { textLanguage } from '@/lib/i18n/text-language';
import type { Words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';

interface ArticleFactsProps {
  /** By name; what is not given is not shown. */
  category?: string | null | undefined;
  organisation: string | null | undefined;
  region: string | null | undefined;
  field: string;
  year: number | null;
  words: Pick<Words['common'], 'facets' | 'language'>;
  /** What this page knows besides. */
  more?: readonly Fact[];
}

/** What somebody typed, kept from turning what stands beside it. */
const typed = (text: string | null | undefined) => text && <bdi>{balanced(text)}</bdi>;

/** What is known of a case beside its text, for readers, on the desk and in review. */
export function ArticleFacts({ category, organisation, region, field, year, words, more = [] }: ArticleFactsProps) {
  const names = words.facets;
  const written = (name: string, value: string | null | undefined): Fact => ({ name, value: typed(value), lang: textLanguage(value ?? '', words.language) });
  const facets: Fact[] = [
    written(names.category, category),
    written(names.organisation, organisation),
    written(names.region, region),
    written(names.field, field),
    { name: names.year, value: year },
  ];
  return <Facts facts={[...facets, ...more]} />;
}
