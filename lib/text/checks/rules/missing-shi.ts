import { type Found, rule } from '../rule';

const ITEM = /(?<=^[ \t\u3000]{0,8}|[。；：;:][ \t]{0,8})([一二三四五六七八九])(是|[\u3400-\u9fff])(?=[\u3400-\u9fff“])/g;
const DIGITS = '一二三四五六七八九';
/** Words that count or join: 三个方面, 二月, 四年来 go on as a sentence. */
const COUNTED = /[一二三四五六七八九十百千万亿个只件项条次年月日天周期批套家户名位人种类级等方面层道张组村县市区镇乡省校队支线点步大者则来带路要从季句头把片块线册场台座间栋门本份笔届轮段处所里不直样旦切般致定律再共并向起贯同边线体]/;

/** 一是…；二是…；三… : in a row of 是, one has lost it. */
export const missingShi = rule({
  id: 'missing-shi',
  find(text) {
    const found: Found[] = [];
    for (const line of text.matchAll(/[^\n]+/g)) {
      let last = 0;
      for (const match of line[0].matchAll(ITEM)) {
        const value = DIGITS.indexOf(match[1] ?? '') + 1;
        const next = match[2] ?? '';
        if (next === '是') last = value;
        else if (last > 0 && value === last + 1 && !COUNTED.test(next)) {
          const from = line.index + match.index;
          found.push({ from, to: from + 1, suggestion: `${match[1] ?? ''}是`, certainty: 'likely' });
          last = value;
        }
      }
    }
    return found;
  },
});
