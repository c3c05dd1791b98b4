import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import { flatten } from './labels';

/** The headings of a document as "level heading"; the document's title is added. */
function headings(...lines: string[]): string[] {
  const printed = outline(['某县养护案例', ...lines].join('\n'));
  return printed.cases.flatMap(({ sections }) => flatten(sections)).map(({ level, heading }) => `${level} ${heading}`);
}

const text = '这里有一段不长也不短的正文，说的是镇上的事情。';

describe('which shapes contain which', () => {
  it('follows the document where it turns custom round', () => {
    const lines = ['1.初心', '一、立意', text, '二、选址', text, '2.历程', '一、动工', text, '二、落成', text];
    expect(headings(...lines)).toEqual(['1 初心', '2 立意', '2 选址', '1 历程', '2 动工', '2 落成']);
  });

  it('puts a bracket below the numbers that count on across it', () => {
    const lines = ['一、缘起', text, '二、举措', '【组织】', text, '【宣传】', text, '三、收获', text];
    expect(headings(...lines)).toEqual(['1 缘起', '1 举措', '2 组织', '2 宣传', '1 收获']);
  });

  it('puts a bracket above the numbers that start again under it', () => {
    const lines = ['【举措】', '一、组织', text, '二、宣传', text, '【收获】', '一、水清了', text, '二、岸绿了', text];
    expect(headings(...lines)).toEqual(['1 举措', '2 组织', '2 宣传', '1 收获', '2 水清了', '2 岸绿了']);
  });

  it('skips a level where a section does', () => {
    const lines = ['一、举措', '（一）组织', '1.建队', text, '2.立规', text, '（二）宣传', text, '二、收获', '1.水清了', text, '2.岸绿了', text];
    expect(headings(...lines)).toEqual(['1 举措', '2 组织', '3 建队', '3 立规', '2 宣传', '1 收获', '2 水清了', '2 岸绿了']);
  });
});

describe('what counts up and what does not', () => {
  it('leaves out a number that is far from its neighbours', () => {
    expect(headings('1.建队', text, '30.晨会每天开', text, '2.立规', text)).toEqual(['1 建队', '1 立规']);
  });

  it('survives a number written twice and one left out', () => {
    expect(headings('一、甲乙', text, '二、丙丁', text, '二、戊己', text, '五、庚辛', text, '四、壬癸', text)).toEqual([
      '1 甲乙', '1 丙丁', '1 戊己', '1 壬癸',
    ]);
    expect(headings('一、甲乙', text, '三、丙丁', text, '四、戊己', text)).toEqual(['1 甲乙', '1 丙丁', '1 戊己']);
  });

  it('leaves a list in the lead and a lone number alone', () => {
    expect(headings('1.路长', text, '2.河长', text, '一、甲乙', text, '二、丙丁', '1.只有一条', text)).toEqual(['1 甲乙', '1 丙丁']);
  });
});

describe('lists', () => {
  it('are no headings: short lines with nothing below', () => {
    expect(headings('一、甲乙', text, '1.铁锹', '2.水桶', '3.扫帚', '二、丙丁', text)).toEqual(['1 甲乙', '1 丙丁']);
  });

  it('keep their lines in the text of the section', () => {
    const [section] = outline(['某县养护案例', '一、甲乙', '1.铁锹', '2.水桶', '二、丙丁', text].join('\n')).cases[0]?.sections ?? [];
    expect(section?.text).toBe('1.铁锹\n2.水桶');
  });

  it('are no headings where items end in semicolons', () => {
    expect(headings('一、甲乙', text, '（1）领铁锹；', '（2）领水桶；', '（3）领扫帚。', '二、丙丁', text)).toEqual(['1 甲乙', '1 丙丁']);
  });
});

describe('lines', () => {
  it('of free length stay paragraphs', () => {
    const printed = outline(['某县养护案例', '水渠两岸', '堤坝高处', '山林深处有人', '田里也有人', '镇上更热闹', '灯都亮着', '没有人睡', '直到天明'].join('\n'));
    expect(printed.cases[0]?.body?.split('\n')).toHaveLength(8);
  });
});
