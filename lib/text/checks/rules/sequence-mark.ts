import { CLAUSE_START, findAll, type Found, rule } from '../rule';

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const HAN = '[\\u3400-\\u9fff“《]';

interface Shape {
  /** The mark is the part named `mark`. */
  pattern: RegExp;
  suggestion: string;
  certainty: Found['certainty'];
}

/** What stands behind a sequence word, and what should. Appendix B.3 of the standard. */
const SHAPES: readonly Shape[] = [
  // 第一、第二季度 and 第一、二批 are lists of numbers.
  { pattern: new RegExp(`${CLAUSE_START}第${NUMERAL}(?<mark>、+)(?!第?[一二三四五六七八九十\\d])`, 'gm'), suggestion: '，', certainty: 'certain' },
  { pattern: new RegExp(`${CLAUSE_START}(?:首先|其次|再次|最后|其[一二三四五])(?<mark>、+)(?!其|再次|最后)`, 'gm'), suggestion: '，', certainty: 'certain' },
  { pattern: new RegExp(`${CLAUSE_START}${NUMERAL}是(?<mark>[，、,]+)(?=${HAN})`, 'gm'), suggestion: '', certainty: 'certain' },
  { pattern: new RegExp(`${CLAUSE_START}[（(](?:${NUMERAL}|\\d{1,2})[）)](?<mark>[、，,.．。]+)(?=[ \\t]?${HAN})`, 'gm'), suggestion: '', certainty: 'certain' },
  { pattern: new RegExp(`${CLAUSE_START}[①-⑳](?<mark>[、，,.．]+)`, 'gm'), suggestion: '', certainty: 'certain' },
  { pattern: new RegExp(`^[ \\t\\u3000]*${NUMERAL}(?<mark>[.．,]+[ \\t]{0,2})(?=${HAN})`, 'gm'), suggestion: '、', certainty: 'certain' },
  { pattern: new RegExp(`^[ \\t\\u3000]*\\d{1,2}(?<mark>、+)(?=[ \\t]?${HAN})`, 'gm'), suggestion: '．', certainty: 'possible' },
];

/** The wrong mark behind a sequence word or number: 第一、 一是， （一）、 一. */
export const sequenceMark = rule({
  id: 'sequence-mark',
  standard: 'GB/T 15834-2011 4.4.3.3, 4.5.3.4, B.3',
  find: (text) =>
    SHAPES.flatMap(({ pattern, suggestion, certainty }) =>
      findAll(text, pattern, (match) => {
        const mark = match.groups?.mark ?? '';
        const to = match.index + match[0].length;
        return { from: to - mark.length, to, suggestion, certainty };
      }),
    ).sort((a, b) => a.from - b.from),
});
