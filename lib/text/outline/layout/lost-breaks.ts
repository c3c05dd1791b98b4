import { foldText, isSentenceEnd } from '../lines/characters';
import { INVITATION, PAGE_LABELS } from '../chrome/chrome-words';
import type { LineMarks } from '../lines/line-marks';
import { LineReader, LinesBuilder, type Lines } from '../lines/lines';
import { isPageData } from '../chrome/page-data';
import { readMarker } from '../shapes/table';

/** Shortest line that may be a whole document, and the part of the document that it must make up. */
const SHORTEST = 120;
const SHARE = 0.6;
/** Most breaks restored in one line. */
const MOST = 5000;
/** How far behind a mark the next one may follow a heading that has no end mark. */
const NEAR = 14;
const LONGEST_TITLE = 50;
const LONGEST_END = 80;
/** Families that are looked for inside a line. What else counts there (①, 一是) are the points of a sentence. */
const FAMILIES = /^(han|han-paren|formal|arabic|arabic-paren|arabic-close|decimal-[234]|dash|zero|roman|latin|division-.|word-.+|bracket|symbol-.)$/;

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
  return builder.build({ restored: true });
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

interface Break {
  at: number;
  shape: string;
  ordinal: number;
}

/** Offsets in the text where marks stand of families of which at least two count on. */
function findBreaks(lines: Lines, line: number): number[] {
  const found = countingBreaks(lines, line);
  const members = new Map<string, number>();
  for (const { shape, ordinal } of found) members.set(shape, Math.max(members.get(shape) ?? 0, ordinal || (members.get(shape) ?? 0) + 1));
  return found.filter(({ shape }) => (members.get(shape) ?? 0) >= 2).map(({ at }) => at);
}

/** Every mark at the start of a sentence that its family may have there: the next number, or the first. */
function countingBreaks(lines: Lines, line: number): Break[] {
  const end = lines.end(line);
  const reader = new LineReader(lines.text);
  const last = new Map<string, number>();
  const found: Break[] = [];
  for (let at = lines.start(line); at < end && found.length < MOST; at++) {
    const near = at - (found.at(-1)?.at ?? -Infinity) <= NEAR;
    if (!near && at > lines.start(line) && !isBoundary(lines.text.charCodeAt(at - 1))) continue;
    const marker = readMarker(reader.moveTo(at, Math.min(end, at + 80)));
    if (!marker || !FAMILIES.test(marker.shape) || marker.headFrom >= reader.length) continue;
    const { shape, ordinal } = marker;
    const before = last.get(shape) ?? 0;
    if (ordinal > 1 && ordinal !== before + 1) continue;
    last.set(shape, ordinal);
    found.push({ at, shape, ordinal });
    at += marker.headFrom - 1;
  }
  return found;
}

function isBoundary(code: number): boolean {
  return code === 0x20 || code === 0x3000 || code === 0x201d || isSentenceEnd(code) || code === 0xff01 || code === 0xff1f || code === 0xff1a || code === 0xff1b;
}

/** The title may stand before the first mark with a space behind it, page data behind the title, and more of it at the end. */
function addPieces(lines: Lines, line: number, breaks: readonly number[], builder: LinesBuilder): void {
  const first = breaks[0] ?? lines.end(line);
  const to = withoutPageEnd(lines, line);
  let from = lines.start(line);
  const head = lines.text.slice(from, Math.min(first, from + LONGEST_TITLE));
  const space = /[\s\u3000]/.exec(head)?.index ?? -1;
  if (space > 0 && !/[。！？；]/.test(head.slice(0, space))) {
    builder.add(from, from + space);
    from += space;
  }
  for (let end = from; from < first; from = end) {
    end = pageDataEnd(lines.text, from, first);
    if (end === from) break;
    builder.add(from, end);
  }
  for (const at of [...breaks, to]) {
    builder.add(from, at);
    from = at;
  }
  builder.add(to, lines.end(line));
}

/** End of a label of the page and its value (时间：2023-06-30) that begin at an offset; the offset itself where none does. */
function pageDataEnd(text: string, from: number, to: number): number {
  const [, margin = '', label = '', value = ''] = /^([\s\u3000]*)([\u4e00-\u9fff]{2,6}[:：])([\s\u3000]*[^\s\u3000]{1,24})(?=[\s\u3000])/.exec(text.slice(from, Math.min(to, from + LONGEST_TITLE))) ?? [];
  return PAGE_LABELS.test(foldText(label)) ? from + margin.length + label.length + value.length : from;
}

/** Where the buttons and labels of a page begin behind the last sentence. */
function withoutPageEnd(lines: Lines, line: number): number {
  const end = lines.end(line);
  const from = Math.max(lines.start(line), end - LONGEST_END);
  const rest = /(?:[。！？.][”’」』）)]?[\s\u3000]*)([^。！？]*)$/.exec(lines.text.slice(from, end))?.[1] ?? '';
  const words = foldText(rest);
  return rest !== '' && (PAGE_LABELS.test(words) || isPageData(words) || INVITATION.test(words)) ? end - rest.length : end;
}
