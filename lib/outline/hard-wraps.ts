import { isSentenceEnd } from './characters';
import { LineReader, LinesBuilder, type Lines } from './lines';
import { readMarker } from './shapes/table';

/** Widths that a page or a terminal wraps Chinese text at. */
const NARROWEST = 16;
const WIDEST = 64;
/** How far a full line may stay below the width: a mark that must not start a line moves a character or two. */
const SLACK = 2;
const FEWEST_LINES = 8;
/** Share of lines that must be full. Paragraphs of free length do not all end at one column. */
const SHARE = 0.35;

/**
 * Joins lines that a page layout wrapped, as in text copied from a PDF. Where lines do not pile up at one width the
 * document comes back as it is.
 */
export function joinHardWraps(lines: Lines): Lines {
  const width = wrapWidth(lines);
  if (width === 0) return lines;
  const reader = new LineReader(lines.text);
  const builder = new LinesBuilder(lines.text);
  let from = 0;
  for (let line = 0; line < lines.count; line++) {
    if (line + 1 < lines.count && continues(lines, reader, line, width)) continue;
    builder.add(lines.start(from), lines.end(line));
    from = line + 1;
  }
  return builder.build(true);
}

/** The width at which lines were wrapped, 0 where they were not. */
function wrapWidth(lines: Lines): number {
  if (lines.count < FEWEST_LINES) return 0;
  const lengths = new Int32Array(WIDEST + 1);
  for (let line = 0; line < lines.count; line++) {
    const length = lines.length(line);
    if (length > WIDEST) return 0;
    lengths[length] = (lengths[length] ?? 0) + 1;
  }
  let width = WIDEST;
  while (width > 0 && lengths[width] === 0) width--;
  let full = 0;
  for (let length = width - SLACK; length <= width; length++) full += lengths[length] ?? 0;
  return width >= NARROWEST && full >= lines.count * SHARE ? width : 0;
}

function continues(lines: Lines, reader: LineReader, line: number, width: number): boolean {
  if (lines.length(line) < width - SLACK || isSentenceEnd(lines.text.charCodeAt(lines.end(line) - 1))) return false;
  // An indent or a blank line starts a paragraph.
  const gap = lines.text.slice(lines.end(line), lines.start(line + 1));
  if (gap !== '\n' && gap !== '\r\n') return false;
  return readMarker(reader.moveTo(lines.start(line + 1), lines.end(line + 1))) === null;
}
