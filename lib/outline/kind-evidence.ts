import { foldText } from './characters';
import { beginsWithMeasure, readKind, secondKind } from './kinds';
import type { SectionKind } from './types';

/** What speaks for each kind, as logarithms of odds. */
export type Evidence = Record<SectionKind, number>;

/** How much of a section is read. */
export const READ = 3000;

/** Headings that say what they are about without a word of the trade: 债是怎么欠下的, 三年之后, 写在后面. */
const PHRASES: readonly (readonly [SectionKind, RegExp])[] = [
  ['BACKGROUND', /(从.{1,10}说起|病灶|病根|之难$|之殇|之忧|遇冷|烦恼|苦恼|难处|焦虑|愁|堵在|缺在|差在|那些年|没有人|怎么了$|什么样$|一场.{1,8}(风波|危机|考验)|危机|告急|尴尬|困局|瓶颈|不愿|不敢|不会|为什么|为何|从何而来|哪里来|怎么来的|怎么欠下|何以|难在哪|卡在哪|缘何|家底|往事|从前|当初|当年|老大难|痛在|之痛|之困|之问|经历|起步|起因|破题|谁来管|没人)/],
  ['PRACTICE', /(走进|走上|送进|送到|搬进|请进|开到|串起|怎么(办|做|干|建|管|走|落|长|改|搬|转)|(?<!得)怎样|(?<![果效得化])如何|(干|做|建|管|抓|改|治|办|查|推)(什么|哪些)|谁来(做|干|建|管|办)|由谁|咋办|解题|拓题|怎么.{1,6}(下去|出来|起来)|药方|之道$|之路$|之策$|招|这样(做|干|管)|破局|一步步|在行动|过程)/],
  ['OUTCOME', /(答题|[得成](怎么样|怎样|如何)|[效果化](如何|怎样|怎么样)|归零|再(也)?没有?|不再|(回来|多|少|活|亮|绿|火|红|旺|通|顺|富|美|暖|甜|鼓起来|好起来|热闹|值)了$|以后呢|之后呢|换来|换新颜|见成效|出(成果|效益|实绩)|结出|赢得|成了|新(风|貌|颜|天地|生)$|省下|赚|翻番|翻身|蝶变|成绩|变了|说明了什么|之后$|变样|看得见|见效|怎么样了|效果如何|带来了什么|带来的变化|从.{1,8}到.{1,8}%|到了哪|收成|燎原|换来|新(面貌|气象|变化|局面|图景)|长出来的|账单|答卷|还清|数据|数字|成绩单|花开|硕果|丰收|红利)/],
  ['INSIGHT', /(回味|余温|余音|写在(后面|最后|后头)|告诉我们|说明什么|给我们的|留给|想说|实话|踩过的坑|还(要|有).{0,4}(做什么|多远|路)|往后|将来|明天|带来的思考|的思考|思考题|启迪|边界|未来|向前|远方|巩固|回头看|回望|不变的|怎么看|几句话|永远在路上|尾声)/],
];

/** What sentences of each kind say. */
const SENTENCES: readonly (readonly [SectionKind, RegExp])[] = [
  ['BACKGROUND', /(以前|过去|原先|此前|长期以来|曾经|起初|最初|当时|当年|一度|由于|缺乏|不足|薄弱|滞后|突出问题|矛盾突出|位于|地处|坐落|常住人口|总面积|下辖|辖区|户籍|人口|面临|难题|困难|短板|随着|没有人|没人|不愿|找不到|难以|投诉|信访|才发现|调研发现|摸底|最(?:难|多|头疼|老))/g],
  ['PRACTICE', /(建立|组建|成立|设立|推行|制定|出台|印发|开展|组织|实行|明确|规定|牵头|分工|每(?:月|周|天|日|季度|半年|逢)|设置|选派|选聘|聘请|培训|配备|划分|编成|分成|签订|纳入|搭建|引进|开设|公示|上门|轮流|统一|由.{1,10}负责|实施|推出|创建|建成|采取|首先|其次|第一步|第二步|先.{2,12}再)/g],
  ['OUTCOME', /(提高|提升到|下降|降低|降到|降至|增长|增加|减少|缩短|压缩|达到|实现|同比|累计|共有|获评|荣获|被评为|评为|满意度|满意率|[0-9.]+\s*[%％]|百分点|由.{1,12}(?:降|升|增|减|提高|缩短)|从.{1,12}(?:降|升|增|减|提高|缩短)|增收|节约|节省|零(?:事故|投诉|上访|发生)|如今|现在|目前|截至|至今|媒体|报道|推广到|表彰|收入)/g],
  ['INSIGHT', /(启示|体会|经验表明|只有|必须|才能|关键|表明|证明|说明|可见|离不开|在于|不是.{1,16}[而是]{1,2}|应当|应该|建议|下一步|今后|将继续|值得|往往|不能|要.{1,8}[,，]|如果|教训|反思|不必|最好的|其实|就是|我们认为|深刻|仍|还存在|尚|有待)/g],
];

/** Weight of a word that a heading is made of, of one it ends with, and of a turn of phrase. */
const EXACT = 6;
const HEAD = 4;
/** What the second noun of a heading adds; what stands around the section then tells which of both it is. */
const SECOND = 3;
const PHRASE = 2.2;
const MEASURE = 2.5;
/** Problems open a case and may close it. */
const SHORTCOMINGS = /(问题|不足|困难|难点|短板|差距|挑战|困境)/;
const FULL = 2;

/** What a section's heading and text say about its kind. */
export function evidenceOf(heading: string, text: string): Evidence {
  const evidence: Evidence = { BACKGROUND: 0, PRACTICE: 0, OUTCOME: 0, INSIGHT: 0, OTHER: -5 };
  addWords(evidence, heading);
  addSentences(evidence, text.slice(0, READ));
  return evidence;
}

function addWords(evidence: Evidence, heading: string): void {
  const said = readKind(heading);
  if (said) {
    evidence[said.kind] += said.exact ? EXACT : HEAD;
    const second = secondKind(heading);
    if (second && second !== said.kind) evidence[second] += SECOND;
    if (said.kind === 'OTHER') evidence.OTHER += 5;
    if (said.kind === 'BACKGROUND' && SHORTCOMINGS.test(foldText(heading))) evidence.INSIGHT += said.exact ? EXACT - 2 : HEAD - 1;
    return;
  }
  if (beginsWithMeasure(heading)) evidence.PRACTICE += MEASURE;
  const plain = foldText(heading.slice(0, 60));
  for (const [kind, phrase] of PHRASES) if (phrase.test(plain)) evidence[kind] += PHRASE;
}

/** Each kind by its share of what its sentences say, weighed by how much there is to judge by. */
function addSentences(evidence: Evidence, text: string): void {
  const plain = foldText(text);
  const counts = SENTENCES.map(([kind, words]): [SectionKind, number] => [kind, plain.match(words)?.length ?? 0]);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return;
  const trust = Math.min(1, all / 6);
  for (const [kind, count] of counts) evidence[kind] += FULL * trust * (2 * (count / all) - 0.5);
}
