import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import { characterCounts } from '../../../outline-corpus/compare';
import { textsOf } from './labels';

const SIZE = 2_000_000;
const fill = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length));
const counting = Array.from({ length: 150_000 }, (_, i) => `${(i % 60) + 1}.标题\n正文。`).join('\n');

/**
 * Anything that is not linear in these runs for minutes and ends in the time limit. What comes out still holds all
 * that went in.
 */
describe('two million hostile characters', () => {
  it.each([
    ['one line of 一', fill('一')],
    ['lines of 一、', fill('一、\n')],
    ['one line of (', fill('(')],
    ['lines of (', fill('(\n')],
    ['lines of (1111', fill(`(${'1'.repeat(40)}\n甲乙丙。\n丁\n`)],
    ['lines of [1 1 1', fill(`[${'1 '.repeat(40)}\n甲乙丙。\n丁\n`)],
    ['lines of 1.', fill('1.\n')],
    ['lines of 1.a', fill('1.a\n')],
    ['numbers that count for ever', counting],
    ['five shapes in turn', fill('一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n')],
    ['bare labels', fill('工作成效\n')],
    ['brackets', fill('【背景】\n')],
    ['open quotation marks', fill(`1.${'“'.repeat(68)}\n`)],
    ['related lists', fill('相关文章:\n')],
    ['page data', fill('分享 收藏 打印\n')],
    ['case markers', fill('篇一:甲乙\n正文啊。\n')],
    ['page marks and headers', fill('某县案例汇编\n- 3 -\n')],
    ['one line of sentences', fill('一、甲乙丙。二、丁戊己。')],
    ['lines of one width', fill(`${'水'.repeat(40)}\n`)],
    ['spaces', fill(' ')],
    ['line breaks', fill('\r\n')],
  ])('%s', { timeout: 20_000 }, (_, text) => {
    expect(characterCounts(textsOf(outline(text)).join('\n'))).toEqual(characterCounts(text));
  });
});
