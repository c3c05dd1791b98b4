import { findAll, rule, spanOf } from '../rule';

const NUMBER = '(?:\\d[\\d.,]{0,14}|[一二两三四五六七八九十百千]{1,6})';
const MAGNITUDE = '[万亿千百十]{0,2}';
/** 节约30余万元, 签约20多家, 条约, 附近: 约 and 近 are parts of other words there. */
const BEFORE = '(?<![节签条合履违预制契公邀大相附最远亲接靠临就邻新])';

const SHAPES = [
  new RegExp(`${BEFORE}(?:大约|约)${NUMBER}${MAGNITUDE}[\\u3400-\\u9fff%％]{0,3}?(?:左右|上下)+`, 'g'),
  // 近10多年来 speaks of the last years, not of an amount.
  new RegExp(`${BEFORE}(?:大约|将近|约|近)${NUMBER}${MAGNITUDE}(?:至${NUMBER}${MAGNITUDE})?[多余](?![年月天周日来])`, 'g'),
  new RegExp(`(?<![不没未])(?:超过|超)${NUMBER}${MAGNITUDE}[%％\\u3400-\\u9fff]{0,2}?(?:以上|左右)+`, 'g'),
];

/** 约30人左右, 近50多户, 超过80%以上: two words of estimation for one number. */
export const doubledApproximation = rule({
  id: 'doubled-approximation',
  find: (text) =>
    SHAPES.flatMap((pattern) =>
      findAll(text, pattern, (match) => {
        const [whole] = match;
        const tail = /(?:左右|上下|以上)+$/.exec(whole)?.[0];
        return { ...spanOf(match), ...(tail ? { suggestion: whole.slice(0, -tail.length) } : {}), certainty: 'likely' };
      }),
    ).sort((a, b) => a.from - b.from),
});
