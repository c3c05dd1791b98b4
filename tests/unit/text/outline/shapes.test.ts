import { describe, expect, it } from 'vitest';
import { LineReader } from '@/lib/text/outline/lines/lines';
import { splitHeading } from '@/lib/text/outline/headings/run-in';
import { readMarker } from '@/lib/text/outline/shapes/table';

function read(line: string) {
  const reader = new LineReader(line).moveTo(0, line.length);
  const marker = readMarker(reader);
  if (!marker) return null;
  const { shape, ordinal, numberFrom, numberTo, headFrom, headTo = line.length } = marker;
  return [shape, ordinal, line.slice(numberFrom, numberTo), line.slice(headFrom, headTo)];
}

describe('shapes of headings', () => {
  it.each([
    ['一、背景', 'han', 1, '一', '背景'],
    ['二. 做法', 'han', 2, '二', '做法'],
    ['十二、其他', 'han', 12, '十二', '其他'],
    ['（三）成效', 'han-paren', 3, '（三）', '成效'],
    ['(四)、启示', 'han-paren', 4, '(四)', '启示'],
    ['(二坐下来', 'han-paren', 2, '(二', '坐下来'],
    ['㈠总则', 'han-paren', 1, '㈠', '总则'],
    ['1.统一种苗', 'arabic', 1, '1', '统一种苗'],
    ['2、统一加工', 'arabic', 2, '2', '统一加工'],
    ['3．2021年的变化', 'arabic', 3, '3', '2021年的变化'],
    ['l.线上申请', 'arabic', 1, 'l', '线上申请'],
    ['⒉销售', 'arabic', 2, '⒉', '销售'],
    ['１．全角', 'arabic', 1, '１', '全角'],
    ['1 活动背景', 'decimal-1', 1, '1', '活动背景'],
    ['1.1 科室概况', 'decimal-2', 1, '1.1', '科室概况'],
    ['2.1.2分级标识', 'decimal-3', 2, '2.1.2', '分级标识'],
    ['（1）清表', 'arabic-paren', 1, '（1）', '清表'],
    ['2)并表', 'arabic-close', 2, '2', '并表'],
    ['③管表', 'circled', 3, '③', '管表'],
    ['第一部分 概况', 'division-部', 1, '第一部分', '概况'],
    ['第二步：看', 'division-步', 2, '第二步', '看'],
    ['壹、缘起', 'formal', 1, '壹', '缘起'],
    ['Ⅱ、方法', 'roman', 2, 'Ⅱ', '方法'],
    ['01 起步', 'zero', 1, '01', '起步'],
    ['Part.2 过程', 'latin', 2, 'Part.2', '过程'],
    ['做法一：建队伍', 'word-做法', 1, '做法一', '建队伍'],
    ['【背景】正文', 'bracket', 0, '', '背景'],
    ['——突出实字', 'dash', 0, '', '突出实字'],
    ['◆ 装上眼睛', 'symbol-◆', 0, '', '装上眼睛'],
    ['## 小结', 'hash-2', 0, '', '小结'],
    ['A.建强队伍', 'letter', 1, 'A', '建强队伍'],
    ['01/ 建强队伍', 'zero', 1, '01', '建强队伍'],
    ['二｜建强队伍', 'han', 2, '二', '建强队伍'],
    ['02丨建强队伍', 'zero', 2, '02丨', '建强队伍'],
    ['背景：山高路远，四个村的水渠年久失修，群众反映强烈。', 'label', 0, '', '背景'],
  ])('%s', (line, ...expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each([
    '3.5亿元的产地加工园', '5.28万亩，是全县面积', '98.2%的种植户', '2016年以前', '12316热线', '1210米的海拔', '12 个村参加', '一是建清单', '一、二、三产业融合',
    '[1] 某某. 研究', '（一期工程已完工）', '- 列表项', '第一书记驻村三年', '第一，统一标准', '1-3月完成', '没有记号的一行',
  ])('%s is none', (line) => {
    expect(read(line)).toBeNull();
  });
});

describe('where a heading ends', () => {
  const split = (line: string) => {
    const span = splitHeading(new LineReader(line).moveTo(0, line.length), 0);
    return span && [span.style, line.slice(span.from, span.to), span.rest < 0 ? '' : line.slice(span.rest)];
  };

  it.each([
    ['楼栋议事', 'line', '楼栋议事', ''],
    ['打破壁垒,重新设计。', 'sentence', '打破壁垒,重新设计', ''],
    ['选好巷长。由住户推选。', 'runin', '选好巷长', '由住户推选。'],
    ['“一码通”。让数据跑。', 'runin', '“一码通”', '让数据跑。'],
    ['叫响“我是党员。请找我”品牌。效果好。', 'runin', '叫响“我是党员。请找我”品牌', '效果好。'],
    ['驿站+歇脚：沿主干道设驿站31个，夏有冰、冬有暖。', 'runin', '驿站+歇脚', '沿主干道设驿站31个，夏有冰、冬有暖。'],
    ['空间重构：从“住”到“长”', 'line', '空间重构：从“住”到“长”', ''],
    ['背景 某区行政审批局现有党员三十七名，其中窗口二十九名。', 'runin', '背景', '某区行政审批局现有党员三十七名，其中窗口二十九名。'],
    ['日间照料；', 'item', '日间照料', ''],
  ])('%s', (line, ...expected) => {
    expect(split(line)).toEqual(expected);
  });

  it.each(['平均用时 | 58.4 | 33.7', '', '这一句话很长'.repeat(12)])('"%s" is no heading', (line) => {
    expect(split(line)).toBeNull();
  });
});
