import { findAll, rule, spanOf } from '../rule';

/** A decade without its century. In 20世纪60、70年代 the second has it. */
export const bareDecade = rule({
  id: 'bare-decade',
  standard: 'GB/T 15835-2011',
  find: (text) =>
    findAll(text, /(?<![\d世纪.十])(?<!世纪.{0,12})[1-9]0(?=年代)/g, (match) => ({ ...spanOf(match), suggestion: `20世纪${match[0]}`, certainty: 'likely' })),
});
