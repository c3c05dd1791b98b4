import type { ArticleRow } from '../articles/load';
import { images, isWithoutWords } from '../../content/images';
import { isEmptyBody } from '../../content/schema';
import { upgradeBody } from '../../content/upgrade';
import { isBlank } from '../../platform/characters';
import { MOST_FINDINGS, finding, type Finding } from '../../platform/findings';

/** What keeps an article from being submitted (`required`), and what an author would want to know (`advice`). */
export interface Completeness {
  required: Finding[];
  advice: Finding[];
}

/** Checked on submission, in the API as in the page, never as a condition of saving. Paths point into the article. */
export function completeness(row: Pick<ArticleRow, 'title' | 'lead' | 'categoryId' | 'sections'>): Completeness {
  const required: Finding[] = [];
  const advice: Finding[] = [];
  const bodies = row.sections.map((section) => upgradeBody(section.body));
  const empty = bodies.map((body) => isEmptyBody(body));

  if (isBlank(row.title)) required.push(finding(['title'], 'title_missing'));
  if (!row.categoryId) required.push(finding(['category'], 'category_missing'));
  if (empty.every(Boolean)) required.push(finding(['sections'], 'sections_empty'));
  else empty.forEach((isEmpty, index) => isEmpty && advice.push(finding(['sections', index, 'body'], 'section_empty')));
  if (isBlank(row.lead)) advice.push(finding(['lead'], 'lead_missing'));
  // Advice, not a condition: a document comes in with its pictures as it is, and words made up to get past a check help nobody.
  bodies.forEach((body, index) => {
    const silent = images(body).filter(({ image }) => isWithoutWords(image));
    for (const { path } of silent) advice.push(finding(['sections', index, 'body', ...path], 'alt_missing'));
  });
  return { required, advice: advice.slice(0, MOST_FINDINGS) };
}
