import type { ArticleRow } from '../articles/load';
import { isEmptyBody } from '../content/schema';
import { upgradeBody } from '../content/upgrade';
import type { Finding } from '../errors';
import { finding } from '../findings';

/** What keeps an article from being submitted (`required`), and what an author would want to know (`advice`). */
export interface Completeness {
  required: Finding[];
  advice: Finding[];
}

/** Checked on submission, in the API as in the page, never as a condition of saving. Paths point into the article. */
export function completeness(row: Pick<ArticleRow, 'title' | 'lead' | 'categoryId' | 'sections'>): Completeness {
  const required: Finding[] = [];
  const advice: Finding[] = [];
  const empty = row.sections.map((section) => isEmptyBody(upgradeBody(section.body)));

  if (!row.title) required.push(finding(['title'], 'title_missing'));
  if (!row.categoryId) required.push(finding(['category'], 'category_missing'));
  if (empty.every(Boolean)) required.push(finding(['sections'], 'sections_empty'));
  else empty.forEach((isEmpty, index) => isEmpty && advice.push(finding(['sections', index, 'body'], 'section_empty')));
  if (!row.lead) advice.push(finding(['lead'], 'lead_missing'));
  return { required, advice };
}
