import type { LineReader } from '../lines/lines';

/** A number read at the start of something: its value and the offset behind it. */
export interface Numeral {
  value: number;
  end: number;
}

const HAN_DIGITS = '〇一二三四五六七八九';
const FORMAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
/** As traditional characters are read here: 參 for three is 参. */
const FORMAL_TRADITIONAL = '零壹貳参肆伍陸柒捌玖';

function table(...series: string[]): Map<number, number> {
  return new Map(series.flatMap((digits) => [...digits].map((digit, value): [number, number] => [digit.charCodeAt(0), value])));
}

const HAN = { digits: table(HAN_DIGITS), ten: '十'.charCodeAt(0) };
const FORMAL = { digits: table(FORMAL_DIGITS, FORMAL_TRADITIONAL), ten: '拾'.charCodeAt(0) };

/** 1–99 in Chinese numerals (十, 十二, 二十, 二十一) at the offset, or null. */
export function readHanNumeral(line: LineReader, from: number, set: typeof HAN = HAN): Numeral | null {
  let at = from;
  const first = set.digits.get(line.at(at));
  if (first !== undefined) at++;
  if (line.at(at) !== set.ten) return first ? { value: first, end: at } : null;
  at++;
  const last = set.digits.get(line.at(at));
  if (last !== undefined) at++;
  const value = (first ?? 1) * 10 + (last ?? 0);
  return { value, end: at };
}

/** The same in the characters of accounts: 壹, 贰, 拾. */
export function readFormalNumeral(line: LineReader, from: number): Numeral | null {
  return readHanNumeral(line, from, FORMAL);
}

/** Not imported: this is asked for every line of a document. */
function isDigit(folded: number): boolean {
  return folded >= 0x30 && folded <= 0x39;
}

/** One or two decimal digits that are not part of a longer number, or null. */
export function readDigits(line: LineReader, from: number): Numeral | null {
  if (!isDigit(line.at(from))) return null;
  let end = from + 1;
  if (isDigit(line.at(end))) end++;
  if (isDigit(line.at(end))) return null;
  let value = 0;
  for (let i = from; i < end; i++) value = value * 10 + line.at(i) - 0x30;
  return { value, end };
}

/** A Chinese or an Arabic number. */
export function readNumeral(line: LineReader, from: number): Numeral | null {
  return readHanNumeral(line, from) ?? readDigits(line, from);
}
