import { isNamed } from './names';
import type { PageTitle } from './page-title';
import { inlineStyle } from './style';
import type { Beside, TextDensity } from './text-density';
import { descend, isElement, parentOf, textContent, type HtmlElement } from './tree';

/** A line about who and when, or a subtitle. */
export const BYLINE = /^\s*[—–]{1,2}|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?:作者|来源|记者|通讯员|供稿|撰稿|编辑|发布|文[/:：]|by\s)/i;

/** Whether the title stands in the text already. */
export function holdsTitle(root: HtmlElement, density: TextDensity, title: PageTitle): boolean {
  const { before } = density.placeOf(root);
  for (const element of descend(root)) {
    if (density.placeOf(element).before > before) return false;
    if (isInnermost(element, density) && title.match(textContent(element)) >= 2) return true;
  }
  return false;
}

/** Whether no single element inside holds the same words, and they are few enough for a title. */
export function isInnermost(element: HtmlElement, density: TextDensity): boolean {
  const { length } = density.placeOf(element);
  return length > 0 && length <= 200 && !element.childNodes.some((child) => isElement(child) && density.placeOf(child).length === length);
}

export function titleAmong(before: readonly HtmlElement[], density: TextDensity, title: PageTitle, beside: Beside): HtmlElement | null {
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
export function breakBehind(element: HtmlElement, title: PageTitle): HtmlElement | null {
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

function isBeside(element: HtmlElement, known: ReadonlySet<HtmlElement>, beside: Beside): boolean {
  for (let node: HtmlElement | null = element; node && known.has(node); node = parentOf(node)) if (beside(node) && node.tagName !== 'header') return true;
  return false;
}

