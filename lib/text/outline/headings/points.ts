import { CIRCLED } from '../shapes/numbered';
import type { Span } from '../source';

/**
 * A mark that counts inside a sentence, behind the mark of punctuation or the line break before it: 一是, 二要, 第三，
 * and ②. Its families count for themselves.
 */
const MARK = /(?<=^|[。；;，,：:！!？?”"\n\u3000 ])([一二三四五六七八九十]{1,2})(是|要|靠|抓|个方面是|种是)|(?<=^|[。；;，,：:！!？?”"\n\u3000 ])第([一二三四五六七八九十]{1,2})(?=[，,是、：:])|[①-⑳]/g;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五', '十六', '十七', '十八', '十九', '二十'];
/** Most lists that are offered in one section. */
const MOST = 200;

interface Mark {
  at: number;
  family: string;
  ordinal: number;
}

interface List {
  family: string;
  /** Where its points begin, and where the spans end that these stand in. */
  marks: Span[];
}

/**
 * Lists that stand in the sentences of a text: for each the spans of its points, the mark of each included and its end
 * mark left out. They count from one; a point ends where the next begins, the last one with its sentence, or with its
 * paragraph where points are of several sentences.
 * @param spans where the paragraphs of the text stand in the source
 * @param wrapped whether line breaks in the spans are those of a page layout
 */
export function findPoints(source: string, spans: readonly Span[], wrapped: boolean): Span[][] {
  const lists: List[] = [];
  for (const { from, to } of spans) collect(lists, source, from, to);
  return lists.filter(({ marks }) => marks.length >= 2).map(({ marks }) => toSpans(source, marks, wrapped));
}

/** Adds the marks between two offsets to the lists that they continue or begin. */
function collect(lists: List[], source: string, from: number, to: number): void {
  for (const { at, family, ordinal } of marksIn(source.slice(from, to))) {
    const open = lists.findLast((list) => list.family === family);
    if (ordinal === 1 && lists.length < MOST) lists.push({ family, marks: [{ from: from + at, to }] });
    else if (open && open.marks.length === ordinal - 1) open.marks.push({ from: from + at, to });
  }
}

function* marksIn(text: string): Generator<Mark> {
  for (const match of text.matchAll(MARK)) {
    const [whole, numeral, word, place] = match;
    if (numeral !== undefined) yield { at: match.index, family: word ?? '', ordinal: NUMERALS.indexOf(numeral) + 1 };
    else if (place !== undefined) yield { at: match.index, family: '第', ordinal: NUMERALS.indexOf(place) + 1 };
    else yield { at: match.index, family: '①', ordinal: whole.charCodeAt(0) - CIRCLED[0]![0] + 1 };
  }
}

function toSpans(source: string, marks: readonly Span[], wrapped: boolean): Span[] {
  const second = marks[1]?.from ?? 0;
  const sentences = /[。！？!?\n]\s*$/.test(source.slice(Math.max(0, second - 8), second));
  return marks.map(({ from, to: limit }, i) => {
    const next = marks[i + 1]?.from ?? limit;
    const paragraph = wrapped ? Math.min(limit, next) : paragraphEnd(source, from, Math.min(limit, next));
    const last = i + 1 === marks.length && !sentences;
    return { from, to: trimmed(source, from, last ? sentenceEnd(source, from, paragraph) : paragraph) };
  });
}

function sentenceEnd(source: string, from: number, limit: number): number {
  const stop = source.slice(from, limit).indexOf('。');
  return stop < 0 ? limit : from + stop + 1;
}

/** What follows a line break is a paragraph of its own. */
function paragraphEnd(source: string, from: number, limit: number): number {
  const found = source.slice(from, limit).indexOf('\n');
  return found < 0 ? limit : from + found;
}

function trimmed(source: string, from: number, to: number): number {
  while (to > from && /[；;，,。\s\u3000]/.test(source.charAt(to - 1))) to--;
  return to;
}
