import { foldText, wordsOf } from '../lines/characters';
import type { LineReader } from '../lines/lines';
import { readNumeral, type Numeral } from '../shapes/numerals';
import type { Span } from '../source';

/** A line that opens one case of a collection. Offsets are those of the text. */
export interface CaseMarker {
  /** Markers of one collection share it. */
  family: string;
  ordinal: number;
  position: number;
  /** The mark itself (篇一, 案例1); null where it is part of the title, as in 【…范文】一. */
  mark: Span | null;
  /** What stands beside the mark, none if nothing does; the whole line where the mark is part of the title. */
  title: Span[];
}

const LONGEST = 70;
const WORDS = ['典型案例', '优秀案例', '参考范文', '案例', '范文', '范例', '实例', '事例', '样本', '材料', '篇', '例', '第', 'case'];
const STARTS = new Set([...WORDS.map((word) => word.charCodeAt(0)), 0x43]);
/** Words that may stand in front of 案例: 护渠典型案例1：…. */
const FARTHEST = 12;
const UNITS = ['个案例', '篇', '例', '则', '个'];
const OPENING = new Set([0x3010, 0x5b, 0x28, 0x3016]);
const CLOSING = new Set([0x3011, 0x5d, 0x29, 0x3017]);
const SEPARATORS = new Set(Array.from(':、.,-|·', (c) => c.charCodeAt(0)));
const NUMBER_ENDS = new Set(Array.from('一二三四五六七八九十0123456789)】]篇', (c) => c.charCodeAt(0)));

/** The marker that the line at a position is, or null. Whether the document is a collection is decided over all of them. */
export function readCaseMarker(line: LineReader, position: number): CaseMarker | null {
  if (line.length > LONGEST || line.length < 2) return null;
  if (line.at(0) === 0x23) skipHashes(line);
  return readPrefix(line, position) ?? readNumbered(line, position) ?? readBracketed(line, position) ?? readInfix(line, position) ?? readSuffix(line, position);
}

/** ## 案例一: a heading in the way of Markdown. */
function skipHashes(line: LineReader): void {
  let at = 0;
  while (line.at(at) === 0x23) at++;
  line.moveTo(line.from + line.skipSpaces(at), line.from + line.length);
}

/** 篇一:…, 案例1 …, 第1篇, 【篇一】…, 案例（一）…, alone or before the title. */
function readPrefix(line: LineReader, position: number): CaseMarker | null {
  const from = OPENING.has(line.at(0)) ? 1 : 0;
  if (!STARTS.has(line.at(from))) return null;
  const head = foldText(line.slice(from, from + 8)).toLowerCase();
  const word = WORDS.find((candidate) => head.startsWith(candidate));
  if (!word) return null;
  let at = line.skipSpaces(from + word.length);
  if (line.at(at) === 0x4e4b) at++; // 案例之一
  const numeral = readEnclosed(line, at);
  if (!numeral) return null;
  at = numeral.end;
  if (word === '第') {
    const unit = UNITS.find((candidate) => foldText(line.slice(at, at + 3)).startsWith(candidate));
    if (!unit) return null;
    at += unit.length;
  }
  const mark = { from: line.from + from, to: line.from + at };
  const end = at;
  while (CLOSING.has(line.at(at)) || SEPARATORS.has(line.at(at)) || line.at(at) === 0x20) at++;
  if (at < line.length && at === end && !CLOSING.has(line.at(end - 1))) return null;
  const title = at < line.length ? [{ from: line.from + at, to: line.from + line.length }] : [];
  return line.slice(at).includes('。') ? null : { family: `word-${word}`, ordinal: numeral.value, position, mark, title };
}

/** 1号案例：…: the number before the word. */
function readNumbered(line: LineReader, position: number): CaseMarker | null {
  const numeral = readNumeral(line, 0);
  if (!numeral || foldText(line.slice(numeral.end, numeral.end + 3)) !== '号案例') return null;
  let at = numeral.end + 3;
  const end = at;
  while (SEPARATORS.has(line.at(at)) || line.at(at) === 0x20) at++;
  if ((at === end && at < line.length) || line.slice(at).includes('。')) return null;
  const title = at < line.length ? [{ from: line.from + at, to: line.from + line.length }] : [];
  return { family: 'numbered', ordinal: numeral.value, position, mark: { from: line.from, to: line.from + end }, title };
}

/** 护渠典型案例1：…, before its title. */
function readInfix(line: LineReader, position: number): CaseMarker | null {
  const head = foldText(line.slice(0, FARTHEST + 2));
  const word = head.indexOf('案例');
  if (word < 2) return null;
  const numeral = readEnclosed(line, line.skipSpaces(word + 2));
  if (!numeral) return null;
  let at = numeral.end;
  while (SEPARATORS.has(line.at(at)) || line.at(at) === 0x20) at++;
  if (at === numeral.end || at >= line.length || line.slice(at).includes('。')) return null;
  const mark = { from: line.from, to: line.from + numeral.end };
  const title = [{ from: line.from + at, to: line.from + line.length }];
  return { family: `infix-${head.slice(0, word)}`, ordinal: numeral.value, position, mark, title };
}

/** A number, also in parentheses. */
function readEnclosed(line: LineReader, at: number): Numeral | null {
  const open = line.at(at) === 0x28;
  const numeral = readNumeral(line, open ? at + 1 : at);
  if (!numeral || !open) return numeral;
  return line.at(numeral.end) === 0x29 ? { value: numeral.value, end: numeral.end + 1 } : null;
}

/** 【…范文】一: the number behind the bracket is all that is left of the line. */
function readBracketed(line: LineReader, position: number): CaseMarker | null {
  if (line.at(0) !== 0x3010) return null;
  let close = 1;
  while (close < line.length && line.at(close) !== 0x3011) close++;
  const numeral = readEnclosed(line, line.skipSpaces(close + 1));
  if (!numeral || numeral.end !== line.length) return null;
  const number = { from: line.from + line.skipSpaces(close + 1), to: line.from + line.length };
  return { family: 'bracketed', ordinal: numeral.value, position, mark: null, title: [{ from: line.from + 1, to: line.from + close }, number] };
}

/** …材料 篇1, …总结（一）, …范文3: the same words in each, and a number behind them. */
function readSuffix(line: LineReader, position: number): CaseMarker | null {
  // …范文一：
  const length = line.at(line.length - 1) === 0x3a ? line.length - 1 : line.length;
  if (!NUMBER_ENDS.has(line.at(length - 1))) return null;
  for (let at = length - 1; at >= Math.max(4, length - 7); at--) {
    const numeral = readEnclosed(line, at);
    if (!numeral) continue;
    // 第三篇 counts, 三篇 says how many.
    const unit = line.at(numeral.end) === 0x7bc7 && line.at(at - 1) === 0x7b2c ? 1 : 0;
    if (numeral.end + unit !== length && !CLOSING.has(line.at(length - 1))) continue;
    // Step back over the digits of a longer number: 10 is not 0.
    const earlier = readEnclosed(line, at - 1);
    if (earlier && earlier.end === numeral.end) continue;
    const base = wordsOf(line.slice(0, at)).replace(/[第篇之]+$/, '');
    // PART 01 is a number, not words with one behind them.
    if (base.length < 4 || !/[\u4e00-\u9fff]/.test(base)) return null;
    return { family: `suffix-${base}`, ordinal: numeral.value, position, mark: null, title: [{ from: line.from, to: line.from + length }] };
  }
  return null;
}
