import { newArticle } from '../../../lib/domains/articles/schema';
import type { Block, Body, Image } from '../../../lib/content/schema';
import { articleFromCase } from '../../../lib/importing/article-from-case';
import { BodyCutter } from '../../../lib/importing/bodies/body';
import type { ImportedDocument } from '../../../lib/importing/formats/document';
import { outline } from '../../../lib/text/outline/outline';

/** The articles that a document becomes, as they would be stored, and what its page was stripped of. */
export function articlesOf(document: ImportedDocument, pictureOf: (image: number) => Image | null = () => null) {
  const found = outline(document);
  const body = new BodyCutter(document, found, pictureOf);
  const single = found.cases.length === 1;
  const articles = found.cases.map((one) => newArticle.parse(articleFromCase(one, body, { text: document.text, lead: single ? found.lead : undefined })));
  // 案例一 is a case's place in its collection, which keeps it.
  const markers = found.cases.flatMap(({ marker }) => marker ?? []);
  return { articles, stripped: found.stripped, outside: [...(single ? [] : [found.title, found.byline ?? '', found.lead ?? '']), ...markers] };
}

/** The blocks of all bodies, in reading order. */
export const blocksOf = (document: ImportedDocument, pictureOf?: (image: number) => Image | null): Block[] =>
  articlesOf(document, pictureOf).articles.flatMap(({ sections }) => sections.flatMap(({ body }) => (body as Body).content));

/** Every text in a value, what says no words left out. */
export function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['type', 'id', 'kind', 'asset', 'href'].includes(key) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, Array.isArray(value) ? key : name));
}

/** How often each Han character stands in texts. */
export function hanIn(texts: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const character of texts.join('').match(/\p{Script=Han}/gu) ?? []) counts[character] = (counts[character] ?? 0) + 1;
  return counts;
}
