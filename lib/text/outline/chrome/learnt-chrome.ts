import { wordsOf } from '../lines/characters';
import learnt from './chrome-weights.json';
import { PAGE_CAPTION } from './chrome-words';
import { lineFeatures, type Placed, type Zone } from './line-features';
import type { LineMarks } from '../lines/line-marks';
import { LineReader, type Lines } from '../lines/lines';
import { isBodyLine } from './page-tail';
import { readMarker } from '../shapes/table';

const WEIGHTS: ReadonlyMap<string, number> = new Map(Object.entries(learnt.weights));
/** How likely a line must be of the page: around the text, and in its midst, where a paragraph may look like anything. */
const AROUND = 0.7;
const AMONG = 0.95;
/** …典型案例, …范文（精选3篇）: so end the titles of cases, and the links below them. */
const TITLE = /(案例|经验|范文|材料|做法|纪实|总结|报告|记录|汇报|方案|汇编|选编|集锦|[0-9一二三四五六七八九十]篇)\s*([(（].{2,12}[)）])?$/;
const SHORTEST = 2;
const LONGEST = 110;
/** How far the head of a page may reach, and the shortest sentence that is running text. */
const DEEPEST_HEAD = 30;
const SENTENCE = 12;
/** Longest line in the midst of a text that is looked at, and most lines at all; no real document has as many short ones. */
const LONGEST_AMONG = 60;
const MOST = 5000;

/** Marks the lines that are of the page by what pages in the labelled corpus have around their texts. */
export function markLearnt(lines: Lines, marks: LineMarks, chrome: Uint8Array): void {
  let looked = 0;
  const head: { line: number; likely: number }[] = [];
  for (const placed of placedLines(lines, marks, chrome)) {
    if (looked++ >= MOST) break;
    if (isCertain(placed)) continue;
    const likely = probability(placed);
    if (placed.zone === 'head') head.push({ line: placed.before, likely });
    else if (likely >= (placed.zone === 'midst' ? AMONG : AROUND)) chrome[placed.before] = 1;
  }
  for (const { line } of withoutTitle(head.filter(({ likely }) => likely >= AROUND), chrome)) chrome[line] = 1;
}

/** Of the lines of a head that are likely of the page, all but the least likely one where nothing else is left to be the title. */
function withoutTitle(likely: readonly { line: number; likely: number }[], chrome: Uint8Array): readonly { line: number; likely: number }[] {
  const last = likely.at(-1)?.line ?? -1;
  const left = chrome.subarray(0, last + 2).reduce((count, marked) => count + 1 - marked, 0) - likely.length;
  // The line below is the text's first.
  if (left > 1) return likely;
  const spared = Math.min(...likely.map((one) => one.likely));
  return likely.filter((one) => one.likely > spared);
}

/** What is of the text whatever its words: a heading by its style, a title at the head, a number or an item amid the text. */
function isCertain({ mark, zone, text, shape }: Placed): boolean {
  return mark?.heading !== undefined || (zone === 'head' && (TITLE.test(text) || PAGE_CAPTION.test(text))) || (zone !== 'tail' && ((shape !== null && !shape.startsWith('symbol')) || mark?.item !== undefined || /[；;]$/.test(text)));
}

/**
 * The lines that are short enough to be of the page and not known to be, each with its place. What belongs to a contents
 * list or comes again is left out: that says more of it than its words.
 */
export function* placedLines(lines: Lines, marks: LineMarks, chrome: Uint8Array): Generator<Placed> {
  // What is a sentence, or stands above one, is not the page's foot yet, be it as short as it may.
  const isSentence = (i: number) => i < lines.count && !chrome[i] && /[。！？.]$/.test(lines.slice(i));
  const isStatement = (i: number) => !chrome[i] && lines.text.charCodeAt(lines.end(i) - 1) === 0x3002;
  const isText = (i: number) => !chrome[i] && (isBodyLine(lines, i) || (lines.length(i) >= SENTENCE && isSentence(i)));
  let first = 0;
  while (first < Math.min(lines.count, DEEPEST_HEAD) && !isText(first)) first++;
  let last = lines.count - 1;
  while (last > first && !isText(last) && !isStatement(last)) last--;
  const reader = new LineReader(lines.text);
  const again = repeated(lines);
  const at = (i: number): Placed | null => {
    const zone: Zone = i < first ? 'head' : i > last && !isSentence(i) && !isSentence(i + 1) ? 'tail' : 'midst';
    const length = lines.length(i);
    // What stands right below a heading is its text.
    if (i > 0 && !chrome[i - 1] && marks.of(i - 1)?.heading !== undefined) return null;
    if (chrome[i] || again.has(i) || length < SHORTEST || length > (zone === 'midst' ? LONGEST_AMONG : LONGEST) || marks.of(i)?.fixed) return null;
    const shape = readMarker(reader.moveTo(lines.start(i), lines.end(i)))?.shape ?? null;
    return { text: lines.slice(i), zone, before: i, behind: lines.count - 1 - i, shape, mark: marks.of(i) };
  };
  // The ends first: what is in the midst of a very long document is looked at as far as it goes.
  for (let i = 0; i < first; i++) yield* some(at(i));
  for (let i = lines.count - 1; i > last; i--) yield* some(at(i));
  for (let i = first; i <= last; i++) yield* some(at(i));
}

/** Lines whose words come again (with another number before them), entries and titles of contents lists, and rows of tables. */
function repeated(lines: Lines): Set<number> {
  const places = new Map<string, number>();
  const found = new Set<number>();
  let above = 0;
  for (let i = 0; i < lines.count && places.size < MOST; i++) {
    if (lines.length(i) > LONGEST) continue;
    const text = lines.slice(i);
    if (/^[【[]?\s*目\s*[录錄次]|(…|\.{3}|·{3})[\s.…·]*\d{1,4}\s*$/.test(text)) found.add(i);
    const cells = cellsOf(text);
    if (cells > 2 && (cells === above || (i + 1 < lines.count && lines.length(i + 1) <= LONGEST && cells === cellsOf(lines.slice(i + 1))))) found.add(i);
    above = cells;
    const words = wordsOf(text).replace(/^[0-9一二三四五六七八九十篇第例]+/, '');
    if (words.length < 4) continue;
    const first = places.get(words);
    if (first === undefined) places.set(words, i);
    else found.add(first).add(i);
  }
  return found;
}

function cellsOf(text: string): number {
  return text.split(/[|｜\t]/).length;
}

function* some(placed: Placed | null): Generator<Placed> {
  if (placed) yield placed;
}

function probability(placed: Placed): number {
  let odds = learnt.bias;
  for (const [name, value] of lineFeatures(placed)) odds += value * (WEIGHTS.get(name) ?? 0);
  return 1 / (1 + Math.exp(-odds / learnt.step));
}
