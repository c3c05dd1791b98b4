import type { Span } from '../../../text/outline/source';
import type { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';

/** What ends so is the name of a site or a column. */
const OF_SITE = /^欢迎|(?:网|网站|平台|门户|频道|首页|正文|详情|详情页|信息公开)$/;
const SHORTEST_TITLE = 5;

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
