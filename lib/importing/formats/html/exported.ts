import { attribute, descend, type HtmlElement } from './tree';

/** What a page that holds one article of a site's export calls its generator: all that stands in it is its author's. */
export const EXPORTED = 'anli-site-export';

/** Whether the page is one article of a site's export, as `site-export` writes it. */
export function isExported(root: HtmlElement): boolean {
  for (const element of descend(root)) {
    if (element.tagName === 'body') return false;
    if (element.tagName === 'meta' && attribute(element, 'name') === 'generator' && attribute(element, 'content') === EXPORTED) return true;
  }
  return false;
}
