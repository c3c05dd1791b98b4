import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, RULES } from '@/lib/text/checks/checks';
import { repair } from '@/lib/text/checks/repair';

/** What the rules look at, in every order. */
const PIECES = [
  ...'，。；：、！？“”‘’（）《》【】,;:!?.()"\'[] \n　…—～-',
  ...'一二三十百千万亿的了是在对由到长每约近多余',
  '水渠', '村民', '法律', '进行', '2021年', '5', '10%', '3.5', '万元', '亿', 'l', 'O', '１', 'SBS', '第一', '首先', '一是', '二是', '三', '上世纪', '90年代', '今年1', '再',
  '左右', '以上', '超过', '（一）', '1、', '2.', '①', 'https://example.org/a,b', '`码`', '为', '做出的努力',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('has nothing left to repair after its repair', () => {
    fc.assert(
      fc.property(text, (before) => {
        const after = repair(before, rule.check(before));
        expect(rule.check(after).filter(({ suggestion }) => suggestion !== undefined)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('check', () => {
  it('points into the text, in order, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 200 })), (any) => {
        let last = 0;
        for (const { from, to } of check(any)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(any.length);
          last = from;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('comes to rest: a text repaired often enough has nothing left to repair', () => {
    fc.assert(
      fc.property(text, (before) => {
        let after = before;
        for (let round = 0; round < 40; round++) {
          const next = repair(after, check(after));
          if (next === after) break;
          after = next;
        }
        expect(repair(after, check(after))).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });
});
