import { isDigit, isHan, isLatin } from '../lines/characters';
import { isFraming } from '../kinds/kinds';
import type { LineReader } from '../lines/lines';
import { readDigits, readFormalNumeral, readHanNumeral, readNumeral, type Numeral } from './numerals';
import { codes, counted, type Marker, type Recogniser } from './marker';

const SEPARATORS = codes('、.,:・·'); // after folding; ，．： are here as , . :
const UNITS = codes('万亿千百元米吨亩个名家户天年月日次件岁台套辆%‰℃倍余多');
/** Units that may follow a number and a space; behind 家 and 个 a heading may go on (1 家门口的难题). */
const MEASURES = codes('万亿千百元米吨亩年月日件岁%‰℃倍个名户天次台套辆');
const NOTHING: ReadonlySet<number> = new Set();
const OPENING = codes('“"「《');
const CLOSE = 0x29;

/** Bars that part a number from its heading: 01/ 背景, 一｜背景, 02丨做法. Not with a plain 1, which rows of tables begin with. */
const BARS = codes('|丨/');

/** 丨 is a Chinese character, which no part may lose: it stays with the number. */
function endWithBar(line: LineReader, at: number): number {
  const spaced = line.skipSpaces(at);
  return line.at(spaced) === 0x4e28 ? spaced + 1 : at;
}

function afterBar(line: LineReader, at: number): number {
  const spaced = line.skipSpaces(at);
  const head = line.skipSpaces(spaced + 1);
  return BARS.has(line.at(spaced)) && !isDigit(line.at(head)) && head < line.length ? head : -1;
}

/** Offset behind a separator and spaces; -1 without a separator. */
function afterSeparator(line: LineReader, at: number): number {
  const spaced = line.skipSpaces(at);
  return SEPARATORS.has(line.at(spaced)) ? line.skipSpaces(spaced + 1) : -1;
}

/** 一、 一. 一, and 一 before a space. Not 一、二、三产业, where numerals go on. */
export const han: Recogniser = (line) => separated(line, readHanNumeral(line, 0), 'han');

/** 壹、 贰、 */
export const formal: Recogniser = (line) => separated(line, readFormalNumeral(line, 0), 'formal');

function separated(line: LineReader, numeral: Numeral | null, shape: string): Marker | null {
  if (!numeral) return null;
  const bar = afterBar(line, numeral.end);
  if (bar >= 0) return counted(shape, numeral.value, 0, endWithBar(line, numeral.end), bar);
  const head = afterSeparator(line, numeral.end);
  if (head < 0) {
    const spaced = line.skipSpaces(numeral.end);
    const short = spaced > numeral.end || spaced >= line.length;
    return short && line.length <= 40 ? counted(shape, numeral.value, 0, numeral.end, spaced) : null;
  }
  const next = readHanNumeral(line, head);
  if (next && afterSeparator(line, next.end) >= 0) return null;
  return counted(shape, numeral.value, 0, numeral.end, head);
}

/** （一） (一) 一） and (二 left open by mistake. */
export const hanParen: Recogniser = (line) => {
  const single = line.at(0);
  if (single >= 0x3220 && single <= 0x3229) return counted('han-paren', single - 0x321f, 0, 1, line.skipSpaces(1));
  const open = single === 0x28 ? 1 : 0;
  const numeral = readHanNumeral(line, line.skipSpaces(open));
  if (!numeral) return null;
  const close = line.skipSpaces(numeral.end);
  if (line.at(close) === CLOSE) return counted('han-paren', numeral.value, 0, close + 1, headAfter(line, close + 1));
  if (open === 0 || closesSoon(line, numeral.end)) return null;
  return counted('han-paren', numeral.value, 0, numeral.end, headAfter(line, numeral.end));
};

/** A parenthesis that closes a few characters on holds a remark, not a number: （一期工程已完工）. */
function closesSoon(line: LineReader, from: number): boolean {
  for (let i = from; i < from + 16; i++) {
    // One that opens further on closes for itself: (二数字化（一期）.
    if (line.at(i) === 0x28) return false;
    if (line.at(i) === CLOSE) return true;
  }
  return false;
}

function headAfter(line: LineReader, at: number): number {
  const head = afterSeparator(line, at);
  return head < 0 ? line.skipSpaces(at) : head;
}

/** 1. 1、 1． 1, and ⒈; also l. for 1. by a slip of the hand. Not 3.5亿 and not 2016年. */
export const arabic: Recogniser = (line) => {
  const single = line.at(0);
  if (single >= 0x2488 && single <= 0x249b) return counted('arabic', single - 0x2487, 0, 1, headAfter(line, 1));
  const slip = (single === 0x6c || single === 0x49) && (isHan(line.at(2)) || OPENING.has(line.at(2))) ? { value: 1, end: 1 } : null;
  const numeral = readDigits(line, 0) ?? slip;
  // 0 引言, before 1 …
  if (numeral?.value === 0 && numeral.end === 1 && isFraming(line.slice(line.skipSpaces(1)))) return counted('decimal-1', 0, 0, 1, line.skipSpaces(1));
  if (!numeral || numeral.value === 0 || numeral.value > 60) return null;
  const shape = single === 0x30 ? 'zero' : 'arabic';
  const bar = shape === 'zero' ? afterBar(line, numeral.end) : -1;
  if (bar >= 0) return counted(shape, numeral.value, 0, endWithBar(line, numeral.end), bar);
  const head = afterSeparator(line, numeral.end);
  if (head >= 0) {
    const glued = head === numeral.end + 1 && line.at(numeral.end) !== 0x3001;
    if (glued && isDigit(line.at(head)) && !isYear(line, head)) return null;
    return counted(shape, numeral.value, 0, numeral.end, head);
  }
  return spacedNumber(line, numeral, shape === 'zero' ? 'zero' : 'decimal-1');
};

function isYear(line: LineReader, at: number): boolean {
  return [0, 1, 2, 3].every((i) => isDigit(line.at(at + i))) && line.at(at + 4) === 0x5e74;
}

/** 1 活动背景, 01 统一种苗: a number that only a space parts from its heading. */
function spacedNumber(line: LineReader, numeral: Numeral, shape: string): Marker | null {
  const head = line.skipSpaces(numeral.end);
  if (head >= line.length) return counted(shape, numeral.value, 0, numeral.end, head);
  if (head === numeral.end && !(shape === 'zero' && (isHan(line.at(head)) || OPENING.has(line.at(head))))) return null;
  const quantity = head === numeral.end || shape !== 'zero' ? MEASURES : NOTHING;
  return quantity.has(line.at(head)) || isDigit(line.at(head)) ? null : counted(shape, numeral.value, 0, numeral.end, head);
}

/** (1) （1） 1) and ⑴ */
export const arabicParen: Recogniser = (line) => {
  const single = line.at(0);
  if (single >= 0x2474 && single <= 0x2487) return counted('arabic-paren', single - 0x2473, 0, 1, headAfter(line, 1));
  const open = single === 0x28 ? 1 : 0;
  const numeral = readDigits(line, line.skipSpaces(open));
  if (!numeral) return null;
  const close = line.skipSpaces(numeral.end);
  if (line.at(close) !== CLOSE) return null;
  const shape = open ? 'arabic-paren' : 'arabic-close';
  return counted(shape, numeral.value, 0, close + (open ? 1 : 0), headAfter(line, close + 1));
};

/** First code unit and length of the blocks of encircled numbers: ①, ❶, ➀, ➊, ㊀. */
export const CIRCLED: readonly [number, number][] = [[0x2460, 20], [0x2776, 10], [0x2780, 10], [0x278a, 10], [0x3280, 10]];

export const circled: Recogniser = (line) => {
  const code = line.at(0);
  const block = CIRCLED.find(([first, length]) => code >= first && code < first + length);
  return block ? counted('circled', code - block[0] + 1, 0, 1, headAfter(line, 1)) : null;
};

/** 3.3 5类样本的差别: behind a space the heading may begin with a number of its own. */
function countsThings(line: LineReader, end: number, head: number): boolean {
  const own = line.at(end) === 0x20 ? readDigits(line, head) : null;
  return own !== null && isHan(line.at(own.end)) && !UNITS.has(line.at(own.end));
}

/** 1调研背景, 1.1元宇宙: in a line that the format calls a heading, a number is one though nothing parts it from the words. */
export function gluedNumber(line: LineReader): Marker | null {
  const [, digits = ''] = /^(\d{1,2}(?:\.\d{1,2}){0,3})(?![\d.])/.exec(line.slice(0, 12)) ?? [];
  const parts = digits.split('.').map(Number);
  const value = parts.at(-1) ?? 0;
  const next = line.at(digits.length);
  const unit = parts.length > 1 ? FRACTIONS.has(next) : UNITS.has(next) || MEASURES.has(next) || COUNTERS.has(next);
  if (digits === '' || value === 0 || parts.some((part) => part > 40) || !isHan(next) || unit) return null;
  return { ...counted(`decimal-${parts.length}`, value, 0, digits.length, digits.length), ...(parts.length > 1 ? { major: parts[0] ?? 0 } : {}) };
}

const FRACTIONS = codes('万亿%‰℃倍');
const COUNTERS = codes('类种项条大步张把根片座所位双只字号级轮期届季周时分秒点代对组套村镇乡县市校班组课堂');

const LONG_UNITS = ['公里', '公斤', '公顷', '平方', '立方', '厘米', '毫米', '小时', '分钟', '百分', '个百', '倍的', '美元', '人次', '万元', '亿元'];

/** 1.1 and 2.1.1, up to four numbers. Not 5.28万亩 and not 63.5%. */
export const decimal: Recogniser = (line) => {
  let numeral = readDigits(line, 0);
  const major = numeral?.value ?? 0;
  let depth = 1;
  while (numeral && line.at(numeral.end) === 0x2e && depth < 4) {
    const next = readDigits(line, numeral.end + 1);
    if (!next) break;
    numeral = next;
    depth++;
  }
  if (!numeral || depth < 2 || numeral.value === 0 || numeral.value > 40) return null;
  const head = headAfter(line, numeral.end);
  const first = line.at(head);
  if (first === 0x2d || first === 0x7e || (isDigit(first) && !countsThings(line, numeral.end, head))) return null;
  if (head === numeral.end && (UNITS.has(first) || LONG_UNITS.includes(line.slice(head, head + 2)) || !(isHan(first) || first === 0x201c || first === -1))) return null;
  if (UNITS.has(first) && SEPARATORS.has(line.at(head + 1))) return null;
  return { ...counted(`decimal-${depth}`, numeral.value, 0, numeral.end, head), major };
};

const DIVISIONS = codes('部章节篇步阶环招步幕板');
const DIVISION_TAILS = new Map([[0x90e8, 0x5206], [0x9636, 0x6bb5], [0x73af, 0x8282], [0x677f, 0x5757]]); // 部分 阶段 环节 板块

/** 第一部分, 第二章, 第1节, 第三步. */
export const division: Recogniser = (line) => {
  if (line.at(0) !== 0x7b2c) return null;
  const numeral = readNumeral(line, line.skipSpaces(1));
  if (!numeral) return null;
  let end = line.skipSpaces(numeral.end);
  const word = line.at(end);
  if (!DIVISIONS.has(word)) return ordinalNumber(line, numeral, end);
  end++;
  const tail = DIVISION_TAILS.get(word);
  if (tail !== undefined && line.at(end) !== tail) return null;
  if (tail !== undefined) end++;
  const head = headAfter(line, end);
  // 第一步是… is a sentence; a heading keeps its distance or is all there is.
  if (head === end && head < line.length && line.length > 40) return null;
  return counted(`division-${String.fromCharCode(word)}`, numeral.value, 0, end, head);
};

/** 第一、 and 第一本: before a heading; before a sentence it counts the points of a text. */
function ordinalNumber(line: LineReader, numeral: Numeral, after: number): Marker | null {
  let end = after;
  while (end < after + 3 && isHan(line.at(end))) end++;
  if (line.at(end) !== 0x3a) end = after;
  const separator = line.at(end);
  if (line.length > 40 || line.at(line.length - 1) === 0x3002 || (separator !== 0x3001 && separator !== 0x3a)) return null;
  // 第二句话:“你说咋干就咋干”: what is counted is a part of the heading.
  if (end > after + 1) return counted('division-第', numeral.value, 0, 0, 0);
  return counted('division-第', numeral.value, 0, end, headAfter(line, end));
}

const ROMAN_VALUES = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Ⅰ、 and II. */
export const roman: Recogniser = (line) => {
  const single = line.at(0);
  const sign = single >= 0x2160 && single <= 0x2169 ? { value: single - 0x215f, end: 1 } : asciiRoman(line);
  if (!sign) return null;
  const head = afterSeparator(line, sign.end);
  return head < 0 ? null : counted('roman', sign.value, 0, sign.end, head);
};

function asciiRoman(line: LineReader): Numeral | null {
  let end = 0;
  let letters = '';
  while (end < 5 && isLatin(line.at(end))) letters += String.fromCharCode(line.at(end++));
  const value = ROMAN_VALUES.indexOf(letters) + 1;
  return value > 0 ? { value, end } : null;
}

/** A. and B、 before Han. */
export const letter: Recogniser = (line) => {
  const ordinal = line.at(0) - 0x40;
  if (ordinal < 1 || ordinal > 12) return null;
  const head = line.at(1) === CLOSE ? line.skipSpaces(2) : afterSeparator(line, 1);
  return head > 0 && (isHan(line.at(head)) || OPENING.has(line.at(head))) ? counted('letter', ordinal, 0, 1, head) : null;
};

const LATIN_WORDS = ['part', 'step', 'chapter', 'stage', 'no'];

/** Part.1, PART 01, Step 2. */
export const latin: Recogniser = (line) => {
  let end = 0;
  let word = '';
  while (end < 8 && isLatin(line.at(end))) word += String.fromCharCode(line.at(end++)).toLowerCase();
  if (!LATIN_WORDS.includes(word)) return null;
  const numeral = readNumeral(line, line.skipSpaces(line.at(end) === 0x2e ? end + 1 : end));
  return numeral ? counted('latin', numeral.value, 0, numeral.end, headAfter(line, numeral.end)) : null;
};
