import { isSentenceEnd } from './characters';
import type { LineMarks } from './line-marks';
import { LineReader, LinesBuilder, type Lines } from './lines';
import { readMarker } from './shapes/table';

/** Shortest line that may be a whole document, and the part of the document that it must make up. */
const SHORTEST = 120;
const SHARE = 0.6;
/** Most breaks restored in one line. */
const MOST = 5000;
/** How far behind a mark the next one may follow a heading that has no end mark. */
const NEAR = 14;
const LONGEST_TITLE = 50;
/** Families that are looked for inside a line, outermost first; the first two can carry a document. */
const FAMILIES = ['han', 'bracket', 'han-paren', 'arabic'];

/**
 * Restores the lines of a document whose line breaks are all lost: one line holds most of it, and in it numbers count
 * up at the starts of sentences. Any other document comes back as it is: 一是…二是… and 一、…二、… inside one
 * paragraph among others stay where they are.
 */
export function restoreLostBreaks(lines: Lines, marks: LineMarks): Lines {
  const longest = dominantLine(lines);
  if (longest < 0 || marks.of(longest)) return lines;
  const breaks = findBreaks(lines, longest);
  if (breaks.length < 2) return lines;
  const builder = new LinesBuilder(lines.text);
  for (let line = 0; line < lines.count; line++) {
    if (line !== longest) builder.add(lines.start(line), lines.end(line));
    else addPieces(lines, line, breaks, builder);
  }
  return builder.build();
}

function dominantLine(lines: Lines): number {
  let longest = 0;
  let total = 0;
  for (let line = 0; line < lines.count; line++) {
    total += lines.length(line);
    if (lines.length(line) > lines.length(longest)) longest = line;
  }
  const length = lines.length(longest);
  return length >= SHORTEST && length >= total * SHARE ? longest : -1;
}

/** Offsets in the text where a mark that counts on stands; none unless an outer family counts to two. */
function findBreaks(lines: Lines, line: number): number[] {
  const end = lines.end(line);
  const reader = new LineReader(lines.text);
  const counts = FAMILIES.map(() => 0);
  let outer = 0;
  const breaks: number[] = [];
  for (let at = lines.start(line); at < end && breaks.length < MOST; at++) {
    const near = at - (breaks.at(-1) ?? -Infinity) <= NEAR;
    if (!near && at > lines.start(line) && !isBoundary(lines.text.charCodeAt(at - 1))) continue;
    const marker = readMarker(reader.moveTo(at, Math.min(end, at + 80)));
    const family = marker ? FAMILIES.indexOf(marker.shape) : -1;
    if (!marker || family < 0 || marker.headFrom >= reader.length) continue;
    if (marker.ordinal > 0 && marker.ordinal !== (counts[family] ?? 0) + 1) continue;
    counts[family] = marker.ordinal;
    counts.fill(0, family + 1);
    if (family < 2) outer++;
    breaks.push(at);
    at += marker.headFrom - 1;
  }
  return outer >= 2 ? breaks : [];
}

function isBoundary(code: number): boolean {
  return code === 0x20 || code === 0x3000 || code === 0x201d || isSentenceEnd(code) || code === 0xff01 || code === 0xff1f || code === 0xff1a || code === 0xff1b;
}

/** The title may stand before the first mark, with a space behind it. */
function addPieces(lines: Lines, line: number, breaks: readonly number[], builder: LinesBuilder): void {
  const first = breaks[0] ?? lines.end(line);
  let from = lines.start(line);
  const head = lines.text.slice(from, Math.min(first, from + LONGEST_TITLE));
  const space = /[\s\u3000]/.exec(head)?.index ?? -1;
  if (space > 0 && !/[。！？；]/.test(head.slice(0, space))) {
    builder.add(from, from + space);
    from += space;
  }
  for (const at of [...breaks, lines.end(line)]) {
    builder.add(from, at);
    from = at;
  }
}
