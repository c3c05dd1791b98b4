import type { LineReader } from '../lines';
import type { Marker, Recogniser } from './marker';
import { arabic, arabicParen, circled, decimal, division, formal, han, hanParen, latin, roman } from './numbered';
import { bracket, dash, hash, labelled, symbol, word } from './worded';

/** Every shape that a mark at the start of a line tells. A new shape is one more function here. */
const RECOGNISERS: readonly Recogniser[] = [
  hash, division, formal, han, hanParen, decimal, arabic, arabicParen, circled, roman, latin, bracket, dash, symbol, word, labelled,
];

/**
 * Customary rank of the numbered families, highest first; it decides where the document itself does not tell which
 * family contains which.
 */
const CUSTOMARY: readonly string[] = [
  'hash-1', 'hash-2', 'division-篇', 'division-部', 'division-章', 'division-板', 'hash-3', 'hash-4', 'formal', 'latin', 'roman', 'zero', 'decimal-1', 'han',
  'division-节', 'han-paren', 'division-步', 'division-阶', 'division-招', 'division-环', 'arabic', 'decimal-2', 'decimal-3', 'decimal-4', 'hash-5', 'hash-6',
  'arabic-close', 'arabic-paren', 'circled',
];

/** The shape that the line begins with, or null. */
export function readMarker(line: LineReader): Marker | null {
  for (const recognise of RECOGNISERS) {
    const marker = recognise(line);
    if (marker) return marker;
  }
  return null;
}

/** Place in the customary order, the smaller the higher; null for families that have none. */
export function customaryRank(shape: string): number | null {
  const rank = CUSTOMARY.indexOf(shape);
  return rank < 0 ? null : rank;
}
