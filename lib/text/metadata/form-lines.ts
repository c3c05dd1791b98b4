import { foldText } from '../outline/lines/characters';
import type { Facet, Passage, Part } from './proposal';

/** What the labels of application forms and page heads stand for. */
const LABELS: Readonly<Record<string, Facet | 'date' | 'none'>> = Object.fromEntries(
  (
    [
      ['region', '所在地区 所属地区 地区 所在地 实施地点 实施地区 案例地区 所属区域'],
      ['organisation', '申报单位 报送单位 选送单位 实施单位 实施主体 单位 单位名称 作者单位 所在单位 主办单位 编写单位 填报单位 牵头单位 案例单位 完成单位 报送部门 申报主体 供稿单位'],
      ['recommender', '推荐单位 推荐机构 推荐部门 主管单位 主管部门 指导单位'],
      ['field', '所属领域 领域 申报领域 案例领域 案例类别 案例类型 类别 申报类别 所属类别 申报类型 案例主题'],
      ['year', '实施时间 实施年份 年份 起止时间 启动时间 实施周期 项目时间'],
      ['author', '作者 撰稿 撰稿人 执笔 执笔人 供稿 通讯员 记者 文 撰文 编写人'],
      ['source', '来源 文章来源 信息来源 稿件来源 原文来源 转载自 摘自'],
      ['contact', '联系人 申报人 负责人'],
      ['date', '时间 日期 发布时间 发布日期 发表时间 更新时间 报送时间 申报时间 填报时间'],
      ['none', '案例名称 案例标题 项目名称 标题 题目 责任编辑 责编 编辑 审核 校对 点击 浏览 阅读 浏览次数 阅读量 字号 字体 联系电话 电话 邮箱 关键词 栏目 分类 分享 上一篇 下一篇 当前位置'],
    ] as const
  ).flatMap(([facet, labels]) => labels.split(' ').map((label) => [label, facet])),
);
const LABEL = new RegExp(`(?<=^|[\\s(【\\[|,;。])[【\\[]?(${Object.keys(LABELS).sort((a, b) => b.length - a.length).join('|')})(?:[】\\]][ ]?:?|[ ]?[:/](?!/))[ ]?`, 'g');
const LONGEST_LINE = 300;
const LONGEST_VALUE = 60;

/** Whether a heading is nothing but a form's label (【所属领域】). */
export function isFormLabel(heading: string): boolean {
  return Object.hasOwn(LABELS, heading);
}

/** A line of a form: 申报单位：青湾县水务站. */
export interface FormLine {
  facet: Facet | 'date';
  value: string;
  quote: string;
  part: Part;
}

/** The labelled values of the passages; one line may hold several (时间：… 来源：…). */
export function formLines(passages: readonly Passage[]): FormLine[] {
  return passages.flatMap(({ part, text }) => text.split('\n').flatMap((line) => (line.length <= LONGEST_LINE ? readLine(line.trim(), part) : [])));
}

function readLine(line: string, part: Part): FormLine[] {
  const folded = foldText(line);
  const labels = [...folded.matchAll(LABEL)];
  return labels.flatMap((match, index) => {
    const facet = LABELS[match[1] ?? ''] ?? 'none';
    const from = match.index + match[0].length;
    const to = labels[index + 1]?.index ?? line.length;
    const value = valueOf(line.slice(from, to), folded.slice(from, to), facet);
    // In running text a label is a word like any other: 来源：… within a sentence is none.
    if (facet === 'none' || value === '' || value.length > LONGEST_VALUE || (match.index > 1 && part !== 'stripped' && part !== 'byline' && !/^[\s(【[]/.test(folded))) return [];
    return [{ facet, value, quote: line.slice(match.index, to).trim(), part }];
  });
}

function valueOf(original: string, folded: string, facet: string): string {
  // Values of one word end at a gap; dates and names of several people hold gaps.
  const holdsGaps = facet === 'author' || facet === 'date' || facet === 'year';
  let depth = 0;
  let end = 0;
  for (; end < folded.length; end++) {
    const character = folded[end] ?? '';
    if (character === '(') depth++;
    else if (character === ')' && --depth < 0) break;
    else if (/[】\]|;。]/.test(character) || (!holdsGaps && folded.startsWith('  ', end))) break;
  }
  return trimmed(original.slice(0, end));
}

/** Without blanks around it, and commas behind it. From the end, since a pattern would begin anew at each blank. */
function trimmed(value: string): string {
  let end = value.length;
  while (end > 0 && /[\s,，]/.test(value.charAt(end - 1))) end--;
  return value.slice(0, end).trimStart();
}
