import type { PublishedArticle } from '@/lib/published/article';

export type PublishedSection = PublishedArticle['sections'][number];

/** The class that gives a section and its line in the contents their colour. */
export function kindClass(kind: PublishedSection['kind']): string {
  return `kind-${kind.toLowerCase()}`;
}

/** What a section is called: its heading, else its kind; a closing paragraph (OTHER without a heading) has no name. */
export function sectionName({ heading, kind }: Pick<PublishedSection, 'heading' | 'kind'>, kinds: Record<PublishedSection['kind'], string>): string | null {
  if (heading !== '') return heading;
  return kind === 'OTHER' ? null : kinds[kind];
}
