import { findAll, rule, spanOf } from '../rule';

/** 上世纪90年代: which century that is changes with the year of reading. */
export const lastCentury = rule({
  id: 'last-century',
  standard: 'GB/T 15835-2011',
  find: (text) =>
    findAll(text, /上(?:个)?世纪(?=([一二三四五六七八九\d][十0]|[初末中]|年代)?)/g, (match) => {
      const decade = match[1] !== undefined && /[十0]/.test(match[1]);
      return { ...spanOf(match), suggestion: '20世纪', certainty: decade ? 'certain' : 'possible' };
    }),
});
