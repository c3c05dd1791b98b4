import { findAll, rule, spanOf } from '../rule';

/** 开放再开放群的申请: the pair of 再 takes no object; it is what an edit has left behind. */
const AGAIN = /([\u3400-\u9fff]{2})再\1(?=[\u3400-\u9fff]{1,20}?的[\u3400-\u9fff]{2,8})/g;
/** ，为企业脱困做出的努力。 : a noun where the sentence wants its verb. */
const NO_VERB = /(?<=(?:^|[，。；,;]))为[^，。；,;\n]{4,40}?[做作]出的[^，。；,;\n]{1,12}(?:努力|贡献|成绩|探索|牺牲)(?=[。；;\n]|$)/gm;

/** Clauses that fall apart: a repetition that takes an object, an ending without a verb. Only the author can mend them. */
export const brokenClause = rule({
  id: 'broken-clause',
  find: (text) =>
    [
      ...findAll(text, AGAIN, (match) => ({ ...spanOf(match), certainty: 'possible' })),
      ...findAll(text, NO_VERB, (match) => ({ ...spanOf(match), certainty: 'possible' })),
    ].sort((a, b) => a.from - b.from),
});
