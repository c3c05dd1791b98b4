import { protect } from './protect';
import type { TextFinding, Rule } from './rule';
import { bareDecade } from './rules/bare-decade';
import { boundedRange } from './rules/bounded-range';
import { brokenClause } from './rules/broken-clause';
import { confusedWord } from './rules/confused-word';
import { danglingDigit } from './rules/dangling-digit';
import { doubledApproximation } from './rules/doubled-approximation';
import { doubledCharacter } from './rules/doubled-character';
import { doubledMark } from './rules/doubled-mark';
import { doubledWord } from './rules/doubled-word';
import { fullWidthAlphanumeric } from './rules/full-width-alphanumeric';
import { halfWidthMark } from './rules/half-width-mark';
import { lastCentury } from './rules/last-century';
import { letterInNumber } from './rules/letter-in-number';
import { listMarks } from './rules/list-marks';
import { markAtLineStart } from './rules/mark-at-line-start';
import { missingShi } from './rules/missing-shi';
import { mixedBrackets } from './rules/mixed-brackets';
import { mixedNumber } from './rules/mixed-number';
import { quotedListComma } from './rules/quoted-list-comma';
import { rangeUnit } from './rules/range-unit';
import { sequenceMark } from './rules/sequence-mark';
import { stackedUnit } from './rules/stacked-unit';
import { straightQuote } from './rules/straight-quote';
import { straySpace } from './rules/stray-space';
import { unpairedMark } from './rules/unpaired-mark';

/** Every rule for running text: punctuation (GB/T 15834), numerals (GB/T 15835), words. */
export const RULES: readonly Rule[] = [
  halfWidthMark, doubledMark, unpairedMark, straightQuote, markAtLineStart, straySpace, quotedListComma, sequenceMark, missingShi, listMarks,
  mixedBrackets, fullWidthAlphanumeric, lastCentury, bareDecade, rangeUnit, boundedRange, stackedUnit, mixedNumber, letterInNumber, danglingDigit,
  doubledApproximation, doubledCharacter, doubledWord, confusedWord, brokenClause,
];

/**
 * What an editor would mark in a text, in its order. Code, addresses and sentences in Latin letters are left alone.
 * Browser-safe, without state, in time linear to the text.
 * @param text plain text, a paragraph a line; offsets of the findings count its UTF-16 code units
 */
export function check(text: string): TextFinding[] {
  const readable = protect(text);
  return RULES.flatMap((rule) => rule.check(readable)).sort((a, b) => a.from - b.from || a.to - b.to);
}
