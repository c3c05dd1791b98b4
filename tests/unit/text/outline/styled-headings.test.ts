import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark } from '@/lib/text/outline/source';
import { flatten } from './labels';

const LONG = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';

/** Headings of a text in which `#` before a line stands for a heading style, its number for the level. */
function headings(...lines: string[]): string[] {
  const marks: LineMark[] = [];
  let text = '一渠清水润万家\n';
  for (const line of lines) {
    const [, level = '', words = ''] = /^(#*)(.*)$/.exec(line)!;
    const from = text.length;
    text += `${words}\n`;
    if (level) marks.push({ from, to: from + words.length, heading: level.length });
  }
  return outline({ text: text.trimEnd(), marks }).cases.flatMap(({ sections }) => flatten(sections)).map(({ level, number, heading }) => `${level} ${number ?? '-'} ${heading}`);
}

describe('what a heading style marks is a heading', () => {
  it('right below a list that counts up to its number', () => {
    expect(headings('#1. 背景', LONG, '#2. 做法', '做法如下：', '1. 登记用水', '2. 轮流放水', '#3. 成效', LONG)).toEqual(['1 1 背景', '1 2 做法', '1 3 成效']);
  });

  it('beside lists with numbers of the same shape, which stand below it or are none', () => {
    expect(
      headings('#1. 背景', LONG, '1. 水渠漏水，每年要补，补了又漏，漏了再补，年年如此不见尽头。', '2. 电费太高，群众不愿意交，村里垫付了三年，账上已经见底。', '#2. 做法', '1. 建队伍', LONG, '2. 立规矩', LONG, '#3. 成效', LONG),
    ).toEqual(['1 1 背景', '1 2 做法', '2 1 建队伍', '2 2 立规矩', '1 3 成效']);
  });

  it('but where the author forgot the style of one, all of them are siblings', () => {
    expect(headings('#1. 背景', LONG, '#2. 做法', LONG, '3. 成效', LONG, '4. 启示', LONG)).toEqual(['1 1 背景', '1 2 做法', '1 3 成效', '1 4 启示']);
    expect(headings('#1. 背景', LONG, '2. 做法', LONG, '#3. 成效', LONG)).toEqual(['1 1 背景', '1 2 做法', '1 3 成效']);
  });

  it('also where it is long and no sentence, as headings of offices are', () => {
    const long = '以党建引领为抓手，全面构建共建共治共享的基层治理新格局，推动资源力量下沉到网格，让群众在家门口就能把事情办成办好办到心坎上';
    expect(headings('#背景', LONG, `#${long}`, LONG, `#${LONG}${LONG}`, LONG)).toEqual(['1 - 背景', `1 - ${long}`]);
  });
});
