import { findAll, type Found, rule, spanOf } from '../rule';

const RANGE = /(?<![\d.\-–—~～/:：A-Za-z年月第])(\d{1,12}(?:\.\d{1,6})?)[ \t]?([-–—~～]|至|到)[ \t]?(\d{1,12}(?:\.\d{1,6})?)[ \t]?([%％‰万亿])(?!年)/g;

const YEAR = /^(?:19|20)\d\d$/;

/** 5-10% and 5～10万: the first number could be meant without the unit. */
export const rangeUnit = rule({
  id: 'range-unit',
  standard: 'GB/T 15835-2011 5.1.3',
  find: (text) => findAll(text, RANGE, readRange),
});

function readRange(match: RegExpExecArray): Found | null {
  const [, first = '', joint = '', last = '', unit = ''] = match;
  if (Number(first) >= Number(last) || (YEAR.test(first) && YEAR.test(last))) return null;
  const joined = joint === '至' || joint === '到' ? joint : '～';
  return { ...spanOf(match), suggestion: `${first}${unit}${joined}${last}${unit}`, certainty: 'likely' };
}
