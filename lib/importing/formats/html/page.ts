import type { Span } from '../../../text/outline/source';
import type { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';
import type { Flow } from './flow';
import { attribute, descend, hasClass, textContent, type HtmlElement } from './tree';

const META = /^(author|description|keywords|date|og:title|og:site_name|article:published_time|article:author)$/i;
/** What ends so is the name of a site or a column. */
const OF_SITE = /^欢迎|(?:网|网站|平台|门户|频道|首页|正文|详情|详情页|信息公开)$/;
const SHORTEST_TITLE = 5;

/** What the head of a page says of it, by the names of its tags in lower case. */
export function readHead(builder: DocumentBuilder, root: HtmlElement): void {
  for (const element of descend(root)) {
    if (element.tagName === 'title') builder.metadata('title', textContent(element));
    if (element.tagName !== 'meta') continue;
    const name = attribute(element, 'name') || attribute(element, 'property');
    if (META.test(name)) builder.metadata(name.replace(/^(og|article):/i, ''), attribute(element, 'content'));
  }
}

/** The title of a page that shows none. */
export function sayTitle(builder: DocumentBuilder, title: string): void {
  if (title.length < SHORTEST_TITLE || OF_SITE.test(title)) return;
  builder.say(title);
  builder.endLine({ heading: 1 });
}

/** What the clipboards of Windows write around a copied piece of a page. */
export function isPaste(text: string): boolean {
  return /<!--\s*StartFragment/i.test(text.slice(0, 4_000));
}

/** One mark for all lines of a box of the page. */
export function withBoxes(marks: ImportedDocument['marks'], boxes: readonly Span[]): ImportedDocument['marks'] {
  const found: ImportedDocument['marks'][number][] = [];
  let next = 0;
  for (const mark of marks) {
    for (; (boxes[next]?.to ?? Infinity) <= mark.from; next++) found.push({ ...boxes[next]!, chrome: true });
    if (mark.from < (boxes[next]?.from ?? Infinity)) found.push(mark);
  }
  return [...found, ...boxes.slice(next).map((box) => ({ ...box, chrome: true }))];
}

/** Whether Word or WPS wrote the page: a document that was saved as one, or copied. */
export function isFromWord(root: HtmlElement): boolean {
  let paragraphs = 0;
  let theirs = 0;
  for (const element of descend(root)) {
    if (element.tagName !== 'p') continue;
    paragraphs += 1;
    if (hasClass(element, /^Mso/)) theirs += 1;
  }
  return theirs > 0 && theirs * 2 >= paragraphs;
}

/** Larger lines are marked as bold ones are: both are how a paragraph says that it is a heading. */
export function withLarge({ marks }: ImportedDocument, flow: Flow): ImportedDocument['marks'] {
  const byStart = new Map(marks.map((mark) => [mark.from, mark]));
  for (const at of flow.largeLines()) {
    const known = byStart.get(at.from);
    if (!known?.fixed) byStart.set(at.from, { ...known, ...at, bold: true });
  }
  return [...byStart.values()].sort((one, other) => one.from - other.from);
}
