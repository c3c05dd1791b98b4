import type { ComparedArticle } from '@/lib/content/compare/article';
import type { ArticleView } from '@/lib/domains/articles/view';
import type { RevisionView } from '@/lib/domains/reviews/history';
import type { Kind } from '@/components/content/section-name';

/** What is compared of the working copy or of a revision. */
export function comparedState({ title, lead, organisation, region, field, year, sections }: ArticleView | RevisionView): ComparedArticle<Kind> {
  return { title, lead, organisation: organisation ?? '', region: region?.name ?? '', field, year: year === null ? '' : String(year), sections };
}
