import { firstOf, isWide, lastOf } from './characters';
import type { Line, Piece } from './lines';
import { median } from './page';

/** A line, and where the lines around it begin and end. */
export interface Ranged {
  line: Line;
  left: number;
  right: number;
  page: number;
  column: string;
}

export interface Paragraph {
  pieces: Piece[];
  text: string;
  lines: Ranged[];
  /** Of its letters. */
  size: number;
  bold: boolean;
  centred: boolean;
  page: number;
}

/** An indent that begins a paragraph, in parts of a letter. Authors type two spaces of Chinese, or one of some. */
const INDENT = 1.1;
/** An indent that is none: the line stands on the right. */
const FAR = 8;
/** Lines that lie farther apart than others do are parted. */
const APART = 1.28;
/** Sizes that differ by more are two paragraphs. */
const UNLIKE = 0.06;
/** What a line may leave empty at its end that is full, beside the first word of the next one. */
const LOOSE = 1;
/** The column of a page that has none, and the part of it that lines fill at least. */
const WHOLE_PAGE = '0/1';
const HALF = 0.55;
/** The part of its width that a line fills at least that is no heading. */
const LONG = 0.7;
/** What the lines of a quotation leave empty at most, and how many letters the shortest of them has. */
const NARROW = 0.15;
const SHORTEST = 15;
/** What a line leaves at least on both sides that stands in the middle. */
const MARGIN = 1.5;

const SENTENCE_END = /[。！？!?…；;][”’"')）】》]*$|[.:：][”"')]*$/;
/** Numbers and marks that begin a paragraph of their own. */
const OPENS =
  /^(?:[一二三四五六七八九十百]{1,4}[、.．]|[(（][一二三四五六七八九十\d]{1,4}[)）]|\d{1,2}(?:\.\d{1,2}){0,3}[、.．\s](?!\d)|\d{1,2}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节条篇部]|[①-⑳❶-❿•●▪■◆➢✓○◇□▶★※]|[-–—−*·]\s|\[\d{1,3}\]|附件\s*\d*\s*[:：]|图\s*\d|表\s*\d)/;
const LABEL = /^\p{Script=Han}{2,6}[:：]/u;
const CLOSING = /^[，。、；：！？,.;:!?)）】》”’」』…]/;
const HYPHEN = /(\p{Script=Latin}{2,})[-\u00ad\u2010]$/u;

/**
 * Where the lines of each column begin and end, by pages: what most of them say.
 * @param lines with the width of their page
 */
export function ranged(lines: readonly { line: Line; page: number; column: string; width: number }[]): Ranged[] {
  const groups = new Map<string, Edges & { count: number }>();
  const all = new Map<string, Line[]>();
  for (const { line, page, column } of lines) {
    for (const key of [`${page} ${column}`, column]) {
      const known = all.get(key);
      if (known) known.push(line);
      else all.set(key, [line]);
    }
  }
  for (const [key, group] of all) groups.set(key, { ...edges(group), count: group.length });
  return lines.map(({ line, page, column, width }) => {
    const own = groups.get(`${page} ${column}`)!;
    const usual = groups.get(column)!;
    // Few lines say little: the last page, the head of a column.
    const few = own.count < 8 || own.right < usual.right - line.size * 2;
    const left = few && Math.abs(own.left - usual.left) < line.size * 3 ? Math.min(own.left, usual.left) : own.left;
    // Where all lines are short, none of them is full: a page without columns is used to more than its half.
    const least = column === WHOLE_PAGE ? left + (width - 2 * left) * (own.sure || usual.sure ? HALF : 1) : 0;
    return { line, page, column, left, right: Math.max(own.right, few ? usual.right : 0, least) };
  });
}

interface Edges {
  left: number;
  right: number;
  /** Whether several lines end at the right one: else it may be that of the longest line, and none is full. */
  sure: boolean;
}

function edges(lines: readonly Line[]): Edges {
  const size = median(lines.map((line) => line.size));
  const lefts = lines.map(({ x0 }) => x0).sort((one, other) => one - other);
  const rights = lines.map(({ x1 }) => x1).sort((one, other) => other - one);
  // One line that hangs out, or a word on the margin, moves no edge: it has others near it.
  const near = (all: readonly number[], index: number) => Math.abs(all[index]! - (all[index + 1] ?? Infinity)) <= size * 3;
  const edge = (all: readonly number[]) => all[[0, 1, 2].find((index) => index + 1 < all.length && near(all, index)) ?? 0] ?? 0;
  const right = edge(rights);
  const ending = (within: number) => rights.filter((one) => Math.abs(one - right) <= within * size).length;
  return { left: edge(lefts), right, sure: ending(1.2) >= 2 || ending(6) >= 4 };
}

/** How far apart the lines of each size mostly are. */
function pitches(lines: readonly Ranged[]): Map<number, number> {
  const found = new Map<number, number[]>();
  for (let index = 1; index < lines.length; index += 1) {
    const [one, other] = [lines[index - 1]!, lines[index]!];
    const pitch = other.line.baseline - one.line.baseline;
    if (one.page !== other.page || one.column !== other.column || pitch <= 0 || pitch > other.line.size * 4) continue;
    const size = Math.round(other.line.size);
    const known = found.get(size);
    if (known) known.push(pitch);
    else found.set(size, [pitch]);
  }
  return new Map([...found].map(([size, all]) => [size, median(all)]));
}

/** The size of most letters of lines or paragraphs. */
export function sizeOfText(all: readonly { size: number; text: string }[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of all) counts.set(size, (counts.get(size) ?? 0) + text.length);
  let best = 0;
  for (const [size, count] of counts) if (count > (counts.get(best) ?? 0)) best = size;
  return best;
}

/** Lines in reading order as the paragraphs that they are the lines of. */
export function paragraphsOf(lines: readonly Ranged[]): Paragraph[] {
  const usual = pitches(lines);
  const indented = lines.filter(({ line, left }) => indent(line, left) >= INDENT && indent(line, left) < 3).length > lines.length / 12;
  const found: Ranged[][] = [];
  for (const next of lines) {
    const open = found.at(-1);
    if (open && !begins(open, next, usual, indented)) open.push(next);
    else found.push([next]);
  }
  return found.map(paragraphOf);
}

const indent = (line: Line, left: number) => (line.x0 - left) / line.size;

/** Whether a line begins a paragraph behind the lines of another. */
function begins(open: readonly Ranged[], next: Ranged, usual: ReadonlyMap<number, number>, indented: boolean): boolean {
  const before = open.at(-1)!;
  const [one, other] = [before.line, next.line];
  if (Math.abs(one.size - other.size) > UNLIKE * Math.max(one.size, other.size)) return true;
  if (one.text.includes('\t') || other.text.includes('\t')) return true;
  const beside = before.page === next.page && before.column === next.column;
  const pitch = other.baseline - one.baseline;
  if (beside && pitch > 0 && pitch > Math.max((usual.get(Math.round(other.size)) ?? Infinity) * APART, other.size * 1.1)) return true;
  if (isCentred(before) && isCentred(next)) return !goesOnCentred(before, next);
  if (one.bold !== other.bold && !(one.pieces.length > 1 || other.pieces.length > 1)) return true;
  const own = indent(other, next.left);
  const above = indent(one, before.left);
  const first = open.length === 1;
  // Behind a first line with its indent, a line without one goes on, unless that was as short as a heading.
  const dedented = first && above >= INDENT && above < 3 && own < 0.3 && one.x1 - before.left > (before.right - before.left) * LONG && !OPENS.test(other.text);
  if (!dedented && !isFull(before, other) && !isNarrow(before, next)) return true;
  // Who signs and when stands on the right.
  if (above >= FAR) return true;
  // The first line of a paragraph is indented, or hangs out over the others.
  if (own >= INDENT && own < FAR) {
    if (above < INDENT - 0.3) return !(first && OPENS.test(one.text) && own < 4);
    // Two lines with one indent: one paragraph in a narrower place, unless the first of them was whole.
    if (Math.abs(own - above) < 0.3) return first && indented && (SENTENCE_END.test(one.text) || OPENS.test(other.text));
    return own > above && !(first && OPENS.test(one.text));
  }
  if (OPENS.test(other.text) && (SENTENCE_END.test(one.text) || (above >= INDENT && own < above && !first))) return true;
  // A label in bold, or one with a colon, begins its own paragraph behind a sentence.
  return /[。！？!?][”’"')）】》]?$/.test(one.text) && ((other.pieces[0]?.style.bold === true && one.pieces.at(-1)?.style.bold !== true) || (!indented && (OPENS.test(other.text) || LABEL.test(other.text))));
}

/** Whether the next line's first word would have had no room at the end of the line. */
function isFull({ line, right }: Ranged, next: Line): boolean {
  return (HYPHEN.test(line.text) && /^\p{Ll}/u.test(next.text)) || right - line.x1 < firstWord(next) + LOOSE * line.size;
}

/** Whether two lines are of one paragraph in a narrower place, a quotation: alike, almost full, and in the middle of a sentence. */
function isNarrow({ line: one, left, right }: Ranged, { line: other }: Ranged): boolean {
  const room = right - one.x1;
  return room < (right - left) * NARROW && one.text.length >= SHORTEST && Math.abs(one.x0 - other.x0) < one.size * 0.3 && one.x0 - left > one.size * 0.5 && !SENTENCE_END.test(one.text) && !OPENS.test(other.text);
}

function firstWord({ glyphs, text }: Line): number {
  let width = 0;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '' && width > 0) break;
    const wide = isWide(firstOf(glyph.text));
    if (width > 0 && wide && !CLOSING.test(glyph.text)) break;
    width += glyph.width;
    if (wide && !CLOSING.test(text.slice(1))) break;
  }
  return width;
}

/** Whether a line stands in the middle, and not where a paragraph begins or ends. */
function isCentred({ line, left, right }: Ranged): boolean {
  const [before, behind] = [line.x0 - left, right - line.x1];
  const off = Math.abs(before - behind);
  return before >= MARGIN * line.size && behind >= MARGIN * line.size && off <= Math.max(line.size * 0.6, (before + behind) * 0.06) && (Math.abs(before - 2 * line.size) > line.size * 0.3 || off < line.size * 0.15);
}

/** A title of several lines: larger than the text or bold, in the middle, and nothing new in the second line. */
function goesOnCentred({ line: one, right, left }: Ranged, { line: other }: Ranged): boolean {
  if (OPENS.test(other.text) || /^[—－-]{1,2}/.test(other.text) || SENTENCE_END.test(one.text) || one.bold !== other.bold) return false;
  return one.x1 - one.x0 > (right - left) * 0.55 && other.x1 - other.x0 < (one.x1 - one.x0) * 1.3 && !/\d{4}\s*年|^[(（]/.test(other.text);
}

/** The words of lines that go on from one another: Chinese without a space, Latin with one, a divided word as one. */
function paragraphOf(lines: Ranged[]): Paragraph {
  const pieces: Piece[] = [];
  const say = ({ text, style }: Piece) => {
    const open = pieces.at(-1);
    if (open && open.style.bold === style.bold && open.style.italic === style.italic && open.style.href === style.href) open.text += text;
    else if (text !== '') pieces.push({ text, style });
  };
  lines.forEach(({ line }, index) => {
    if (index > 0) join(pieces, line.text);
    for (const piece of line.pieces) say({ ...piece });
  });
  const first = lines[0]!;
  return {
    pieces,
    text: pieces.map(({ text }) => text).join(''),
    lines,
    size: first.line.size,
    bold: lines.every(({ line }) => line.bold),
    centred: lines.every(isCentred),
    page: first.page,
  };
}

/** Makes the end of what is written ready for the line that goes on with it. */
function join(pieces: Piece[], next: string): void {
  const last = pieces.at(-1);
  if (!last) return;
  if (HYPHEN.test(last.text) && /^\p{Ll}/u.test(next)) last.text = last.text.replace(/[-\u00ad\u2010]$/, '');
  else if (!isWide(lastOf(last.text)) && !isWide(firstOf(next)) && !/(?:https?:|www\.)\S*$/.test(last.text) && !/[-/\u00ad]$/.test(last.text)) last.text += ' ';
}

/** The words of a cell by its paragraphs: a line that ends before the cell does ends one. */
export function cellParagraphs(lines: readonly Line[], right: number): Piece[][] {
  const found: Ranged[][] = [];
  const left = Math.min(...lines.map(({ x0 }) => x0));
  for (const line of lines) {
    const next: Ranged = { line, left, right, page: 0, column: '' };
    const open = found.at(-1);
    const before = open?.at(-1);
    if (open && before && right - before.line.x1 < firstWord(line) + line.size * 1.3 && !OPENS.test(line.text)) open.push(next);
    else found.push([next]);
  }
  return found.map((one) => paragraphOf(one).pieces);
}
