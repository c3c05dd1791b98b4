import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark, Source } from '@/lib/text/outline/source';
import { flatten } from './labels';

type Marks = Omit<LineMark, 'from' | 'to'>;

const TEXT = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事。';

/** A source of lines with what their format says of them. */
function sourceOf(...lines: (string | [string, Marks])[]): Source {
  const marks: LineMark[] = [];
  let text = '';
  for (const line of lines) {
    const [words, mark] = typeof line === 'string' ? [line, null] : line;
    if (mark) marks.push({ from: text.length, to: text.length + words.length, ...mark });
    text += `${words}\n`;
  }
  return { text, marks };
}

/** Level, number and heading of every section. */
function headings(...lines: (string | [string, Marks])[]) {
  const { cases } = outline(sourceOf(...lines));
  return cases.flatMap(({ sections }) => flatten(sections)).map(({ level, number = '', heading }) => `${level} ${number} ${heading}`);
}

const h = (heading: number, text: string): [string, Marks] => [text, { heading }];

describe('headings by format', () => {
  it('are taken with their levels, which may skip', () => {
    expect(headings(h(1, '一渠清水'), h(2, '护渠的由来'), TEXT, h(4, '四个村的难处'), TEXT, h(2, '怎样护渠'), TEXT)).toEqual([
      '1  护渠的由来', '2  四个村的难处', '1  怎样护渠',
    ]);
  });

  it('keep the numbers that are typed in them', () => {
    expect(headings('一渠清水', h(2, '一、背景'), TEXT, h(3, '（一）难处'), TEXT, h(3, '（二）呼声'), TEXT, h(2, '几点启示'), TEXT)).toEqual([
      '1 一 背景', '2 （一） 难处', '2 （二） 呼声', '1  几点启示',
    ]);
  });

  it('are ranked by their numbers where these contradict the levels', () => {
    expect(headings('一渠清水', h(1, '一、背景'), TEXT, h(1, '二、做法'), h(1, '（一）巡渠'), TEXT, h(1, '（二）清淤'), TEXT, h(1, '三、成效'), TEXT)).toEqual([
      '1 一 背景', '1 二 做法', '2 （一） 巡渠', '2 （二） 清淤', '1 三 成效',
    ]);
  });

  it('of one shape at two levels count for themselves', () => {
    expect(headings('一渠清水', h(2, '1. 背景'), TEXT, h(2, '2. 做法'), h(3, '1. 巡渠'), TEXT, h(3, '2. 清淤'), TEXT, h(2, '3. 成效'), TEXT)).toEqual([
      '1 1 背景', '1 2 做法', '2 1 巡渠', '2 2 清淤', '1 3 成效',
    ]);
  });

  it('are not whole paragraphs', () => {
    expect(headings('一渠清水', h(2, '背景'), h(2, TEXT), h(2, '做法'), TEXT)).toEqual(['1  背景', '1  做法']);
  });

  it('leave short lines that they do not mark in the text', () => {
    expect(headings('一渠清水', h(2, '背景'), '某某某', TEXT, h(2, '做法'), '护渠队成立当天', TEXT)).toEqual(['1  背景', '1  做法']);
  });
});

describe('bold paragraphs', () => {
  it('are headings', () => {
    expect(headings('一渠清水', ['渠道有人管', { bold: true }], TEXT, ['水费有人收', { bold: true }], TEXT)).toEqual(['1  渠道有人管', '1  水费有人收']);
  });

  it('stand below the numbers that they follow', () => {
    expect(headings('一渠清水', '一、背景', TEXT, '二、做法', ['渠道有人管', { bold: true }], TEXT, ['水费有人收', { bold: true }], TEXT)).toEqual([
      '1 一 背景', '1 二 做法', '2  渠道有人管', '2  水费有人收',
    ]);
  });

  it('are none where half of the text is bold', () => {
    const bold = (text: string): [string, Marks] => [text, { bold: true }];
    expect(headings('一渠清水', bold('渠道由谁管，水费由谁收'), bold('一把锄头，两本账册'), bold(TEXT), TEXT)).toEqual([]);
  });
});

describe('other marks', () => {
  it('fixed lines are no headings and are not parted', () => {
    const row = '一、背景 | 做法。 | 成效';
    expect(headings('一渠清水', '一、背景', TEXT, ['二、渠长 | 三、村民', { fixed: true }], [row, { fixed: true }], '二、做法', TEXT)).toEqual(['1 一 背景', '1 二 做法']);
    const alone = `${row}${TEXT.repeat(6)}二、做法。${TEXT}`;
    expect(headings([alone, { fixed: true }])).toEqual([]);
  });

  it('items of a list are text unless paragraphs follow them', () => {
    const item = (text: string): [string, Marks] => [text, { item: 1 }];
    expect(headings('一渠清水', '一、背景', TEXT, '二、做法', TEXT, item('1.组建护渠队'), item('2.划定责任段'), item('3.定期清淤'))).toEqual(['1 一 背景', '1 二 做法']);
    expect(headings('一渠清水', '一、背景', TEXT, '二、做法', item('1.组建护渠队'), TEXT, item('2.划定责任段'), TEXT)).toEqual([
      '1 一 背景', '1 二 做法', '2 1 组建护渠队', '2 2 划定责任段',
    ]);
  });

  it('chrome is stripped wherever it stands', () => {
    const { cases, stripped } = outline(sourceOf('一渠清水', '一、背景', TEXT, ['护渠站的一天', { chrome: true }], '二、做法', TEXT));
    expect(stripped).toEqual(['护渠站的一天']);
    expect(cases[0]?.sections.map(({ text }) => text)).toEqual([TEXT, TEXT]);
  });

  it('the title is the line in the middle, with what the page set above it', () => {
    const source = sourceOf('护渠网', '经验交流', ['一渠清水进万家', { centred: true }], ['某县水务局', { centred: true }], '一、背景', TEXT);
    const { title, cases, stripped } = outline(source);
    expect([title, cases[0]?.byline, stripped]).toEqual(['一渠清水进万家', '某县水务局', ['护渠网', '经验交流']]);
  });
});
