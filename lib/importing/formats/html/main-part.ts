import { BLOCKS } from './blocks';
import { namedAs, isNamed } from './names';
import { boxesIn } from './page-boxes';
import { PageTitle } from './page-title';
import { inlineStyle } from './style';
import { isLayout } from './tables';
import { TextDensity, type Beside, type Density } from './text-density';
import { breakBehind, BYLINE, holdsTitle, titleAmong } from './title-place';
import { attribute, descend, isElement, parentOf, textContent, type HtmlElement } from './tree';

/** What an element outside the text is to it. */
export type Kept = 'title' | 'byline' | 'text';

/** The article of a page: the elements that hold it, and what inside them belongs to the page. */
export interface MainPart {
  /** What holds the text. */
  root: HtmlElement;
  /** Where other things follow in the element of the title: the break behind it. */
  titleEnd: HtmlElement | null;
  /** Whether the page shows its title at all. */
  isTitled: boolean;
  /** Of what stands around it, the title and what is between it and the text: who wrote it and when, a summary. */
  kept: ReadonlyMap<HtmlElement, Kept>;
  /** Boxes inside the root that are no part of the text: share buttons, tags, lists of other pages. */
  boxes: ReadonlySet<HtmlElement>;
}

/** Fewest characters of prose that are an article. */
const FEWEST = 30;
/** Elements that hold a paragraph or less: an article is what they stand in. */
const PARAGRAPHS = new Set(['p', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'figure']);
const ITEMS = new Set(['li', 'dd']);
const LISTS = new Set(['ul', 'ol', 'dl']);
/** What sites say below every article. */
const DISCLAIMER = /声明|版权|转载|不代表|立场|免责|投资建议|仅供参考|请自觉|登录|关注/;
/** Nothing but a date. */
const DATE = /^\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*$/;
/** What a page counts and offers beside a date. */
const COUNTED = /点击|浏览|阅读|访问|字号|字体|打印|分享|评论/;
const LONGEST_BYLINE = 120;

/**
 * The part of a page that is its article, by where its sentences stand; null where there is none, and nothing is known of
 * what stands around it. Works in linear time.
 */
export function mainOf(root: HtmlElement): MainPart | null {
  const raw = new TextDensity(root);
  const total = raw.of(root).prose;
  const isLess = (element: HtmlElement) => raw.of(element).prose * 10 < total * 9;
  const isHidden = (element: HtmlElement) => inlineStyle(element).hidden === true && raw.of(element).prose * 2 < total;
  const isReplies = (element: HtmlElement) => isHidden(element) || (namedAs(element) === 'replies' && isLess(element));
  const isNamedBeside = (element: HtmlElement) => isReplies(element) || ((namedAs(element) === 'beside' || CHROME.has(element.tagName)) && isLess(element));
  const strict = new TextDensity(root, isNamedBeside);
  // Where names leave nearly nothing, they mean something else on this page.
  const [density, beside] = strict.of(root).prose * 10 > total ? [strict, isNamedBeside] : [new TextDensity(root, isReplies), isReplies];
  const densestPart = densest(root, density);
  const found = density.of(densestPart).prose >= FEWEST ? outOfTable(densestPart, raw) : declaredMain(root, raw);
  if (!found) return null;
  const page = new PageTitle(root);
  const before = elementsBefore(root, found, density);
  const isInside = holdsTitle(found, density, page);
  const title = isInside ? null : titleAmong(before, density, page, beside);
  const kept = keptAround(found, before, title, page, density, beside);
  return { root: found, titleEnd: title && breakBehind(title, page), isTitled: isInside || title !== null, kept, boxes: boxesIn(found, raw, beside, page) };
}

/** A table of data is a part of the article, and no part of it is the whole. One whose other cells are links places them. */
function outOfTable(element: HtmlElement, density: TextDensity): HtmlElement {
  let found = element;
  let cell = element;
  for (let node: HtmlElement | null = element; node; node = parentOf(node)) {
    if (node.tagName === 'td') cell = node;
    if (node.tagName !== 'table' || isLayout(node)) continue;
    const { all, links } = density.of(node);
    const own = density.of(cell);
    if ((links - own.links) * 2 < all - own.all || all === own.all) found = parentOf(node) ?? found;
  }
  return found;
}

/** What says itself that it is the article, where most of the text is in there; several are none. */
function declaredMain(root: HtmlElement, density: TextDensity): HtmlElement | null {
  const all = [...descend(root)];
  const named = all.find((element) => IDS.has(attribute(element, 'id')) || element.tagName === 'main' || attribute(element, 'role') === 'main');
  const articles = all.filter(({ tagName }) => tagName === 'article');
  const main = named ?? (articles.length === 1 ? articles[0] : undefined);
  return main && density.placeOf(main).length * 2 >= density.placeOf(root).length ? main : null;
}

/** WeChat's article with its title; `article` and `main` say themselves what they are. */
const IDS = new Set(['img-content', 'js_article']);
const CHROME = new Set(['nav', 'aside', 'footer']);

/** Down from the whole page, as long as what is left behind is more of the page than of its text. */
function densest(root: HtmlElement, density: TextDensity): HtmlElement {
  for (let current = root; ; ) {
    let best: HtmlElement | null = null;
    for (const child of current.childNodes) if (isElement(child) && density.of(child).prose > (best ? density.of(best).prose : 0)) best = child;
    if (!best || PARAGRAPHS.has(best.tagName) || (ITEMS.has(best.tagName) && !density.placeOf(best).parted)) return current;
    const left = leftBehind(current, best, density);
    // A paragraph among short ones, each in a box of its own.
    if (!density.placeOf(best).parted && left.all > left.noise * 2) return current;
    if (left.prose > left.noise || (LISTS.has(best.tagName) && left.all > left.noise * 2)) {
      const post = firstPost(current, density);
      if (!post) return current;
      current = post;
      continue;
    }
    current = best;
  }
}

const POST = /^(?:post|pid|floor|reply|comment)[_-]?\d+$/i;

/** The first of several posts of a forum: what its readers answer is none of it. */
function firstPost(element: HtmlElement, density: TextDensity): HtmlElement | null {
  const posts = element.childNodes.filter(isElement).filter((child) => POST.test(attribute(child, 'id')) && density.of(child).prose > 0);
  return posts.length > 1 ? posts[0]! : null;
}

/** What of an element is not in one of its children. A box that has links among its sentences tells of other pages, and what sites say below every article is no part of it. */
function leftBehind(element: HtmlElement, child: HtmlElement, density: TextDensity): Density {
  const whole = density.of(element);
  const part = density.of(child);
  const left = { all: whole.all - part.all, links: whole.links - part.links, prose: whole.prose - part.prose, noise: whole.noise - part.noise };
  for (const other of element.childNodes) {
    if (!isElement(other) || other === child) continue;
    const { all, links, prose } = density.of(other);
    if (links * 5 < all && !(prose > 0 && all <= LONGEST_BYLINE * 2 && DISCLAIMER.test(textContent(other)))) continue;
    left.prose -= prose;
    left.noise += prose;
  }
  return left;
}

/** What shows something before the article, in reading order, without what the article stands in. */
function elementsBefore(page: HtmlElement, root: HtmlElement, density: TextDensity): HtmlElement[] {
  const around = new Set<HtmlElement>();
  for (let node = parentOf(root); node; node = parentOf(node)) around.add(node);
  const before: HtmlElement[] = [];
  for (const element of descend(page)) {
    if (element === root) break;
    if (density.placeOf(element).length > 0 && !around.has(element)) before.push(element);
  }
  return before;
}

/** What stands outside the text and belongs to it: its title and what is between the two, and parts of it beside it. */
function keptAround(root: HtmlElement, before: readonly HtmlElement[], title: HtmlElement | null, page: PageTitle, density: TextDensity, beside: Beside): Map<HtmlElement, Kept> {
  const kept = new Map<HtmlElement, Kept>();
  if (title) {
    kept.set(title, 'title');
    let last = title;
    for (const element of before.slice(before.indexOf(title) + 1)) {
      if (isInside(element, last)) continue;
      const fits = beside(element) ? null : belongs(element, title, page, density);
      if (fits) kept.set(element, fits);
      // A line is kept whole, or not at all.
      if (fits || beside(element) || (BLOCKS.has(element.tagName) && !density.placeOf(element).parted)) last = element;
    }
  }
  for (const element of siblingsOf(root)) {
    const { all, links, prose, noise } = density.of(element);
    if (!kept.has(element) && links * 5 < all && !beside(element) && prose >= FEWEST && prose > noise * 2 && (prose > LONGEST_BYLINE * 2 || !DISCLAIMER.test(textContent(element)))) kept.set(element, 'text');
  }
  return kept;
}

/** A line about who and when, a subtitle, a summary: between the title and the text. */
function belongs(element: HtmlElement, named: HtmlElement, page: PageTitle, density: TextDensity): Kept | null {
  const { all, links, prose } = density.of(element);
  const { parted, length } = density.placeOf(element);
  if (!BLOCKS.has(element.tagName) && !parted) {
    const tells = length <= LONGEST_BYLINE && (element.tagName === 'time' || page.isAuthor(textContent(element)) || DATE.test(textContent(element)));
    return tells ? 'byline' : null;
  }
  if (all === 0 || links * 2 > all) return null;
  if (prose * 2 > all) return 'text';
  if (/^h[2-6]$/.test(element.tagName) && parentOf(element) === parentOf(named)) return 'text';
  if (parted || all > LONGEST_BYLINE) return null;
  const words = textContent(element);
  if (COUNTED.test(words)) return null;
  if (isNamed(element, /^(author|byline|zuozhe)$/) || page.isAuthor(words)) return 'byline';
  return BYLINE.test(words) || isNamed(element, /^(subtitle|subtit|fubiaoti)$/) ? 'text' : null;
}

function siblingsOf(element: HtmlElement): HtmlElement[] {
  return parentOf(element)?.childNodes.filter(isElement).filter((one) => one !== element) ?? [];
}

function isInside(element: HtmlElement, outer: HtmlElement): boolean {
  for (let node: HtmlElement | null = element; node; node = parentOf(node)) if (node === outer) return true;
  return false;
}
