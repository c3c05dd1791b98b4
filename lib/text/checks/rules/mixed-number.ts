import { findAll, type Found, rule, spanOf } from '../rule';

const HAN_VALUES = '零一二三四五六七八九';
/** Thousands and hundreds in Han between Arabic digits: 2千5百, 3百零5, 1千2百30. Only 万 and 亿 may follow digits. */
const MIXED = /(?<![\d.,])([1-9])(?:千([0-9一二三四五六七八九])百|千(?=零?[0-9])|百(?=零?[0-9]))(?:零?([0-9一二三四五六七八九])十)?(?:零?(\d{1,3}))?(?![\d.%％])/g;

/** Arabic digits and Han numerals in one number. */
export const mixedNumber = rule({
  id: 'mixed-number',
  standard: 'GB/T 15835-2011 5.3',
  find: (text) => findAll(text, MIXED, readMixed),
});

function readMixed(match: RegExpExecArray): Found | null {
  const [whole, lead = '', hundreds, tens, rest] = match;
  const isThousand = whole[1] === '千';
  let value = Number(lead) * (isThousand ? 1000 : 100);
  if (hundreds) value += digit(hundreds) * 100;
  if (tens) value += digit(tens) * 10;
  if (rest) {
    const limit = tens ? 10 : hundreds ? 100 : isThousand ? 1000 : 100;
    if (Number(rest) >= limit) return null;
    value += Number(rest);
  }
  // A digit that only the look-ahead saw: 3千5 may be 3500 or 3005.
  if (!hundreds && !tens && !rest) return null;
  if (isThousand && !hundreds && !tens && !/零/.test(whole) && (rest ?? '').length < 3) return { ...spanOf(match), certainty: 'likely' };
  return { ...spanOf(match), suggestion: String(value), certainty: 'likely' };
}

function digit(character: string): number {
  const han = HAN_VALUES.indexOf(character);
  return han >= 0 ? han : Number(character);
}
