import type { Kept, MainPart } from './main-part';
import { attribute, descend, hasClass, parentOf, type HtmlElement } from './tree';

/** What belongs to the page by its tag or role. */
const CHROME = new Set(['nav', 'aside', 'footer', 'dialog', 'button', 'search', 'menu']);
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'button', 'menu', 'toolbar', 'alert']);

/**
 * What of a page stands around its article: navigation, banners, what lies beside it. `box`: an element with all that it
 * holds; `own`: of the page but for what it holds of the article; `part`: of the article.
 */
export type Framed = 'box' | 'own' | 'part' | null;

export class PageFrame {
  /** What the article and its title stand in. */
  private readonly around = new Set<HtmlElement>();
  private readonly parts = new Set<HtmlElement>();

  /** @param main the part of the page that is the article; null where nothing tells */
  constructor(private readonly main: MainPart | null) {
    if (!main) return;
    for (const part of [main.root, ...main.kept.keys()]) {
      this.parts.add(part);
      for (let node = parentOf(part); node && !this.around.has(node); node = parentOf(node)) this.around.add(node);
    }
    for (const part of this.parts) this.around.delete(part);
  }

  of(element: HtmlElement): Framed {
    if (this.parts.has(element)) return 'part';
    if (this.around.has(element)) return 'own';
    const parent = parentOf(element);
    if (this.main?.boxes.has(element) || (parent && this.around.has(parent))) return 'box';
    return this.isChrome(element) ? 'box' : null;
  }

  /** Whether the page has an article that is known. */
  get any(): boolean {
    return this.main !== null;
  }

  /** Whether the article stands in an element, or is it. Pages hide it until their scripts have run. */
  shows(element: HtmlElement): boolean {
    return this.parts.has(element) || this.around.has(element);
  }

  /** What an element outside the text is to it. */
  keptAs(element: HtmlElement): Kept | undefined {
    return this.main?.kept.get(element);
  }

  /** Whether a break ends the title, and other things follow in its element. */
  endsTitle(element: HtmlElement): boolean {
    return this.main?.titleEnd === element;
  }

  private isChrome(element: HtmlElement): boolean {
    const { tagName } = element;
    if (CHROME.has(tagName) || CHROME_ROLES.has(attribute(element, 'role').toLowerCase())) return true;
    if (tagName === 'header') return !isInMain(element) && !hasTitle(element);
    return hasClass(element, /^Mso(Toc\d|TocHeading|Header|Footer)$/);
  }
}

function hasTitle(element: HtmlElement): boolean {
  for (const one of descend(element)) if (one.tagName === 'h1') return true;
  return false;
}

function isInMain(element: HtmlElement): boolean {
  for (let node = parentOf(element); node; node = parentOf(node)) if (['article', 'main', 'section'].includes(node.tagName)) return true;
  return false;
}
