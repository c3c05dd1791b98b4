import { isSentenceEnd } from '../lines/characters';
import type { LineMarks } from '../lines/line-marks';
import { LineReader, LinesBuilder, splitLines, type Lines } from '../lines/lines';
import { isPageMark, repeatedLines } from '../chrome/running-headers';
import { readMarker } from '../shapes/table';

/** Widths that a page or a terminal wraps Chinese text at, in half-width columns. */
const NARROWEST = 32;
const WIDEST = 128;
/** How far a full line may stay below the width: a mark that must not start a line moves a character or two. */
export const SLACK = 4;
const FEWEST_LINES = 8;
/** Share of lines that must be full. Paragraphs of free length do not all end at one column. */
const SHARE = 0.35;

/**
 * Joins lines that a page layout wrapped, as in text copied from a PDF. Where lines do not pile up at one width the
 * document comes back as it is.
 */
export function joinHardWraps(lines: Lines, marks: LineMarks): Lines {
  const width = wrapWidth(lines);
  if (width === 0) return lines;
  const reader = new LineReader(lines.text);
  const builder = new LinesBuilder(lines.text);
  // A header between two halves of a sentence is no part of it. One as wide as the page could be any of its lines.
  const headers = new Set(repeatedLines(lines, (line) => displayWidth(lines, line) < width - SLACK));
  let from = 0;
  for (let line = 0; line < lines.count; line++) {
    const marked = headers.has(line) || headers.has(line + 1) || marks.of(line) !== undefined || marks.of(line + 1) !== undefined;
    if (line + 1 < lines.count && !marked && continues(lines, reader, line, width)) continue;
    builder.add(lines.start(from), lines.end(line));
    from = line + 1;
  }
  return builder.build({ wrapped: true });
}

/** The width at which lines were wrapped, 0 where they were not. */
function wrapWidth(lines: Lines): number {
  if (lines.count < FEWEST_LINES) return 0;
  const widths = new Int32Array(WIDEST + 1);
  for (let line = 0; line < lines.count; line++) {
    const width = displayWidth(lines, line);
    if (width > WIDEST) return 0;
    widths[width] = (widths[width] ?? 0) + 1;
  }
  let width = WIDEST;
  while (width > 0 && widths[width] === 0) width--;
  let full = 0;
  for (let column = width - SLACK; column <= width; column++) full += widths[column] ?? 0;
  return width >= NARROWEST && full >= lines.count * SHARE ? width : 0;
}

/** The width at which the lines of a text were wrapped, in half-width columns; 0 where they were not. */
export function wrapWidthOf(text: string): number {
  return wrapWidth(splitLines(text));
}

function displayWidth(lines: Lines, line: number): number {
  return columns(lines.text, lines.start(line), lines.end(line));
}

/** Columns that a line fills with its indent; anything over the widest page is only known to be too wide. */
export function columns(text: string, from: number, to: number): number {
  let width = 0;
  for (let i = from - indent(text, from); i < to && width <= WIDEST; i++) width += text.charCodeAt(i) < 0x2000 ? 1 : 2;
  return Math.min(width, WIDEST + 1);
}

/** How many spaces stand before an offset. */
function indent(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < WIDEST && isIndent(text.charCodeAt(start - 1))) start--;
  return at - start;
}

/** Columns of the space before a line. */
export function indentColumns(text: string, at: number): number {
  return columns(text, at, at);
}

function isIndent(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x3000;
}

function continues(lines: Lines, reader: LineReader, line: number, width: number): boolean {
  if (displayWidth(lines, line) < width - SLACK || isSentenceEnd(lines.text.charCodeAt(lines.end(line) - 1))) return false;
  // An indent or a blank line starts a paragraph.
  const gap = lines.text.slice(lines.end(line), lines.start(line + 1));
  if (gap !== '\n' && gap !== '\r\n') return false;
  if (isPageMark(lines, line) || isPageMark(lines, line + 1)) return false;
  return readMarker(reader.moveTo(lines.start(line + 1), lines.end(line + 1))) === null;
}
