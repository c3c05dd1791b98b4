import { type Found, HAN, rule } from '../rule';

const QUOTE = /"/g;
const TOUCHES = new RegExp(`(?:${HAN}|[，。；：！？、（）《》,;:.])"|"(?:${HAN}|[《（])`);

/** Typewriter quotes in a Chinese paragraph. Only where they come in pairs is it known which is which. */
export const straightQuote = rule({
  id: 'straight-quote',
  standard: 'GB/T 15834-2011 4.8.2',
  find(text) {
    const found: Found[] = [];
    for (const line of text.matchAll(/[^\n]+/g)) {
      if (!TOUCHES.test(line[0])) continue;
      const quotes = [...line[0].matchAll(QUOTE)].map((match) => line.index + match.index);
      const paired = quotes.length % 2 === 0;
      // 5.5" is a measure.
      if (quotes.length === 1 && /\d/.test(text[(quotes[0] ?? 0) - 1] ?? '')) continue;
      quotes.forEach((from, index) => found.push({ from, to: from + 1, ...(paired ? { suggestion: index % 2 === 0 ? '“' : '”' } : {}), certainty: paired ? 'certain' : 'likely' }));
    }
    return found;
  },
});
