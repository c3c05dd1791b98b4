import { attribute, descend, hasClass, type HtmlElement } from './tree';

/** What belongs to the page by its tag or role. */
const CHROME = new Set(['nav', 'aside', 'footer', 'dialog', 'button', 'search', 'menu']);
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'button', 'menu', 'toolbar', 'alert']);
/** What of a page stands around its article: navigation, banners, what lies beside it. */
export class PageFrame {
  /** The article and what it stands in. */
  private readonly around = new Set<HtmlElement>();

  /** @param main the part of the page that is the article; null where the page does not say */
  constructor(private readonly main: HtmlElement | null) {
    for (let node = main; node; node = parentOf(node)) this.around.add(node);
  }

  /** Whether this element is page chrome, with all that it holds. */
  holds(element: HtmlElement): boolean {
    const { tagName } = element;
    if (CHROME.has(tagName) || CHROME_ROLES.has(attribute(element, 'role').toLowerCase())) return !this.around.has(element);
    if (tagName === 'header') return !isInMain(element) && !hasTitle(element);
    if (hasClass(element, /^Mso(Toc\d|TocHeading|Header|Footer)$/)) return true;
    // Around the article stands the page; its title may stand there too.
    const parent = parentOf(element);
    const beside = parent !== null && parent !== this.main && this.around.has(parent) && !this.around.has(element);
    return beside && tagName !== 'h1' && !hasTitle(element);
  }
}

function parentOf({ parentNode }: HtmlElement): HtmlElement | null {
  return parentNode && 'tagName' in parentNode ? parentNode : null;
}

function hasTitle(element: HtmlElement): boolean {
  for (const one of descend(element)) if (one.tagName === 'h1') return true;
  return false;
}

function isInMain(element: HtmlElement): boolean {
  for (let node = parentOf(element); node; node = parentOf(node)) if (['article', 'main', 'section'].includes(node.tagName)) return true;
  return false;
}
