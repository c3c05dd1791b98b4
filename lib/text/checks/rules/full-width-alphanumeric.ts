import { findAll, rule, spanOf } from '../rule';

/** Full-width letters and digits, which no Chinese typesetting wants. */
export const fullWidthAlphanumeric = rule({
  id: 'full-width-alphanumeric',
  standard: 'GB/T 15835-2011 4.1',
  find: (text) =>
    findAll(text, /[０-９Ａ-Ｚａ-ｚ]+/g, (match) => ({ ...spanOf(match), suggestion: match[0].normalize('NFKC'), certainty: 'certain' })),
});
