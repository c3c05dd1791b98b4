import { BLOCKS } from './blocks';
import { namedAs } from './names';
import type { PageTitle } from './page-title';
import type { Beside, TextDensity } from './text-density';
import { isInnermost } from './title-place';
import { attribute, descend, isElement, textContent, type HtmlElement } from './tree';

/** What may be a list of other pages, and how many linked characters it has at the least. */
const LISTS = new Set(['ul', 'ol', 'dl', 'div', 'section', 'table']);
const FEWEST_LINKED = 20;
/** Boxes hold paragraphs, and are none. */
const NO_BOXES = new Set(['p', 'li', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dd', 'dt', 'figure']);
/** The words above a list that belongs to the text. */
const SOURCES = /参考|文献|资料|引用|出处|附件|附录|注释/;
const LONGEST_LABEL = 40;
/** Files that belong to a text. */
const FILE = /\.(?:docx?|wps|pdf|xlsx?|pptx?|ofd|zip|rar)(?:[?#]|$)/i;

/**
 * The boxes inside of what holds an article that are of the page: what is named so and holds no sentences, and lists of
 * links before its first sentence or behind its last one. A document that nothing stands around has none of those lists.
 */
export function boxesIn(root: HtmlElement, density: TextDensity, beside: Beside, title: PageTitle): Set<HtmlElement> {
  const boxes = new Set<HtmlElement>();
  const isSite = root.tagName !== 'body' && root.tagName !== 'html';
  const { before: from } = density.placeOf(root);
  const to = from + density.of(root).prose;
  const isBox = (element: HtmlElement, above: HtmlElement | null): boolean => {
    const { all, links, prose } = density.of(element);
    const { before, length } = density.placeOf(element);
    if (length === 0) return false;
    if (beside(element) && (namedAs(element) === 'replies' || prose === 0 || links * 3 >= all)) return true;
    const isEdge = before + prose >= to || before <= from;
    const isLinks = LISTS.has(element.tagName) && prose === 0 && links * 5 >= all * 3 && links >= FEWEST_LINKED;
    return isSite && isEdge && isLinks && !(above && density.placeOf(above).length <= LONGEST_LABEL && SOURCES.test(textContent(above)));
  };
  const visit = (element: HtmlElement) => {
    let above: HtmlElement | null = null;
    for (const child of element.childNodes) {
      if (!isElement(child)) continue;
      if (BLOCKS.has(child.tagName) && isBox(child, above) && !holdsMore(child, density, title)) boxes.add(child);
      else if (!NO_BOXES.has(child.tagName)) visit(child);
      above = child;
    }
  };
  visit(root);
  return boxes;
}

/** Whether a box holds the title, or files that belong to the text. */
function holdsMore(box: HtmlElement, density: TextDensity, title: PageTitle): boolean {
  for (const element of descend(box)) {
    if (element.tagName === 'a' && FILE.test(attribute(element, 'href'))) return true;
    if (isInnermost(element, density) && element.tagName !== 'a' && title.match(textContent(element)) === 3) return true;
  }
  return false;
}
