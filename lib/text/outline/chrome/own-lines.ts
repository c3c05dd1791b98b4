import { fold, foldText } from '../lines/characters';
import type { LineMarks } from '../lines/line-marks';
import { LineReader, type Lines } from '../lines/lines';
import type { Marker } from '../shapes/marker';
import { readMarker } from '../shapes/table';
import { saysPage } from './page-tail';

const COLON = 0x3a;
/** Longest line of a list that nothing numbers. */
const LONGEST_ITEM = 40;
const DATE = /^[(]?\s*[0-9〇○零一二三四五六七八九]{4}\s*[年./-][0-9一二三四五六七八九十\s年月日./-]{2,12}[)]?$/;
const LONGEST_SIGNATURE = 24;
/** Shapes of numbers that sections have. */
const SECTION = /^(han|han-paren|formal|division-.|decimal-\d)$/;

/**
 * Takes back what stands where an author's text does, unless it says itself that it is of a page: what follows right below
 * a heading, so that no section is emptied; what a colon announces; numbers that count on; who signs above a date.
 * @param certain lines that were known to be of the page before their looks and their place were asked
 */
export function keepOwn(lines: Lines, marks: LineMarks, chrome: Uint8Array, certain: Uint8Array): void {
  const reader = new LineReader(lines.text);
  const markerOf = (i: number): Marker | null => readMarker(reader.moveTo(lines.start(i), lines.end(i)));
  /** Whether the line above is of a list, or announced one. */
  let listing = false;
  /** The number of the line above, and its family. */
  let above: Marker | null = null;
  for (let i = 0; i < lines.count; i++) {
    const isLong = lines.length(i) > LONGEST_ITEM * 2;
    const marker = isLong ? null : markerOf(i);
    const numbered = marker !== null && marker.ordinal > 0;
    const countsOn = numbered && above?.shape === marker.shape && above.ordinal + 1 === marker.ordinal;
    if (chrome[i]) {
      const isAuthors = marks.about.authored && marks.isFormed(i);
      const kept = !certain[i] && (isAuthors || (!marks.of(i)?.chrome && (numbered || !saysPage(lines, i)) && (countsOn || (listing && !isLong) || (certain[i + 1] !== 1 && isAnnouncing(lines, markerOf, i)) || isSigned(lines, i))));
      if (!kept) {
        listing = false;
        above = null;
        continue;
      }
      chrome[i] = 0;
    }
    const isHeading = marks.of(i)?.heading !== undefined || (marker !== null && SECTION.test(marker.shape) && lines.length(i) <= LONGEST_ITEM);
    listing = isHeading || endsWithColon(lines, i) || (listing && !isLong && !/[。！？]$/.test(lines.slice(i)));
    above = numbered ? marker : null;
  }
}

function endsWithColon(lines: Lines, i: number): boolean {
  return fold(lines.text.charCodeAt(lines.end(i) - 1)) === COLON;
}

/** A：修改步骤如下：, above the first number of what it announces. */
function isAnnouncing(lines: Lines, markerOf: (i: number) => Marker | null, i: number): boolean {
  return endsWithColon(lines, i) && i + 1 < lines.count && markerOf(i + 1)?.ordinal === 1;
}

/** Who signs, above the date. */
function isSigned(lines: Lines, i: number): boolean {
  if (lines.length(i) > LONGEST_SIGNATURE || i + 1 >= lines.count || lines.length(i + 1) > LONGEST_SIGNATURE) return false;
  return DATE.test(foldText(lines.slice(i + 1))) && !/[。;,:!?|]/.test(foldText(lines.slice(i)));
}
