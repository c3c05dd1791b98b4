import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes } from 'parse5';
import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/**
 * The parser repairs what is nested wrongly as browsers do, and a few marks may become very many elements: it is stopped
 * while it builds.
 */
const MOST_ELEMENTS = LIMITS.markup.block;

/**
 * Parses HTML as browsers do; nothing of it is run or fetched.
 * @throws DomainError unreadable_document: too_deep, too_complex
 */
export function parseHtml(text: string): HtmlElement[] {
  let count = 0;
  let attributes = 0;
  let open = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...args: Parameters<typeof defaultTreeAdapter.createElement>) => {
      attributes += args[2].length;
      if (++count > MOST_ELEMENTS || attributes > LIMITS.markup.attributes) throw unreadable('too_complex');
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush: () => {
      if (++open > LIMITS.markup.depth) throw unreadable('too_deep');
    },
    onItemPop: () => {
      open -= 1;
    },
  };
  const document = parse<DefaultTreeAdapterMap>(text, { treeAdapter });
  const roots = document.childNodes.filter(isElement);
  for (const root of roots) checkDepth(root);
  return roots;
}

/**
 * How deep the tree is shows only when it is whole: the parser's repairs move elements with all that they hold, so a tree
 * may become thousands of levels deep of which few were open at once. Those who read it recurse.
 */
function checkDepth(root: HtmlElement): void {
  const stack = [{ element: root, depth: 1 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.depth > LIMITS.markup.depth) throw unreadable('too_deep');
    for (const child of next.element.childNodes) if (isElement(child)) stack.push({ element: child, depth: next.depth + 1 });
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

/** The element that an element stands in; null for the outermost. */
export function parentOf({ parentNode }: HtmlElement): HtmlElement | null {
  return parentNode && 'tagName' in parentNode ? parentNode : null;
}

/** An attribute; '' where it is not there. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? '';
}

export function hasAttribute(element: HtmlElement, name: string): boolean {
  return element.attrs.some((one) => one.name === name);
}

export function hasClass(element: HtmlElement, pattern: RegExp): boolean {
  return attribute(element, 'class').split(/\s+/).some((name) => pattern.test(name));
}

/** The elements below, outermost first, in reading order; `into` says whose inside is looked at. */
export function* descend(element: HtmlElement, into: (element: HtmlElement) => boolean = () => true): Generator<HtmlElement> {
  // A stack of its own: generators inside generators would cost each element its depth.
  const stack: HtmlElement[] = [];
  const push = ({ childNodes }: HtmlElement) => {
    for (let i = childNodes.length - 1; i >= 0; i--) {
      const child = childNodes[i]!;
      if (isElement(child)) stack.push(child);
    }
  };
  push(element);
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if (into(next)) push(next);
  }
}

/** Elements that hold no text of the page. */
export const SILENT = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'select', 'textarea', 'datalist', 'canvas', 'object', 'embed', 'iframe', 'video', 'audio', 'map', 'xml', 'svg', 'math']);

/** The words of an element as they stand in the source. */
export function textContent(element: HtmlElement): string {
  return element.childNodes
    .map((child) => ('value' in child ? child.value : isElement(child) && !SILENT.has(child.tagName) ? textContent(child) : ''))
    .join('');
}
