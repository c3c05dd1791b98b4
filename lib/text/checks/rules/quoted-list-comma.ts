import { findAll, rule, spanOf } from '../rule';

/** Quotation marks and book title marks already part the members of a list. */
export const quotedListComma = rule({
  id: 'quoted-list-comma',
  standard: 'GB/T 15834-2011 4.5.3.5',
  find: (text) => findAll(text, /(?<=[”》])、(?=[“《])/g, (match) => ({ ...spanOf(match), suggestion: '', certainty: 'possible' })),
});
