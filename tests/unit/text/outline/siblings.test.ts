import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark } from '@/lib/text/outline/source';
import { flatten } from './labels';

const TEXT = '水渠年久失修，沿线四个村的群众反映强烈，镇里把护渠列为当年第一件实事，逐段排查。';

/** `#` before a line stands for a heading style; what stands in ** is bold, all of the line or its beginning. */
function read(...lines: string[]) {
  const marks: LineMark[] = [];
  let text = '';
  for (const line of lines) {
    const [, level = '', bold, rest = ''] = /^(#*)(?:\*\*(.*)\*\*)?(.*)$/.exec(line)!;
    const from = text.length;
    const words = (bold ?? '') + rest;
    text += `${words}\n`;
    const form = { ...(level ? { heading: level.length } : {}), ...(bold === undefined ? {} : rest === '' ? { bold: true } : { boldTo: from + bold.length }) };
    if (Object.keys(form).length > 0) marks.push({ from, to: from + words.length, ...form });
  }
  return outline({ text: text.trimEnd(), marks, authored: true });
}

const headings = (...lines: string[]) =>
  read('#护渠案例', ...lines).cases.flatMap(({ sections }) => flatten(sections)).map(({ level, number, heading }) => `${level} ${number ?? '-'} ${heading}`);

describe('a number of a heading by its style', () => {
  it('stands before the words with nothing between', () => {
    expect(headings('##1水渠现状', '###1.1元山段', TEXT, '###1.2文家段', TEXT, '##2 管护办法', '###2.1 3类渠段', TEXT, '###2.2分工', TEXT)).toEqual([
      '1 1 水渠现状', '2 1.1 元山段', '2 1.2 文家段', '1 2 管护办法', '2 2.1 3类渠段', '2 2.2 分工',
    ]);
  });

  it('is none where it counts what follows', () => {
    expect(headings('##5年护渠路', TEXT, '##3个村的账本', TEXT)).toEqual(['1 - 5年护渠路', '1 - 3个村的账本']);
  });
});

describe('siblings of one look', () => {
  it('have one level in every group, alone in their lines or before their text', () => {
    const group = (name: string) => [`**${name}**`, '**情景分析：**', TEXT, '**问题提出：**渠为什么漏？', TEXT];
    expect(headings('##一、分析', ...group('东段的渠'), ...group('西段的渠'))).toEqual([
      '1 一 分析',
      '2 - 东段的渠', '3 - 情景分析', '3 - 问题提出',
      '2 - 西段的渠', '3 - 情景分析', '3 - 问题提出',
    ]);
  });

  it('that count in bold stand above those that count plainly inside one of them', () => {
    expect(headings('**1. 现状：**' + TEXT, '**2. 办法：**分三步走。', '1. 登记：逐户登记用水，张榜公布。', '2. 轮灌：按渠段轮流放水。', '**3. 结果：**' + TEXT)).toEqual([
      '1 1 现状', '1 2 办法', '2 1 登记', '2 2 轮灌', '1 3 结果',
    ]);
  });

  it('are headings all of them, where bold ends inside a word and where one has no text of its own', () => {
    const cut = ['**1. 地方融合：**' + TEXT, '**2. 实践**性强调：' + TEXT, '**3. 资源充足**：' + TEXT];
    expect(headings(...cut)).toEqual(['1 1 地方融合', '1 2 实践性强调', '1 3 资源充足']);
    const counted = ['1.统一采编平台，提高效率。这包括三个环节。', '2.分析阅读时间，实现精准推送；根据反馈改进选题，形成循环。', '3.与外单位合作，扩大渠道。这可以节省费用。'];
    expect(headings('##一、启示', ...counted)).toHaveLength(4);
  });
});

it('takes a section whose number skips, where its word says that it is one', () => {
  expect(headings('一、背景', TEXT, '二、做法', '（一）分段', TEXT, '五、成效', TEXT)).toEqual(['1 一 背景', '1 二 做法', '2 （一） 分段', '1 五 成效']);
});

it('reads two bold lines that are built alike as one heading', () => {
  expect(headings('**山洪来得急**', '**干部先敲门**', TEXT, '**一张表管到底**', TEXT)).toEqual(['1 - 山洪来得急 干部先敲门', '1 - 一张表管到底']);
});

it('keeps the name of a case below its title beside who and when', () => {
  const { cases, title } = read('#异议怎么处理', '##甲村与乙公司林地流转案', '##基本案情', TEXT, '##处理结果', TEXT);
  expect([title, cases[0]?.byline]).toEqual(['异议怎么处理', '甲村与乙公司林地流转案']);
  expect(cases[0]?.sections.map(({ heading, kind }) => `${heading} ${kind}`)).toEqual(['基本案情 BACKGROUND', '处理结果 OUTCOME']);
});

it('takes the place of a lost picture for none', () => {
  for (const place of ['[图片]', '【图片2】', '[视频]']) expect(headings('一、背景', TEXT, place, TEXT, place, TEXT, '二、做法', TEXT)).toEqual(['1 一 背景', '1 二 做法']);
});
