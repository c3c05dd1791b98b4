import { TRADITIONAL } from './traditional';

/** Characters that have a plain equivalent outside the full-width block. One code unit each, so that offsets stay. */
const EQUIVALENTS = new Map<number, number>([
  [0xfe59, 0x28], [0xfe5a, 0x29], [0xfe52, 0x2e], [0xfe55, 0x3a], [0xff61, 0x3002], [0xff64, 0x3001], [0x2215, 0x2f],
  [0x2f00, 0x4e00], [0x2f06, 0x4e8c], [0x2f0b, 0x516b], [0x2f17, 0x5341], // Kangxi radicals that PDF copies hold: 一二八十
]);

/**
 * The plain form of every code unit: full-width ASCII becomes ASCII, every space a space, and the traditional
 * characters of known words simplified ones. Recognition reads this view,
 * output is cut from the original; since it is one to one, both share their offsets. A table, because each character
 * of a text is looked up several times.
 */
export const FOLDED: Uint16Array = Uint16Array.from({ length: 0x10000 }, (_, code) => plainForm(code));

for (let i = 0; i < TRADITIONAL.length; i += 2) FOLDED[TRADITIONAL.charCodeAt(i)] = TRADITIONAL.charCodeAt(i + 1);

/** One code unit in its plain form. */
export function fold(code: number): number {
  return FOLDED[code] ?? code;
}

function plainForm(code: number): number {
  if (code === 0x09 || code === 0x0b || code === 0x0c || isWideSpace(code)) return 0x20;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  return EQUIVALENTS.get(code) ?? code;
}

function isWideSpace(code: number): boolean {
  return (
    code === 0x3000 || code === 0xa0 || code === 0x85 || code === 0xad || (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x2064) || code === 0xfeff
  );
}

/** `fold` for a whole text, of the same length. Meant for single lines. */
export function foldText(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += String.fromCharCode(FOLDED[text.charCodeAt(i)] ?? 0);
  return out;
}

/** Whether the code unit, folded or not, is white space or invisible. */
export function isSpace(code: number): boolean {
  return code <= 0x20 || isWideSpace(code);
}

export function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x0b || code === 0x0c || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isDigit(folded: number): boolean {
  return folded >= 0x30 && folded <= 0x39;
}

export function isLatin(folded: number): boolean {
  return (folded >= 0x41 && folded <= 0x5a) || (folded >= 0x61 && folded <= 0x7a);
}

/** Han characters; a surrogate half counts, since what lies outside the basic plane here is mostly rare Han. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xd800 && code <= 0xdfff) || code === 0x3007;
}

/** Whether the line says something: Han, letter or digit (an approximation that needs no table). */
export function isWordCode(code: number): boolean {
  const folded = fold(code);
  return isDigit(folded) || isLatin(folded) || isHan(folded) || (folded > 0xbf && folded < 0x2000);
}

const SENTENCE_ENDS = new Set([0x3002, 0x21, 0x3f]); // 。 ! ?

export function isSentenceEnd(folded: number): boolean {
  return SENTENCE_ENDS.has(folded);
}

/** The text without anything but Han, letters and digits, in the folded view: what two printings of a line share. */
export function wordsOf(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isWordCode(code)) out += String.fromCharCode(fold(code));
  }
  return out;
}
