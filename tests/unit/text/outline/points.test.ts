import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';

const HEAD = '一渠清水\n一、做法\n';

/** The points of the only section, as texts. */
function points(text: string): string[][] {
  const source = HEAD + text;
  const [section] = outline(source).cases[0]!.sections;
  expect(section?.text).toBe(text);
  return (section?.points ?? []).map((list) => list.map(({ from, to }) => source.slice(from, to)));
}

describe('points in the sentences of a text', () => {
  it.each([
    ['护渠有三招，一是巡，二是清，三是修。村民都说好。', [['一是巡', '二是清', '三是修']]],
    ['一是巡渠。每周两次，由党员轮流。二是清淤。每季一次，雨前必清。', [['一是巡渠。每周两次，由党员轮流', '二是清淤。每季一次，雨前必清']]],
    ['护渠要做到：第一，有人管；第二，有钱修。', [['第一，有人管', '第二，有钱修']]],
    ['登记三件事：①姓名；②住址；③电话。', [['①姓名', '②住址', '③电话']]],
    ['一是巡渠，二是清淤。秋后再看，一要问效果，二要问花费。', [['一是巡渠', '二是清淤'], ['一要问效果', '二要问花费']]],
    ['一是巡渠要勤，每周两次。\n二是清淤要早，雨前必清。', [['一是巡渠要勤，每周两次', '二是清淤要早，雨前必清']]],
  ])('%s', (text, expected) => {
    expect(points(text)).toEqual(expected);
  });

  it.each(['这是一种办法，村里人说一是一，二是二。', '一是巡渠，三是修渠，村民都说很好。', '水渠修好了，三个村都用上了水。'])('%s has none', (text) => {
    expect(points(text)).toEqual([]);
  });
});
