import { isByline, OCCASION } from './byline';
import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import type { Span } from '../source';
import { continuesTitle, isTitle, shortLine, TITLE_LABEL } from './title-line';
import { titlePosition } from './title-position';

/** What stands before a document's or a case's own text. */
export interface Front {
  /** The pieces of the title, which are joined without anything between them; none where there is no title. */
  title: Span[];
  /** Author, date and form lines around the title, as positions of content lines. */
  byline: number[];
  /** Positions of lines that the page added: a repeated title, 附件1, the site's name. */
  surplus: Set<number>;
  /** Part of a line that is a label of the title (案例名称：). */
  label?: Span;
  /** First position behind all that. */
  next: number;
}

const ATTACHMENT = /^附件?\s*[0-9一二三四五六七八九十]{0,2}\s*:?$/;
/** Reads title, subtitle and byline at the head of a document. A document may have none of them. */
export function readDocumentFront(content: Content): Front {
  const surplus = new Set<number>();
  let at = 0;
  while (at < content.length && ATTACHMENT.test(shortLine(content, at))) surplus.add(at++);
  at = titlePosition(content, at, surplus);
  if (!isTitle(content, at)) return { title: [], byline: [], surplus, next: at };
  return { ...readTitle(content, at, surplus), surplus };
}

function readTitle(content: Content, at: number, surplus: Set<number>): Omit<Front, 'surplus'> {
  const line = foldText(content.slice(at));
  const labelLength = TITLE_LABEL.exec(line)?.[0].length ?? 0;
  const hashes = labelLength || (/^#+\s+/.exec(line)?.[0].length ?? 0);
  const start = content.start(at);
  const title: Span[] = [{ from: start + hashes, to: content.end(at) }];
  let words = content.textOf(title);
  let next = at + 1;
  while (next < at + 4 && continuesTitle(content, next, words)) {
    title.push(content.span(next));
    words += content.slice(next++);
  }
  const own = wordsOf(words);
  const skip = () => {
    while (next < content.length && !surplus.has(next) && repeats(content, next, own)) surplus.add(next++);
  };
  skip();
  const byline = Array.from({ length: at }, (_, i) => i).filter((i) => !surplus.has(i));
  if (next < content.length && OCCASION.test(shortLine(content, next))) byline.push(next++);
  while (next < content.length && byline.length < 12 && isByline(content, next)) byline.push(next++);
  skip();
  return { title, byline, next, ...(labelLength > 0 ? { label: { from: start, to: start + labelLength } } : {}) };
}

function repeats(content: Content, position: number, words: string): boolean {
  return words.length > 3 && wordsOf(shortLine(content, position)) === words;
}

