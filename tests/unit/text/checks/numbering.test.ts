import { describe, expect, it } from 'vitest';
import { headingsOf } from '@/lib/text/checks/headings';
import { checkNumbering, type NumberedHeading } from '@/lib/text/checks/numbering';
import { outline } from '@/lib/text/outline/outline';

/** Headings written as level, number and heading: `1 一 背景`; `-` for no number. */
function headings(...lines: string[]): NumberedHeading[] {
  return lines.map((line) => {
    const [level = '1', number = '-', heading = '标题'] = line.split(' ');
    return { level: Number(level), ...(number === '-' ? {} : { number }), heading };
  });
}

function told(list: NumberedHeading[]): string[] {
  return checkNumbering(list).map(({ rule, index, suggestion }) => `${rule} ${index}${suggestion === undefined ? '' : ` ${suggestion}`}`);
}

describe('checkNumbering', () => {
  it.each([
    ['a gap', headings('1 一', '1 三'), ['numbering-gap 1']],
    ['a repeat that another number mends', headings('1 一', '1 二', '1 二', '1 四'), ['numbering-repeat 2 三']],
    ['a repeat that would move what follows', headings('1 一', '1 一', '1 二'), ['numbering-repeat 1']],
    ['a repeat at the end', headings('1 （九）', '1 （十）', '1 （十）'), ['numbering-start 0', 'numbering-repeat 2 （十一）']],
    ['mixed brackets', headings('1 一', '2 （一）', '2 2', '2 （三）'), ['numbering-style 2 （二）']],
    ['a bracket that was not closed', headings('1 (一)', '1 (二', '1 (三)'), ['numbering-style 1 (二)']],
    ['Han and Arabic numbers in one list', headings('1 一', '1 2', '1 三'), ['numbering-style 1 二']],
    ['a list that begins at two', headings('1 二', '1 三'), ['numbering-start 0']],
    ['an order turned round', headings('1 1', '1 3', '1 2'), ['numbering-gap 1', 'numbering-gap 2']],
    ['a part of a decimal number', headings('1 1', '2 1.1', '2 1.3'), ['numbering-gap 2']],
    ['full stops of headings', headings('1 一 背景。', '1 二 做法，', '1 三 成效'), ['heading-mark 0 背景', 'heading-mark 1 做法']],
  ])('finds %s', (_, list, expected) => {
    expect(told(list)).toEqual(expected);
  });

  it.each([
    ['lists of their own below each heading', headings('1 一', '2 （一）', '2 （二）', '1 二', '2 （一）', '2 （二）')],
    ['headings without numbers', headings('1 -', '2 1', '2 2', '1 -', '2 1')],
    ['circled, formal and decimal numbers', headings('1 ①', '1 ②', '1 ③', '2 2.1', '2 2.2', '2 2.3')],
    ['parts and a list that begins anew', headings('1 第一部分', '1 第二部分', '1 一', '1 二', '1 一', '1 二')],
    ['numbers with a nought in front', headings('1 01', '1 02', '1 03')],
    ['a heading of several sentences', headings('1 一 先修渠。再分水。', '1 二 为什么是他们？')],
  ])('passes %s', (_, list) => {
    expect(told(list)).toEqual([]);
  });

  it('counts on past ten and twenty', () => {
    const numbers = '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一'.split(' ');
    expect(told(numbers.map((number) => ({ level: 1, number, heading: '标题' })))).toEqual([]);
  });

  it('reads the headings of an outline', () => {
    const document = ['老渠分水的办法', '一、背景', '老渠年年争水，村里年年吵架。', '二、做法', '先量水，再分水，谁用谁付钱。', '二、成效', '全年没有一起纠纷，亩均省水三成。'].join('\n');
    const [first] = outline(document).cases;
    expect(told(headingsOf(first ?? { sections: [] }))).toEqual(['numbering-repeat 2 三']);
  });
});
