import { labelStarts } from '../kinds/kinds';
import type { LineReader } from '../lines/lines';
import { codes, type Marker, type Recogniser } from './marker';
import { arabic, arabicParen, CIRCLED, circled, decimal, division, formal, han, hanParen, latin, letter, roman } from './numbered';
import { bracket, COUNTED_STARTS, dash, hash, labelled, symbol, SYMBOLS, word } from './worded';

/** Chinese numerals, digits, and the characters that shapes begin with. */
const HAN_NUMERALS = '一二三四五六七八九十';
const DIGITS = '0123456789';

/**
 * Every shape that a mark at the start of a line tells, with the characters that it may begin with. A new shape is one
 * more row. Rows are tried in order.
 */
const SHAPES: readonly (readonly [starts: string, recognise: Recogniser])[] = [
  ['#', hash],
  ['第', division],
  ['壹贰叁参肆伍陆柒捌玖拾貳陸', formal],
  [HAN_NUMERALS, han],
  [`(${HAN_NUMERALS}${block(0x3220, 10)}`, hanParen],
  [DIGITS, decimal],
  [`${DIGITS}lI${block(0x2488, 20)}`, arabic],
  [`(${DIGITS}${block(0x2474, 20)}`, arabicParen],
  [CIRCLED.map(([first, length]) => block(first, length)).join(''), circled],
  [`IVX${block(0x2160, 10)}`, roman],
  ['pPsScCnN', latin],
  ['ABCDEFGHIJKL', letter],
  ['【〖〔[『', bracket],
  ['—–―─', dash],
  [SYMBOLS, symbol],
  [COUNTED_STARTS, word],
  [labelStarts(), labelled],
];

function block(first: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => first + i));
}

const BY_FIRST = new Map<number, Recogniser[]>();
for (const [starts, recognise] of SHAPES) {
  for (const start of codes(starts)) BY_FIRST.set(start, [...(BY_FIRST.get(start) ?? []), recognise]);
}

/**
 * Customary rank of the numbered families, highest first; it decides where the document itself does not tell which
 * family contains which.
 */
const CUSTOMARY: readonly string[] = [
  'division-篇', 'division-部', 'division-章', 'division-板', 'formal', 'latin', 'roman', 'zero', 'decimal-1', 'han',
  'division-节', 'han-paren', 'division-步', 'division-阶', 'division-招', 'division-环', 'arabic', 'decimal-2', 'decimal-3', 'decimal-4',
  'arabic-close', 'arabic-paren', 'circled', 'letter',
];

/** The shape that the line begins with, or null. */
export function readMarker(line: LineReader): Marker | null {
  const recognisers = BY_FIRST.get(line.at(0));
  if (!recognisers) return null;
  for (const recognise of recognisers) {
    const marker = recognise(line);
    if (marker) return marker;
  }
  return null;
}

/** Place in the customary order, the smaller the higher; null for families that have none. */
export function customaryRank(shape: string): number | null {
  const rank = CUSTOMARY.indexOf(shape.split('@')[0] ?? shape);
  return rank < 0 ? null : rank;
}
