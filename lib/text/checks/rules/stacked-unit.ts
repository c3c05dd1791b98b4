import { findAll, rule, spanOf } from '../rule';

/** 3.5亿万元: two units of magnitude where one was meant. 万亿, 千万 and 百万 are units; 3万千瓦 is a unit of power. */
export const stackedUnit = rule({
  id: 'stacked-unit',
  standard: 'GB/T 15835-2011 5.3',
  find: (text) =>
    findAll(text, /(?<=\d|\d[多余几])(?:亿万|万万|亿亿|亿千万|亿百万)(?=[元美人亩斤吨平立株千公册件份次]|[多余])/g, (match) => ({
      ...spanOf(match),
      // 3.5亿万元 is mostly 3.5亿元; it can be 3.5万元, hence no certainty.
      suggestion: match[0].slice(0, 1),
      certainty: 'likely',
    })),
});
