import { findAll, type Found, rule, spanOf } from '../rule';

interface Exempt {
  /** Characters before the pair that make a word with its first half: 目的|的. */
  before?: string;
  /** Characters behind the pair that make a word with its second half: 了|了解. */
  after?: string;
  /** The end of longer words: at a phrase's start its pair means each of them (村村通). */
  suffix?: boolean;
}

/** Characters that are doubled by a slip, each with the neighbours that make the pair right. */
const CHARACTERS: Readonly<Record<string, Exempt>> = {
  的: { before: '目标有', after: '确士' },
  了: { before: '不一为除罢没未完明', after: '解断结却然如事愿之' },
  是: { before: '于但凡可要只还总便正若倒而硬先或老实国就即都不', after: '否非' },
  在: { before: '实存现所正好自内外潜健旨处' },
  和: { before: '饱总温缓共调柔平谐暖祥', after: '气谐平睦解美善' },
  与: { before: '参给赋授', after: '会其' },
  对: { before: '针相面应核校绝反一派配敌作两成结', after: '方手象比策外接口联应话抗待照子' },
  由: { before: '自理缘事因经', after: '于来此' },
  到: { before: '报周', after: '达来位场处期底' },
  把: { before: '一火车扫两', after: '关握手脉' },
  被: { before: '棉植覆', after: '子动褥' },
  从: { before: '服听跟盲', after: '容业而前事来' },
  将: { before: '即行必', after: '来领军要近' },
  及: { before: '以涉普顾危遍提', after: '时格早' },
  并: { before: '合兼吞一', after: '且非肩购发' },
  为: { before: '因认作行成以称视人更最极较颇甚', after: '了何此人' },
  也: {},
  都: { before: '首成古花故京' },
  之: { before: '总', after: '前后间一所' },
  地: { before: '土各场基耕工外当本产就', after: '方区块面点位理' },
  得: { before: '取获值觉使心', after: '到出以知' },
  向: { before: '方面意走志导定取', after: '前上下' },
  中: { before: '其集', after: '心国央间' },
  给: { before: '供补自', after: '予' },
  式: { suffix: true, after: '样' },
  性: { suffix: true, after: '别质格能命情' },
  化: { suffix: true, after: '学工肥解验名' },
  者: { suffix: true },
  们: { suffix: true },
  员: { suffix: true, after: '工额' },
  率: { suffix: true, after: '先领' },
  市: { suffix: true, after: '民场区长值容政面级立委直县井两' },
  徒: { suffix: true, after: '弟手步刑有' },
  穿: { suffix: true, after: '着过行越戴上' },
};

const PAIR = new RegExp(`([${Object.keys(CHARACTERS).join('')}])\\1+`, 'g');
/** 护士长长每日: a title that ends in 长. */
const TITLE = /(?<=[士院校县市镇乡村局处科站所组班队部社厅园馆])长长(?=[\u3400-\u9fff，。])(?![期久远的途效大成度短假线跑者年处时夜])/g;
/** 每每逢: 每逢 with one 每 too many; 每每 alone is a word. */
const EVERY = /每每(?=[逢个年月天周次户家村到当日人季])/g;

/** 的的, 由由, 到到: a function word typed twice. 的的确确, 目的的, 为了了解 and their like are words. */
export const doubledCharacter = rule({
  id: 'doubled-character',
  find: (text) =>
    [
      ...findAll(text, PAIR, (match) => readPair(text, match)),
      ...[TITLE, EVERY].flatMap((pattern) => findAll(text, pattern, (match) => ({ ...spanOf(match), suggestion: match[0].slice(1), certainty: 'likely' }))),
    ].sort((a, b) => a.from - b.from),
});

function readPair(text: string, match: RegExpExecArray): Found | null {
  const [pair, character = ''] = match;
  const exempt = CHARACTERS[character];
  const before = text[match.index - 1] ?? '';
  const after = text[match.index + pair.length] ?? '';
  if (exempt?.suffix && !/[\u3400-\u9fff]/.test(before)) return null;
  const isWord = (before !== '' && exempt?.before?.includes(before)) || (after !== '' && exempt?.after?.includes(after));
  if (isWord || (pair.length === 2 && isReduplication(text, match.index))) return null;
  return { ...spanOf(match), suggestion: character, certainty: 'likely' };
}

/** AABB, as in 和和美美; both halves count, or taking one of them back would make a fault of the other. */
function isReduplication(text: string, at: number): boolean {
  return isDouble(text, at + 2) || isDouble(text, at - 2);
}

/** Whether exactly two of one Han character stand here. */
function isDouble(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && /[\u3400-\u9fff]/.test(character) && text[at + 1] === character && text[at + 2] !== character && text[at - 1] !== character;
}
