import { isHan, isSentenceEnd } from '../lines/characters';
import { labelPrefix, readKind } from '../kinds/kinds';
import type { LineReader } from '../lines/lines';

/** How a heading ends: with its line, with a full stop that ends the line, before text in the same line, or as a list item does. */
export type HeadingStyle = 'line' | 'sentence' | 'runin' | 'item';

/** Where a heading lies in its line, in offsets from the line's start; `rest` is where text of the section follows, -1 if none does. */
export interface HeadingSpan {
  from: number;
  to: number;
  rest: number;
  style: HeadingStyle;
}

/** Longest heading, in code units. Real ones stay under 45. */
const LONGEST = 52;
/** How far a line is read for the end of its heading. */
const HORIZON = 72;
/** Longest label that a colon may close, and the shortest text that makes it worth closing. */
const LONGEST_LABEL = 18;
const SHORTEST_TEXT = 16;

const OPENING = new Set(Array.from('“‘《（(【「『〈', (c) => c.charCodeAt(0)));
const CLOSING = new Set(Array.from('”’》）)】」』〉', (c) => c.charCodeAt(0)));
const TRAILING = new Set(Array.from('。.:,;、!?★☆◆◇■□●○▲△▶◀▼◁', (c) => c.charCodeAt(0)));
/** A colon behind these announces a list inside the sentence; what stands before it is no heading. */
const ANNOUNCING = ['如下', '包括', '分别是', '有', '是', '即', '为', '指出', '强调', '要求', '表示', '说'];

interface Landmarks {
  sentenceEnd: number;
  colon: number;
  space: number;
  comma: number;
  table: boolean;
}

function survey(line: LineReader, from: number, nested: boolean): Landmarks {
  const found: Landmarks = { sentenceEnd: -1, colon: -1, space: -1, comma: -1, table: false };
  const limit = Math.min(line.length, from + HORIZON);
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const code = line.at(i);
    if (code === 0x7c) found.table = true;
    if (nested && OPENING.has(code)) depth++;
    else if (nested && CLOSING.has(code)) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    if (isSentenceEnd(code) || (code === 0x2e && isHalfWidthStop(line, i))) {
      found.sentenceEnd = i;
      return found;
    }
    if (code === 0x3a && found.colon < 0) found.colon = i;
    if (code === 0x2c && found.comma < 0) found.comma = i;
    if (code === 0x20 && found.space < 0 && i > from) found.space = i;
  }
  // A quotation mark that the author never closed must not swallow the end of the sentence.
  return nested && depth > 0 ? survey(line, from, false) : found;
}

/** (1)大字标签.字号由小五号改为四号.: where punctuation became half-width, a point between Han characters is a full stop. */
function isHalfWidthStop(line: LineReader, at: number): boolean {
  const next = at + 1 < line.length ? line.at(at + 1) : 0x20;
  return (isHan(line.at(at - 1)) || CLOSING.has(line.at(at - 1))) && (next === 0x20 || next === 0x22 || isHan(next) || OPENING.has(next));
}

/**
 * Parts heading and text of a line whose mark ends at `start`. Null where the line cannot be a heading: a table row,
 * a long sentence, nothing behind the mark.
 */
export function splitHeading(line: LineReader, start: number): HeadingSpan | null {
  const from = line.skipSpaces(start);
  if (from >= line.length) return null;
  const marks = survey(line, from, true);
  if (marks.table) return null;
  return marks.sentenceEnd >= 0 ? endedBySentence(line, from, marks) : endedByLine(line, from, marks);
}

function endedBySentence(line: LineReader, from: number, marks: Landmarks): HeadingSpan | null {
  const end = marks.sentenceEnd;
  const rest = afterEnd(line, end + 1);
  const colon = labelColon(line, from, marks);
  if (colon >= 0) {
    const short = rest >= 0 && end - from <= 34 && end - colon <= SHORTEST_TEXT;
    if (!short) return span(line, from, colon, afterEnd(line, colon + 1), 'runin');
  }
  return spacedLabel(line, from, marks, end) ?? within(line, from, end, rest);
}

function within(line: LineReader, from: number, end: number, rest: number): HeadingSpan | null {
  if (end - from > LONGEST) return gluedLabel(line, from);
  return span(line, from, end, rest, rest < 0 ? 'sentence' : 'runin');
}

function endedByLine(line: LineReader, from: number, marks: Landmarks): HeadingSpan | null {
  const length = line.length - from;
  const colon = labelColon(line, from, marks);
  if (colon >= 0 && line.length - colon > 24) return span(line, from, colon, afterEnd(line, colon + 1), 'runin');
  const spaced = spacedLabel(line, from, marks, line.length);
  if (spaced) return spaced;
  if (length > LONGEST + 8) return gluedLabel(line, from);
  const last = line.at(line.length - 1);
  const unfinished = last === 0x3b || last === 0x2c || last === 0x3001;
  return span(line, from, line.length, -1, unfinished ? 'item' : 'line');
}

/**
 * The label that a line begins with and the text behind its colon, however short; null where no colon closes a label.
 * @param announcing whether it may end with a word that announces a list
 */
export function labelBeforeColon(line: LineReader, start: number, announcing = false): HeadingSpan | null {
  const from = line.skipSpaces(start);
  const colon = labelColon(line, from, survey(line, from, true), announcing);
  return colon < 0 ? null : span(line, from, colon, afterEnd(line, colon + 1), 'runin');
}

/** The heading of a line that the format marks as one: all of it, unless a sentence ends in it. */
export function wholeLine(line: LineReader, from: number): HeadingSpan | null {
  for (let i = from; i < line.length - 1; i++) if (line.at(i) === 0x3002) return splitHeading(line, from);
  return span(line, from, line.length, -1, 'line');
}

/** Offset of a colon that closes a label, -1 if there is none. */
function labelColon(line: LineReader, from: number, marks: Landmarks, announcing = false): number {
  const { colon, comma } = marks;
  if (colon < 0 || colon === from || colon - from > LONGEST_LABEL || (comma >= 0 && comma < colon)) return -1;
  if (afterEnd(line, colon + 1) < 0) return -1;
  const label = line.slice(from, colon);
  return !announcing && ANNOUNCING.some((tail) => label.endsWith(tail)) ? -1 : colon;
}

const IDEOGRAPHIC_SPACE = '\u3000';

/** 一、背景 临河区…: a label and its text with only a space between. */
function spacedLabel(line: LineReader, from: number, marks: Landmarks, end: number): HeadingSpan | null {
  const { space, comma } = marks;
  if (space < 0 || space > end || (comma >= 0 && comma < space)) return null;
  const length = space - from;
  const next = line.skipSpaces(space);
  const known = length <= 12 && readKind(line.slice(from, space)) !== null;
  const text = end - next;
  const wide = next - space >= 2 || line.slice(space, next) === IDEOGRAPHIC_SPACE;
  // 2.3 心理护理 固定一名责任护士,每天陪聊20分钟。: what follows the label is a sentence of its own.
  if ((end < line.length || line.length - from > LONGEST + 8) && length >= 3 && length <= 10 && text >= 10 && comma > next) return span(line, from, space, next, 'runin');
  if (wide && length >= 2 && length <= 24 && text >= 11 && end < line.length) return span(line, from, space, next, 'runin');
  if (!(known && text > 12) && !(length >= 4 && length <= 20 && text >= (wide ? 20 : 28))) return null;
  return span(line, from, space, next, 'runin');
}

/** Where lost line breaks have become spaces, the first one before any other mark ends the heading. */
export function spacedHeading(line: LineReader, start: number): HeadingSpan | null {
  const from = line.skipSpaces(start);
  let space = from;
  while (space < Math.min(line.length, from + LONGEST) && line.at(space) !== 0x20 && !isSentenceEnd(line.at(space))) space++;
  const rest = line.skipSpaces(space);
  return line.at(space) === 0x20 && space - from >= 2 && line.length - rest >= SHORTEST_TEXT ? span(line, from, space, rest, 'runin') : null;
}

/** 一、背景临河区…: where a line break got lost, words of case headings still end the heading. */
function gluedLabel(line: LineReader, from: number): HeadingSpan | null {
  const length = labelPrefix(line.slice(from, Math.min(line.length, from + 14)));
  return length >= 2 ? span(line, from, from + length, line.skipSpaces(from + length), 'runin') : null;
}

function afterEnd(line: LineReader, at: number): number {
  let rest = line.skipSpaces(at);
  while (CLOSING.has(line.at(rest))) rest = line.skipSpaces(rest + 1);
  return rest < line.length ? rest : -1;
}

function span(line: LineReader, from: number, end: number, rest: number, style: HeadingStyle): HeadingSpan | null {
  let to = end;
  while (to > from && (TRAILING.has(line.at(to - 1)) || line.at(to - 1) === 0x20)) to--;
  return to > from ? { from, to, rest, style } : null;
}
