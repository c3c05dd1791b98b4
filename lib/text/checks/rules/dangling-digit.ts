import { findAll, rule, spanOf } from '../rule';

/** 今年1在…: a digit behind a word for a year that counts nothing, since a preposition follows. */
const DIGIT = /(?:今年|去年|前年|当年|次年|同年|本月|上月)\d{1,2}(?=[在以对与从因被把由向及并也就已，,。])/g;

/** A digit that lost what it counted. */
export const danglingDigit = rule({
  id: 'dangling-digit',
  find: (text) => findAll(text, DIGIT, (match) => ({ ...spanOf(match), certainty: 'likely' })),
});
