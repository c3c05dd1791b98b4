import fc from 'fast-check';

const HAN = '山水田林湖草村镇街道社区医院学校巡查登记走访调解培训保洁灌溉养护'.split('');
/** So many characters of no meaning. */
export const phrase = (min: number, max: number) => fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map((characters) => characters.join(''));
/** One sentence, long enough for a paragraph. */
export const sentence = phrase(20, 60).map((text) => `${text}。`);

const MARKS = [
  '一、', '二、', '三、', '（一）', '(二)', '1.', '2、', '3．', '（1）', '①', '1.1 ', '2.1.1', '第一部分 ', '【', '——', '◆', '## ', '01', '一是', 'Part.1 ', '篇一：', '案例二', 'l.', '(三', '做法一：', '01丨', '02/ ', 'A.', '◆一、', '一｜', '★',
];
const LABELS = ['背景', '主要做法', '工作成效', '几点启示', '【背景】', '目录', '参考文献', '【导语】：', '摘要：'];
const CHROME = ['时间:2023-05-06 来源:网友投稿 点击:次', '相关文章：', '推荐阅读:', '- 3 -', '扫码关注 领取福利', '本文来源于网络,如有侵权请联系删除。', '221381', '附件1', '某某局', '2023年5月6日'];

const line = fc.oneof(
  fc.tuple(fc.constantFrom(...MARKS), phrase(0, 30), fc.constantFrom('', '。', '：', '；', '】')).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom(...MARKS), phrase(2, 12), sentence).map(([mark, head, text]) => `${mark}${head}。${text}`),
  fc.constantFrom(...LABELS, ...CHROME),
  sentence,
  phrase(2, 18),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constant(''),
);
/** Any mix of headings, paragraphs, page chrome and noise, whatever parts its lines. */
export const anyDocument = fc.array(line, { maxLength: 40 }).chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n', '\u2028', ' ').map((gap) => lines.join(gap)));
