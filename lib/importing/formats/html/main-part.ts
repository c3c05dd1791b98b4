import { BLOCKS } from './blocks';
import { namedAs, isNamed } from './names';
import { PageTitle } from './page-title';
import { inlineStyle } from './style';
import { TextDensity, type Density } from './text-density';
import { isLayout } from './tables';
import { attribute, descend, isElement, parentOf, textContent, type HtmlElement } from './tree';

/** The article of a page: the elements that hold it, and what inside them belongs to the page. */
export interface MainPart {
  /** What holds the text. */
  root: HtmlElement;
  /** Where the title stands outside it. */
  title: HtmlElement | null;
  /** Where other things follow in the element of the title: the break behind it. */
  titleEnd: HtmlElement | null;
  /** Whether the page shows its title at all. */
  isTitled: boolean;
  /** Of what stands around it, the title and what is between it and the text: who wrote it and when, a summary. */
  kept: ReadonlySet<HtmlElement>;
  /** Boxes inside the root that are no part of the text: share buttons, tags, lists of other pages. */
  boxes: ReadonlySet<HtmlElement>;
}

/** Fewest characters of prose that are an article. */
const FEWEST = 30;
/** Elements that hold a paragraph or less: an article is what they stand in. */
const PARAGRAPHS = new Set(['p', 'li', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dd', 'dt', 'figure']);
const BYLINE = /^\s*[—–]{1,2}|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?:作者|来源|记者|通讯员|供稿|撰稿|编辑|发布|文[/:：]|by\s)/i;
/** What sites say below every article. */
const DISCLAIMER = /声明|版权|转载|不代表|立场|免责|投资建议|仅供参考|请自觉|登录|关注/;
const LONGEST_BYLINE = 120;
/** Files that belong to a text. */
const FILE = /\.(?:docx?|wps|pdf|xlsx?|pptx?|ofd|zip|rar)(?:[?#]|$)/i;

/**
 * The part of a page that is its article, by where its sentences stand; null where there is none, and nothing is known of
 * what stands around it. Works in linear time.
 */
export function mainOf(root: HtmlElement): MainPart | null {
  const raw = new TextDensity(root);
  const total = raw.of(root).prose;
  const isLess = (element: HtmlElement) => raw.of(element).prose * 10 < total * 9;
  const isReplies = (element: HtmlElement) => (namedAs(element) === 'replies' || inlineStyle(element).hidden === true) && isLess(element);
  const isNamedBeside = (element: HtmlElement) => isReplies(element) || ((namedAs(element) === 'beside' || CHROME.has(element.tagName)) && isLess(element));
  const strict = new TextDensity(root, isNamedBeside);
  // Where names leave nearly nothing, they mean something else on this page.
  const [density, beside] = strict.of(root).prose * 5 > total ? [strict, isNamedBeside] : [new TextDensity(root, isReplies), isReplies];
  const densestPart = densest(root, density);
  const found = density.of(densestPart).prose >= FEWEST ? outOfTable(densestPart) : declaredMain(root, raw);
  if (!found) return null;
  const page = new PageTitle(root);
  const before = elementsBefore(root, found, density);
  const isInside = holdsTitle(found, density, page);
  const title = isInside ? null : titleAmong(before, density, page, beside);
  const kept = keptAround(found, before, title, density, beside);
  return { root: found, title, titleEnd: title && breakBehind(title, page), isTitled: isInside || title !== null, kept, boxes: boxesIn(found, raw, beside, page) };
}

/** A table of data is a part of the article, and no part of it is the whole. */
function outOfTable(element: HtmlElement): HtmlElement {
  let found = element;
  for (let node: HtmlElement | null = element; node; node = parentOf(node)) if (node.tagName === 'table' && !isLayout(node)) found = parentOf(node) ?? found;
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
const CHROME = new Set(['nav', 'aside', 'footer', 'form']);

/** Down from the whole page, as long as what is left behind is more of the page than of its text. */
function densest(root: HtmlElement, density: TextDensity): HtmlElement {
  for (let current = root; ; ) {
    let best: HtmlElement | null = null;
    for (const child of current.childNodes) if (isElement(child) && density.of(child).prose > (best ? density.of(best).prose : 0)) best = child;
    if (!best || PARAGRAPHS.has(best.tagName)) return current;
    const left = minus(density.of(current), density.of(best));
    // A paragraph among short ones, each in a box of its own.
    if (!density.placeOf(best).parted && left.all > left.noise * 2) return current;
    if (left.prose > left.noise && left.prose * 6 > density.of(best).prose) {
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

function minus(one: Density, other: Density): Density {
  return { all: one.all - other.all, links: one.links - other.links, prose: one.prose - other.prose, noise: one.noise - other.noise };
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
function keptAround(root: HtmlElement, before: readonly HtmlElement[], title: HtmlElement | null, density: TextDensity, beside: (element: HtmlElement) => boolean): Set<HtmlElement> {
  const kept = new Set<HtmlElement>();
  if (title) {
    kept.add(title);
    let last = title;
    for (const element of before.slice(before.indexOf(title) + 1)) {
      if (isInside(element, last)) continue;
      if (beside(element)) last = element;
      else if (belongs(element, title, density)) kept.add((last = element));
    }
  }
  for (const element of siblingsOf(root)) {
    const { prose, noise } = density.of(element);
    if (!kept.has(element) && !beside(element) && prose >= FEWEST && prose > noise * 2 && (prose > LONGEST_BYLINE * 2 || !DISCLAIMER.test(textContent(element)))) kept.add(element);
  }
  return kept;
}

/** A line about who and when, a subtitle, a summary: between the title and the text. */
function belongs(element: HtmlElement, named: HtmlElement, density: TextDensity): boolean {
  const { all, links, prose } = density.of(element);
  if (all === 0 || links * 2 > all) return false;
  if (prose * 2 > all) return true;
  if (/^h[2-6]$/.test(element.tagName) && parentOf(element) === parentOf(named)) return true;
  if (density.placeOf(element).parted || all > LONGEST_BYLINE) return false;
  return element.tagName === 'time' || isNamed(element, /^(author|byline|subtitle|subtit|fubiaoti|zuozhe)$/) || BYLINE.test(textContent(element));
}

/** Whether the title stands in the text already. */
function holdsTitle(root: HtmlElement, density: TextDensity, title: PageTitle): boolean {
  const { before } = density.placeOf(root);
  for (const element of descend(root)) {
    if (density.placeOf(element).before > before) return false;
    if (isInnermost(element, density) && title.match(textContent(element)) >= 2) return true;
  }
  return false;
}

/** Whether no single element inside holds the same words, and they are few enough for a title. */
function isInnermost(element: HtmlElement, density: TextDensity): boolean {
  const { length } = density.placeOf(element);
  return length > 0 && length <= 200 && !element.childNodes.some((child) => isElement(child) && density.placeOf(child).length === length);
}

function titleAmong(before: readonly HtmlElement[], density: TextDensity, title: PageTitle, beside: (element: HtmlElement) => boolean): HtmlElement | null {
  const known = new Set(before);
  let best: { element: HtmlElement; score: number } | null = null;
  for (const innermost of before) {
    if (!isInnermost(innermost, density)) continue;
    const { length } = density.placeOf(innermost);
    const chain = [innermost];
    for (let node = parentOf(innermost); node && known.has(node) && density.placeOf(node).length === length; node = parentOf(node)) chain.push(node);
    const words = textContent(innermost);
    const heading = Math.min(...chain.map(({ tagName }) => Number(/^h([1-6])$/.exec(tagName)?.[1] ?? 9)));
    const linked = chain.some(({ tagName }) => tagName === 'a');
    const match = title.match(words);
    const unnamed = heading === 1 && !title.isOfSite(words) ? 1 : chain.some((one) => isNamed(one, /^(title|biaoti|headline)$/)) && length >= 8 ? 0.75 : 0;
    const large = chain.some((one) => one.tagName === 'center' || isLarge(one)) && length >= 8 && !BYLINE.test(words);
    const fallback = match === 0 && unnamed === 0 && (heading < 9 || large) && !linked && length >= 6 && !/^[—–-]/.test(words) && !title.isOfSite(words) ? 1.5 - (heading < 9 ? 0.5 : 0) : 0;
    const score = (match || fallback || unnamed) + (heading === 1 ? 1 : heading < 9 ? 0.5 : 0) - (linked ? 1.5 : 0) - (isBeside(innermost, known, beside) ? 0.5 : 0);
    if (score >= 1.5 && score >= (best?.score ?? 0)) best = { element: chain.at(-1)!, score };
  }
  return best?.element ?? null;
}

/** The first break in an element whose words before it are the title, and those behind it are not. */
function breakBehind(element: HtmlElement, title: PageTitle): HtmlElement | null {
  let words = '';
  const visit = (one: HtmlElement): HtmlElement | null => {
    for (const child of one.childNodes) {
      if ('value' in child) words += child.value;
      if (!isElement(child)) continue;
      if (child.tagName === 'br' && title.match(words) >= 2) return child;
      const found = visit(child);
      if (found) return found;
    }
    return null;
  };
  return title.match(textContent(element)) >= 2 ? null : visit(element);
}

/** Set in the middle or in large letters, as titles are that no tag marks. */
function isLarge(element: HtmlElement): boolean {
  const { size = 0, centred = false } = inlineStyle(element);
  return centred || size >= LARGE;
}

const LARGE = 18;

function isBeside(element: HtmlElement, known: ReadonlySet<HtmlElement>, beside: (element: HtmlElement) => boolean): boolean {
  for (let node: HtmlElement | null = element; node && known.has(node); node = parentOf(node)) if (beside(node) && node.tagName !== 'header') return true;
  return false;
}

function boxesIn(root: HtmlElement, raw: TextDensity, beside: (element: HtmlElement) => boolean, title: PageTitle): Set<HtmlElement> {
  const boxes = new Set<HtmlElement>();
  // A document that nothing stands around has no lists of other pages.
  const isSite = root.tagName !== 'body' && root.tagName !== 'html';
  const whole = { from: raw.placeOf(root).before, to: raw.placeOf(root).before + raw.of(root).prose };
  for (const element of descend(root, (one) => !boxes.has(one) && !PARAGRAPHS.has(one.tagName))) {
    if (!BLOCKS.has(element.tagName) || raw.placeOf(element).length === 0) continue;
    const { all, links, prose } = raw.of(element);
    const { before } = raw.placeOf(element);
    const isEdge = before + prose >= whole.to || before <= whole.from;
    const isOfPage = beside(element) && (namedAs(element) === 'replies' || prose === 0 || links * 3 >= all);
    const isLinks = isSite && isEdge && LISTS.has(element.tagName) && prose === 0 && links * 5 >= all * 3 && links >= FEWEST_LINKED && !isOfText(element);
    if ((isOfPage || isLinks) && !holdsMore(element, raw, title)) boxes.add(element);
  }
  return boxes;
}

/** Whether the words above a list say that it belongs to the text. */
function isOfText(list: HtmlElement): boolean {
  const siblings = parentOf(list)?.childNodes.filter(isElement) ?? [];
  const above = siblings[siblings.indexOf(list) - 1];
  return above !== undefined && SOURCES.test(textContent(above).slice(0, 40));
}

const SOURCES = /参考|文献|资料|引用|出处|附件|附录|注释/;
const LISTS = new Set(['ul', 'ol', 'dl', 'div', 'section', 'table']);
const FEWEST_LINKED = 20;

/** Whether a box holds the title, or files that belong to the text. */
function holdsMore(box: HtmlElement, density: TextDensity, title: PageTitle): boolean {
  for (const element of descend(box)) {
    if (element.tagName === 'a' && FILE.test(attribute(element, 'href'))) return true;
    if (isInnermost(element, density) && element.tagName !== 'a' && title.match(textContent(element)) === 3) return true;
  }
  return false;
}

function siblingsOf(element: HtmlElement): HtmlElement[] {
  return parentOf(element)?.childNodes.filter(isElement).filter((one) => one !== element) ?? [];
}

function isInside(element: HtmlElement, outer: HtmlElement): boolean {
  for (let node: HtmlElement | null = element; node; node = parentOf(node)) if (node === outer) return true;
  return false;
}
