import { findAll, type Found, rule, spanOf } from '../rule';

const PAIR = /([\u3400-\u9fff]{2,6}?)\1+/g;

/**
 * Words that are rightly doubled (商量商量) or rightly meet themselves, as verb behind noun (党组织组织学习). Verbs of
 * official prose (开展, 推进, 进行) are never doubled and are not here.
 */
const FREE = new Set(
  ('组织 领导 代表 服务 管理 教育 宣传 指导 研究 学习 讨论 商量 了解 交流 活动 锻炼 考虑 休息 尝试 打听 收拾 整理 检查 调查 介绍 认识 比较 总结 分析 准备 练习 帮助 ' +
    '关心 照顾 体验 感受 请教 沟通 议论 参考 培训 监督 审核 评价 设计 规划 计划 编辑 翻译 导演 参谋 联系 合作 协作 工作 建设 生产 生活 治理 运动 演出 表演 展示 展览 ' +
    '试验 实验 训练 辅导 咨询 调解 巡查 保护 保障 补充 改造 改进 放松 打扫 打听 琢磨 合计 掂量 反思 回忆 回顾 观察 观摩 熟悉 见识 教训 批评 鼓励 安慰 劝说 高兴 热闹 ' +
    '凉快 暖和 轻松 舒服 亲热 非常 特别 永远 许多 好多 很多 多少 什么 如何 怎样 某某 千万 大家 自己 相互 彼此 各自 慢慢 好好 常常 天天 年年 处处 看看 试试 想想 谈谈 ' +
    '聊聊 说说 走走 听听 问问 哈哈 嘻嘻 呵呵 叮咚 滴答 哗啦 扑通 加油 谢谢 你好 再见 快快 早早 轻轻 重重 层层 比划 意思 打探 盘算 打理 归置 活络 走动 拾掇 张罗 算计 评议 点评').split(' '),
);
/** 一个一个, 两户两户 count in portions; 说着说着 tells of something going on. */
const REPEATED = /^[一二两三四五六七八九十百千万几半每]|着$/;

/** 法律法律顾问, 进行进行: a word of two characters or more that is typed twice. */
export const doubledWord = rule({
  id: 'doubled-word',
  find: (text) => findAll(text, PAIR, readPair),
});

function readPair(match: RegExpExecArray): Found | null {
  const [, word = ''] = match;
  const isOneCharacter = [...word].every((character) => character === word[0]);
  if (isOneCharacter || FREE.has(word) || REPEATED.test(word)) return null;
  return { ...spanOf(match), suggestion: word, certainty: 'likely' };
}
