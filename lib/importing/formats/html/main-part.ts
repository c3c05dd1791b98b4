import { attribute, descend, textContent, type HtmlElement } from './tree';

/** WeChat's article with its title; `article` and `main` say themselves what they are. */
const IDS = new Set(['img-content', 'js_article']);

const length = (element: HtmlElement) => textContent(element).replace(/\s+/g, '').length;

/**
 * The part of a page that is its article, where the page says so and most of its text is in there; else null, and
 * nothing is known. Several articles on a page are none.
 */
export function mainOf(root: HtmlElement): HtmlElement | null {
  const all = [...descend(root)];
  const named = all.find((element) => IDS.has(attribute(element, 'id')) || element.tagName === 'main' || attribute(element, 'role') === 'main');
  const articles = all.filter(({ tagName }) => tagName === 'article');
  const main = named ?? (articles.length === 1 ? articles[0] : undefined);
  return main && length(main) * 2 >= length(root) ? main : null;
}
