import { isByline, OCCASION } from './byline';
import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import type { Span } from '../source';
import { titleLabelLength, unspaced } from './form-line';
import { isIntroduction } from './lead';
import { isPersonName } from './masthead';
import { continuesNamed, continuesTitle, isTitle, shortLine } from './title-line';
import { isOfPage, titlePosition } from './title-position';
import { isDocumentName, isNameOfOffice, onlyHighest } from './told-title';

/** What stands before a document's or a case's own text. */
export interface Front {
  /** The pieces of the title, which are joined without anything between them; none where there is no title. */
  title: Span[];
  /** Author, date and form lines around the title, as positions of content lines. */
  byline: number[];
  /** Positions of lines that the page added: a repeated title, 附件1, the site's name. */
  surplus: Set<number>;
  /** Parts of the title's line that are none of it: a label (案例名称：, 附件1：), the number of a page (_第1页), a file's ending. */
  labels: Span[];
  /** Pictures, tables and introductions above the title, which belong to the text. */
  above: Span[];
  /** First position behind all that. */
  next: number;
}

const NUMBERS = '第?[0-9一二三四五六七八九十]{0,3}(?:\\s*[-—–.]\\s*[0-9一二三四五六七八九十]{1,3}){0,2}';
/** 附件, 附件1-2, 附2: alone above a title, or before it with a colon. */
const ATTACHMENT = new RegExp(`^[(【]?附[件录]?\\s*${NUMBERS}\\s*[)】]?:?$`);
const ATTACHED = new RegExp(`^附[件录]?\\s*${NUMBERS}\\s*:\\s*(?=\\S)`);
/** What a document site and a folder add to a name: _第1页, .docx. */
const ADDED = /\s*(?:_第\s*\d+\s*页)?(?:\.(?:docx?|wps|pdf|txt|rtf))?$/i;
const OBJECTS = /\uFFFC+/g;

/** Reads title, subtitle and byline at the head of a document. A document may have none of them. */
export function readDocumentFront(content: Content): Front {
  const surplus = new Set<number>();
  let at = 0;
  while (at < content.length && (content.mark(at)?.fixed || ATTACHMENT.test(shortLine(content, at)))) {
    if (!content.mark(at)?.fixed) surplus.add(at);
    at++;
  }
  const told = onlyHighest(content, at);
  if (told < 0 && isDocumentName(content, at)) return readTitle(content, at, surplus);
  at = told < 0 ? titlePosition(content, at, surplus) : told;
  const above = ofTextAbove(content, at, surplus);
  if (told < 0 && isNameOfOffice(content, at)) return { title: [], labels: [], above, surplus, ...readByline(content, at, at, surplus) };
  if (told < 0 && !isTitle(content, at)) return { title: [], byline: [], labels: [], above, surplus, next: at };
  for (let i = 0; i < told; i++) if (isOfPage(content, i, told)) surplus.add(i);
  return readTitle(content, at, surplus);
}

/** The buttons of a page, which a table of one row sets side by side. */
function isMenu(content: Content, position: number): boolean {
  const fixed = (at: number) => content.mark(at)?.fixed === true;
  return !content.marks.about.authored && fixed(position) && !fixed(position - 1) && !fixed(position + 1) && content.slice(position).includes('\t');
}

/** Whether the line belongs to the text although the title stands below it. */
function isOfText(content: Content, position: number): boolean {
  return content.mark(position)?.fixed === true || isIntroduction(content, position);
}

/** The pictures, tables and introductions above a position. */
function ofTextAbove(content: Content, to: number, surplus: ReadonlySet<number>): Span[] {
  const spans: Span[] = [];
  for (let from = 0, next = 0; next < to; from = next + 1) {
    next = from;
    while (next < to && isOfText(content, next) && !surplus.has(next)) next++;
    spans.push(...content.spans(from, next));
  }
  return spans;
}

function readTitle(content: Content, at: number, surplus: Set<number>): Front {
  for (let i = 0; i < at; i++) if (isMenu(content, i)) surplus.add(i);
  const line = foldText(content.slice(at));
  const labelLength = titleLabelLength(line) || (ATTACHED.exec(line)?.[0].length ?? 0);
  const hashes = labelLength || (/^#+\s+/.exec(line)?.[0].length ?? 0);
  const added = ADDED.exec(line)?.[0].length ?? 0;
  const start = content.start(at);
  const end = content.end(at) - (added < line.length - hashes ? added : 0);
  const labels = [{ from: start, to: start + labelLength }, { from: end, to: content.end(at) }].filter(({ from, to }) => to > from);
  const title: Span[] = [{ from: start + hashes, to: end }];
  let words = content.textOf(title);
  let next = at + 1;
  while (next < at + 4 && (continuesTitle(content, next, words) || continuesNamed(content, next, words))) {
    title.push(content.span(next));
    words += content.slice(next++);
  }
  const own = wordsOf(words);
  const skip = () => {
    while (next < content.length && !surplus.has(next) && repeats(content, next, own)) surplus.add(next++);
  };
  skip();
  const below = readByline(content, at, next, surplus);
  next = below.next;
  skip();
  const parts = title.map((span) => withoutObjects(content, span));
  const above = [...ofTextAbove(content, at, surplus), ...parts.flatMap(({ objects }) => objects)];
  return { title: parts.flatMap(({ words }) => words), byline: below.byline, next, surplus, labels, above };
}

/** Lines about who and when: what is left of those above the title, and those that follow at a position. */
function readByline(content: Content, title: number, from: number, surplus: ReadonlySet<number>): { byline: number[]; next: number } {
  const byline = Array.from({ length: title }, (_, i) => i).filter((i) => !surplus.has(i) && !isOfText(content, i));
  let next = from;
  if (next === title) byline.push(next++);
  if (next < content.length && OCCASION.test(shortLine(content, next))) byline.push(next++);
  while (next < content.length && byline.length < 12 && (isByline(content, next) || (byline.length > 0 && isAuthor(content, next)))) byline.push(next++);
  return { byline, next };
}

/** One name alone, above the abstract. */
function isAuthor(content: Content, position: number): boolean {
  return isPersonName(unspaced(shortLine(content, position))) && isIntroduction(content, position + 1);
}

/** A span of a title parted into its words and the pictures that stand among them. */
function withoutObjects(content: Content, { from, to }: Span): { words: Span[]; objects: Span[] } {
  const text = content.lines.text.slice(from, to);
  const objects = [...text.matchAll(OBJECTS)].map(({ index, 0: found }) => ({ from: from + index, to: from + index + found.length }));
  const words: Span[] = [];
  let start = from;
  for (const object of [...objects, { from: to, to }]) {
    const own = content.lines.text.slice(start, object.from);
    if (own.trim() !== '') words.push({ from: start + own.length - own.trimStart().length, to: object.from - (own.length - own.trimEnd().length) });
    start = object.to;
  }
  return { words, objects };
}

function repeats(content: Content, position: number, words: string): boolean {
  return words.length > 3 && wordsOf(shortLine(content, position)) === words;
}

