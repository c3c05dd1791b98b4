import { describe, expect, it } from 'vitest';
import { decideKinds } from '@/lib/text/outline/kinds/kind-chain';
import { readKind } from '@/lib/text/outline/kinds/kinds';

describe('kind of a heading by its words', () => {
  it.each([
    ['背景及发展情况', 'BACKGROUND'], ['创建小组的几点考虑', 'BACKGROUND'], ['基本情况', 'BACKGROUND'], ['問題的提出', 'BACKGROUND'],
    ['组织及运作模式', 'PRACTICE'], ['经验做法', 'PRACTICE'], ['实践与思考', 'PRACTICE'], ['實施舉措', 'PRACTICE'],
    ['开展的成效', 'OUTCOME'], ['实施效果', 'OUTCOME'], ['成效与启示', 'OUTCOME'],
    ['经验与启示', 'INSIGHT'], ['下一步工作打算', 'INSIGHT'], ['推广价值', 'INSIGHT'],
    ['参考文献', 'OTHER'],
  ])('%s', (heading, kind) => {
    expect(readKind(heading)?.kind).toBe(kind);
  });

  it.each(['楼栋议事', '坚持问题导向强担当', ''])('"%s" says nothing', (heading) => {
    expect(readKind(heading)).toBeNull();
  });

  it('tells a label from a phrase that holds one', () => {
    expect(readKind('几点启示')?.exact).toBe(true);
    expect(readKind('建设横班小组的成效')?.exact).toBe(false);
  });
});

describe('kinds of a case by position', () => {
  it.each([
    [['突出实字', '突出快字'], ['PRACTICE', 'PRACTICE']],
    [['马背法庭', '主要做法', '成效'], ['BACKGROUND', 'PRACTICE', 'OUTCOME']],
    [['背景', '楼栋议事', '成效', '把事交给居民'], ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT']],
    [['取得的成效', '坚持党建引领', '强化队伍建设'], ['OUTCOME', 'PRACTICE', 'PRACTICE']],
    [['做法', '成效', '存在的问题'], ['PRACTICE', 'OUTCOME', 'INSIGHT']],
  ])('%j', (headings, kinds) => {
    expect(decideKinds(headings.map((heading) => ({ heading, text: '' }))).map(({ kind }) => kind)).toEqual(kinds);
  });
});
