import { findAll, rule } from '../rule';

/** Behind the margin of a line: a mark that belongs to the line before it. */
const FIRST = /(?<=(?:^|\n)[ \t\u3000]{0,8})(?:[，。；！？、》”】]|[,;](?=[\s\u3400-\u9fff]))/g;

/** A paragraph must not begin with a mark that ends or closes something. */
export const markAtLineStart = rule({
  id: 'mark-at-line-start',
  standard: 'GB/T 15834-2011 5.1.1',
  find: (text) => findAll(text, FIRST, (match) => ({ from: match.index, to: match.index + 1, certainty: 'certain' })),
});
