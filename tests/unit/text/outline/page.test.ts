import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import { flatten } from './labels';

const TEXT = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';
const read = (...lines: string[]) => outline(lines.join('\n'));
const headings = (...lines: string[]) => read('一渠清水', ...lines).cases.flatMap(({ sections }) => flatten(sections)).map(({ heading }) => heading);

describe('what the page added', () => {
  it('a sentence inserted into a paragraph is taken out, the paragraph stays', () => {
    const { cases, stripped } = read('一渠清水', '一、背景', `水渠坏了。本文由某某网原创，转载请联系授权。${TEXT}`, '二、做法', TEXT);
    expect(stripped).toEqual(['本文由某某网原创，转载请联系授权。']);
    expect(cases[0]?.sections[0]?.text).toBe(`水渠坏了。\n${TEXT}`);
  });

  it.each([
    'var cpro_id = "u2261153";', 'document.getElementById("share").src="a.js"', '共3页: 上一页 1 2 3 下一页', '点击蓝字 关注我们', '喜欢就点个“在看”吧',
    '首页 -> 文档中心 -> 正文', '本网站使用Cookie以改善您的浏览体验。', '复制本文地址　分享给好友　收藏到网摘', '识别二维码，查看更多故事',
  ])('%s is stripped', (line) => {
    const places = [[line, '一渠清水', '一、背景', TEXT], ['一渠清水', '一、背景', TEXT, line]];
    expect(places.some((lines) => read(...lines).stripped.includes(line))).toBe(true);
  });

  it('a short line of every page is a running header, the title below it is the title', () => {
    const header = '青石镇基层治理经验材料';
    const { title, stripped } = read(header, '青石镇“板凳会”治理经验', '一、背景', TEXT, header, '二、做法', TEXT, header, '三、成效', TEXT);
    expect([title, stripped]).toEqual(['青石镇“板凳会”治理经验', [header, header, header]]);
  });

  it('a header that breaks into a sentence once is one, beside a page mark', () => {
    const { cases, stripped } = read('一渠清水', '一、背景', `${TEXT}群众说`, '— 12 —', '全市优秀案例选编', `，${TEXT}`, '二、做法', TEXT);
    expect(stripped).toEqual(['— 12 —', '全市优秀案例选编']);
    expect(cases[0]?.sections[0]?.text).toBe(`${TEXT}群众说，${TEXT}`);
  });

  it('entries with leaders are a contents list, also below the introduction', () => {
    const entries = ['1. 水渠夜巡 …… 3', '2. 堤上新村 …… 8'];
    const { cases, lead, stripped } = read('护渠案例选', TEXT, ...entries, '案例一：水渠夜巡', TEXT, '案例二：堤上新村', TEXT);
    expect([cases.length, lead, stripped]).toEqual([2, TEXT, entries]);
  });
});

describe('what is no heading', () => {
  it.each([
    [['1.每月上门一次；', '2.每季体检一次；', '3.每年评议一次。']],
    [['（1）材料齐全的，当场办结；', '（2）材料不全的，一次告知；', '（3）特殊情况的，容缺受理。']],
    [['2.1公里的背街小巷全部硬化，路灯亮了，车位多了。']],
    [['图1  改造前后对比', TEXT]],
    [['项目　　改造前　　改造后', '满意率　　71.2%　　96.5%', TEXT]],
    [['附件：1．水渠责任段一览', '2．护渠队员名册', '3．清淤记录']],
  ])('%j', (lines) => {
    expect(headings('1.背景', TEXT, '2.做法', TEXT, ...lines, '3.成效', TEXT)).toEqual(['背景', '做法', '成效']);
  });

  it('lines of a list announced by a colon', () => {
    expect(headings('一、背景', TEXT, '二、做法', '每户一本台账，记下三样：', '（一）水量', '（二）电费', '（三）工时', TEXT)).toEqual(['背景', '做法']);
  });
});

describe('headings that are hard to see', () => {
  it('a short sentence with a colon is one as a whole where a paragraph follows', () => {
    expect(headings('一、做法', '1.人盯人：把责任落到田埂上。', TEXT, '2.钱奖：把账算到心里。', TEXT)).toEqual(['做法', '人盯人：把责任落到田埂上', '钱奖：把账算到心里']);
  });

  it('two characters between paragraphs', () => {
    expect(headings('借风', TEXT, TEXT, '添柴', TEXT, '燎原', TEXT)).toEqual(['借风', '添柴', '燎原']);
  });

  it('an ideographic space before the text', () => {
    expect(headings('一、做法', '▶ 人往下走　每个支部包下一段水渠，责任到人。', '▶ 钱往一处算　水费由四个村一起收，一年一结。')).toEqual(['做法', '人往下走', '钱往一处算']);
  });

  it('numbers that count on behind a reference list', () => {
    expect(headings('一、背景', '（一）参考资料', '1.水利志', '2.县志', '二、做法', TEXT)).toEqual(['背景', '参考资料', '做法']);
  });
});

describe('who wrote it', () => {
  it.each(['蟠龙县硕果核桃合作社理事长 冉启华', '北岭重工集团采购管理部 2023年案例征集', '供稿：清淤镇水利站', '市妇女联合会编 2022年3月'])('%s', (line) => {
    const { cases } = read('一渠清水', line, TEXT, '一、背景', TEXT);
    expect([cases[0]?.byline, cases[0]?.lead]).toEqual([line, TEXT]);
  });

  it('an application form names the case below its own name', () => {
    const { title, cases, stripped } = read('附件2', '优秀案例申报表', '案例名称：一渠清水', '申报单位：某县水务局', '（一）背景', TEXT, '（二）做法', TEXT);
    expect([title, cases[0]?.byline, stripped]).toEqual(['一渠清水', '申报单位：某县水务局', ['附件2', '优秀案例申报表', '案例名称：']]);
  });
});
