import { expect, test } from 'vitest';
import { printedNumber } from '@/lib/content/printed-number';

test.each([
  ['一', '一、'],
  ['二十三', '二十三、'],
  ['1', '1. '],
  ['（一）', '（一）'],
  ['(1)', '(1) '],
  ['2.1', '2.1 '],
  ['第一部分', '第一部分 '],
  ['一、', '一、'],
  ['', ''],
])('the number %j is printed as %j', (number, printed) => {
  expect(printedNumber(number)).toBe(printed);
});
