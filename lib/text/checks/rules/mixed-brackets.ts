import { findAll, rule } from '../rule';

/** A pair of brackets of which one is full-width and one half-width. */
export const mixedBrackets = rule({
  id: 'mixed-brackets',
  standard: 'GB/T 15834-2011 4.9',
  find: (text) =>
    findAll(text, /（[^（）()\n]{0,200}\)|\([^（）()\n]{0,200}）/g, (match) => {
      const closing = match[0].endsWith(')');
      const from = closing ? match.index + match[0].length - 1 : match.index;
      return { from, to: from + 1, suggestion: closing ? '）' : '（', certainty: 'certain' };
    }),
});
