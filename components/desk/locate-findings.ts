import type { ArticleView } from '@/lib/domains/articles/view';
import { images, isWithoutWords } from '@/lib/content/images';
import { isEmptyBody } from '@/lib/content/visible';
import type { WordedFinding } from '@/lib/i18n/findings';

/** A finding of a submission with the control where it is to be mended; `section` where it lies in one. */
export interface Located extends WordedFinding {
  target: string;
  section: string | null;
}

/** Ties findings to the fields and sections that they speak of, before anything is moved. */
export function locate(findings: readonly WordedFinding[], { sections }: Pick<ArticleView, 'sections'>): Located[] {
  return findings.map((finding) => {
    const [, field, index] = finding.path.split('/');
    const section = field === 'sections' && index !== undefined ? sections[Number(index)] : undefined;
    if (section) return { ...finding, target: `s-${section.id}-text`, section: section.id };
    return { ...finding, target: field === 'sections' ? 'add-section' : `field-${field}`, section: null };
  });
}

/** Whether what a finding says still holds; what has been mended and saved need not be read again. */
export function stillHolds({ code, section }: Located, article: ArticleView): boolean {
  const hasText = article.sections.filter(({ body }) => !isEmptyBody(body)).map(({ id }) => id);
  if (code === 'title_missing') return article.title === '';
  if (code === 'lead_missing') return article.lead === '';
  if (code === 'category_missing') return article.category === null;
  if (code === 'sections_empty') return hasText.length === 0;
  if (code === 'alt_missing') return article.sections.some(({ id, body }) => id === section && images(body).some(({ image }) => isWithoutWords(image)));
  if (code !== 'section_empty' || section === null) return true;
  return article.sections.some(({ id }) => id === section) && !hasText.includes(section);
}
