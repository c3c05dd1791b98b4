import { findAll, rule, spanOf } from '../rule';

const NUMBER = '\\d[\\d.]{0,9}[%％万亿]{0,2}';
const RANGE = `(?<![\\d.])${NUMBER}[-–—~～－至]${NUMBER}`;
const UNIT = '[岁人个天年户家元亩次件米名吨斤]{0,2}';

/** 18%～20%以上, 至少3～5人: a range has two bounds, and the word beside it gives it a third. */
const BOUND = new RegExp(`(?:最低|至少|最少|不少于|不低于|最多|不超过)(?:为|是)?${RANGE}|${RANGE}${UNIT}(?:以上|以下)`, 'g');

/** A range together with a word for its lower or upper bound. */
export const boundedRange = rule({
  id: 'bounded-range',
  find: (text) => findAll(text, BOUND, (match) => ({ ...spanOf(match), certainty: 'likely' })),
});
