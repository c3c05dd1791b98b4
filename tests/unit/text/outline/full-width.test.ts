import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreFullWidth } from '@/lib/text/outline/lines/full-width';

describe('half-width punctuation next to Chinese', () => {
  it.each([
    ['背景,做法;成效:启示!真的?', '背景，做法；成效：启示！真的？'],
    ['(一)联企业送政策.支部有37名党员(其中窗口29名),每月上门.', '（一）联企业送政策。支部有37名党员（其中窗口29名），每月上门。'],
    ['“一张网”,全覆盖', '“一张网”，全覆盖'],
    ['共132件,办结率98.6%,同比下降62%.', '共132件，办结率98.6%，同比下降62%.'],
  ])('%s becomes %s', (text, restored) => {
    expect(restoreFullWidth(text)).toBe(restored);
  });

  it.each([
    '1,234,567元', '上午8:30开始', '见 https://example.org/a,b?c=(d) 一文', 'write to a.b@example.org,', '`f(x, y);`',
    'To be, or not to be: that is the question.', 'f(x)', '3.5亿元', '一.背景', '',
  ])('%s stays', (text) => {
    expect(restoreFullWidth(text)).toBe(text);
  });

  // Anything that is not linear in these runs into the time limit.
  it.each(['a', 'a,', '(', '`', '背,', 'a a,'])('two million characters of %j', { timeout: 20_000 }, (unit) => {
    const text = unit.repeat(2_000_000 / unit.length);
    expect(restoreFullWidth(text)).toHaveLength(text.length);
  });

  it('keeps every other character and the length of any text', () => {
    const mixed = fc.string({ unit: fc.oneof(fc.constantFrom(...'背景做法(),:;!?. \n1a“”'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 60 });
    fc.assert(
      fc.property(mixed, (text) => {
        const restored = restoreFullWidth(text);
        expect(restored).toHaveLength(text.length);
        expect(restored.normalize('NFKC').replace(/。/g, '.')).toBe(text.normalize('NFKC').replace(/。/g, '.'));
        expect(restoreFullWidth(restored)).toBe(restored);
      }),
      { numRuns: 500 },
    );
  });
});
