import { foldText, isSentenceEnd, wordsOf } from '../lines/characters';
import { PAGE_MARK } from './chrome-words';
import { readKind } from '../kinds/kinds';
import { LineReader, type Lines } from '../lines/lines';
import { readMarker } from '../shapes/table';

const LONGEST_HEADER = 40;
/** How often a line must come to be a header where no page marks stand beside it. */
const OFTEN = 3;
/** Most different lines that are counted; no real document has as many short ones. */
const MOST = 20_000;

/** Fewest characters of a header before the page number in its line. */
const NUMBERED_HEADER = 4;

interface Repeated {
  places: number[];
  /** How many of them stand beside a page mark. */
  besideMarks: number;
  /** The numbers that end the lines; none where they end without one. */
  numbers: number[];
}

/**
 * Marks the lines that a layout repeats on every page: 某市案例汇编 above every page number, or the same short line
 * three times without any number of its own. One that comes a single time beside a page mark is a header where it
 * breaks into a sentence, and so are bare numbers, or lines that end with one, which count the pages.
 */
export function markRunningHeaders(lines: Lines, chrome: Uint8Array): void {
  const reader = new LineReader(lines.text);
  const shown = (i: number) => chrome[i] === 0;
  const repeated = repeatedLines(lines, shown);
  for (let i = 0; i < lines.count; i++) {
    if (lines.length(i) > LONGEST_HEADER || chrome[i]) continue;
    const marked = (chrome[i - 1] === 1 && isPageMark(lines, i - 1)) || (chrome[i + 1] === 1 && isPageMark(lines, i + 1));
    if (marked && breaksIn(lines, i) && !isHeading(lines, reader, i)) chrome[i] = 1;
  }
  for (const i of repeated) if (i > 0 || !isTitle(lines, chrome)) chrome[i] = 1;
  for (const i of pageNumbers(lines, shown)) chrome[i] = 1;
}

/**
 * The lines among some that a layout repeats on every page.
 * @param among lines that may be headers
 */
export function repeatedLines(lines: Lines, among: (line: number) => boolean): number[] {
  const seen = new Map<string, Repeated>();
  const reader = new LineReader(lines.text);
  for (let i = 0; i < lines.count; i++) {
    if (lines.length(i) > LONGEST_HEADER || !among(i)) continue;
    const words = wordsOf(lines.slice(i));
    const number = /(?<![0-9])[0-9]{1,4}$/.exec(words)?.[0] ?? '';
    const key = words.slice(0, words.length - number.length);
    note(seen, words, i, isPageMark(lines, i - 1) || isPageMark(lines, i + 1));
    if (number && key.length >= NUMBERED_HEADER) note(seen, `${key}#`, i, false, Number(number));
  }
  return [...seen].flatMap(([key, { places, besideMarks, numbers }]) => {
    const first = places[0] ?? 0;
    if (numbers.length > 0) return isPlain(lines, reader, first) && countPages(lines, places, numbers) ? places : [];
    const isRepeated = besideMarks >= (first === 0 ? 1 : 2) && places.length >= 2 && key.length >= 4 && !isSentenceEnd(lines.text.charCodeAt(lines.end(first) - 1));
    return isRepeated || (places.length >= OFTEN && key.length >= 8 && isPlain(lines, reader, first)) ? places : [];
  });
}

function note(seen: Map<string, Repeated>, key: string, line: number, marked: boolean, number?: number): void {
  const known = seen.get(key);
  const numbers = number === undefined ? [] : [number];
  if (known) {
    known.places.push(line);
    known.besideMarks += marked ? 1 : 0;
    known.numbers.push(...numbers);
  } else if (seen.size < MOST) seen.set(key, { places: [line], besideMarks: marked ? 1 : 0, numbers });
}

/** Bare numbers that count the pages, not 01 and 02; 1 above its heading stands behind a paragraph that is at its end. */
function pageNumbers(lines: Lines, among: (line: number) => boolean): number[] {
  const places: number[] = [];
  const numbers: number[] = [];
  for (let i = 0; i < lines.count; i++) {
    if (lines.length(i) > 4 || !among(i)) continue;
    const text = foldText(lines.slice(i));
    if (!/^[1-9][0-9]{0,3}$/.test(text)) continue;
    places.push(i);
    numbers.push(Number(text));
  }
  return countPages(lines, places, numbers) ? places : [];
}

/** Whether numbers rise by one from page to page (by two on the pages of one side), and fall into sentences as page ends do. */
function countPages(lines: Lines, places: readonly number[], numbers: readonly number[]): boolean {
  if (places.length < OFTEN) return false;
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  if ((step !== 1 && step !== 2) || !numbers.every((number, i) => i === 0 || number - (numbers[i - 1] ?? 0) === step)) return false;
  const breaks = places.filter((i) => breaksIn(lines, i)).length;
  return breaks >= 2 && breaks * 4 >= places.length;
}

/** 一、背景 at the head of a page. */
function isHeading(lines: Lines, reader: LineReader, i: number): boolean {
  return readMarker(reader.moveTo(lines.start(i), lines.end(i))) !== null || readKind(lines.slice(i))?.exact === true;
}

/** A line that is no sentence, no row of a table, no heading by its number or its words. */
function isPlain(lines: Lines, reader: LineReader, i: number): boolean {
  const text = foldText(lines.slice(i));
  return !/[。;,:!?|\t]|\s{2,}/.test(text) && !readKind(text)?.exact && !readMarker(reader.moveTo(lines.start(i), lines.end(i)));
}

/** Whether the line stands in the middle of a sentence: the last line above the page mark does not end one. */
function breaksIn(lines: Lines, i: number): boolean {
  const above = isPageMark(lines, i - 1) ? i - 2 : i - 1;
  const below = isPageMark(lines, i + 1) ? i + 2 : i + 1;
  if (above < 0 || below >= lines.count || lines.length(above) < 12) return false;
  const ends = (line: number) => isSentenceEnd(lines.text.charCodeAt(lines.end(line) - 1));
  const han = (line: number) => /[\u4e00-\u9fff，、]$/.test(lines.text.slice(lines.end(line) - 1, lines.end(line)));
  return han(above) && !ends(i) && lines.length(above) > lines.length(i) && lines.length(below) > 0;
}

const SUBSCRIPTION = /(局|委|院|校|部|室|会|社|司|中心|街道|镇|乡|县|市|区|村|[0-9]|日|月|年)[)]?$/;

/** Whether the first line is the title, though each page repeats it: no other title stands below. */
function isTitle(lines: Lines, chrome: Uint8Array): boolean {
  let next = 1;
  while (next < lines.count && chrome[next]) next++;
  if (next >= lines.count) return true;
  if (readMarker(new LineReader(lines.text).moveTo(lines.start(next), lines.end(next)))?.ordinal) return true;
  const below = foldText(lines.slice(next).slice(0, 80));
  return below.length < 8 || below.length > 60 || /[。;,:]/.test(below) || SUBSCRIPTION.test(below);
}

/** — 3 —, 第3页 共9页. */
export function isPageMark(lines: Lines, i: number): boolean {
  return i >= 0 && i < lines.count && lines.length(i) <= 20 && PAGE_MARK.test(foldText(lines.slice(i)));
}
