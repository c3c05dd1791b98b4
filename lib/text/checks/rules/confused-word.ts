import { findAll, rule, spanOf } from '../rule';

/** Misspellings that are no word themselves and no part of two others. */
const WORDS: Readonly<Record<string, string>> = {
  不熟习: '不熟悉', 部暑: '部署', 布署: '部署', 通迅: '通讯', 渡假: '度假', 松驰: '松弛', 震憾: '震撼', 脉博: '脉搏', 寒喧: '寒暄', 追朔: '追溯', 粗旷: '粗犷', 针贬: '针砭',
  气慨: '气概', 重迭: '重叠', 沉缅: '沉湎', 一如继往: '一如既往', 再接再励: '再接再厉', 迫不急待: '迫不及待', 因地治宜: '因地制宜', 不径而走: '不胫而走',
  穿流不息: '川流不息', 谈笑风声: '谈笑风生', 走头无路: '走投无路', 相形见拙: '相形见绌', 悬梁刺骨: '悬梁刺股', 娇揉造作: '矫揉造作', 入场卷: '入场券',
  言简意骇: '言简意赅', 一愁莫展: '一筹莫展', 食不裹腹: '食不果腹', 默守成规: '墨守成规', 鼎立相助: '鼎力相助', 一诺千斤: '一诺千金', 世外桃园: '世外桃源',
  金榜提名: '金榜题名', 不落巢臼: '不落窠臼', 滥芋充数: '滥竽充数', 既往不究: '既往不咎', 全神灌注: '全神贯注', 按步就班: '按部就班', 心无旁鹜: '心无旁骛',
  趋之若骛: '趋之若鹜', 直接了当: '直截了当', 出奇不意: '出其不意', 有持无恐: '有恃无恐', 声名雀起: '声名鹊起', 义不容词: '义不容辞', 各行其事: '各行其是',
};
const PATTERN = new RegExp(Object.keys(WORDS).join('|'), 'g');

/** A word written with the wrong character of the same sound or shape. */
export const confusedWord = rule({
  id: 'confused-word',
  find: (text) => findAll(text, PATTERN, (match) => ({ ...spanOf(match), suggestion: WORDS[match[0]] ?? match[0], certainty: 'likely' })),
});
