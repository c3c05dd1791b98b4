import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeFacets } from '@/lib/text/metadata/facets';
import type { Proposal } from '@/lib/text/metadata/proposal';
import { outline } from '@/lib/text/outline/outline';
import { build } from './fixtures/build';
import { held } from './fixtures/held';
import { gazetteer, measure, type Score } from './measure';

function total(scores: Iterable<Score>): { precision: number; recall: number } {
  let [right, proposed, labelled] = [0, 0, 0];
  for (const score of scores) {
    right += score.right;
    proposed += score.proposed;
    labelled += score.labelled;
  }
  return { precision: right / proposed, recall: right / labelled };
}

function propose(text: string, index = 0): Proposal[] {
  return proposeFacets(outline(text), gazetteer, index);
}

function values(text: string, facet: Proposal['facet'], index = 0): string[] {
  return propose(text, index).filter((one) => one.facet === facet).map(({ value }) => value);
}

const BODY = '\n一、背景\n老渠年年争水，三个村谁也不肯先让。\n二、做法\n先量水，再分水，谁用谁付钱。';

describe('proposeFacets', () => {
  it.each([
    ['the documents it was written with', build, 0.97, 0.95],
    ['documents that were only measured', held, 0.93, 0.9],
  ])('reads %s', (_, documents, precision, recall) => {
    const { scores, misses } = measure(documents);
    const all = total(scores.values());
    expect(all.precision, misses.join('\n')).toBeGreaterThanOrEqual(precision);
    expect(all.recall, misses.join('\n')).toBeGreaterThanOrEqual(recall);
  });

  it('offers every county of a name that nothing else resolves, none of them with confidence', () => {
    const regions = propose(`鼓楼区的板凳会\n鼓楼区把调解放到巷口。${BODY}`).filter(({ facet }) => facet === 'region');
    expect(regions.map(({ value }) => value).sort()).toEqual(['320106', '320302', '350102', '410204']);
    expect(Math.max(...regions.map(({ confidence }) => confidence))).toBeLessThan(0.5);
  });

  it('quotes the place that it read each value from', () => {
    const text = `闸口的钥匙\n申报单位：海宁市水利局\n浙江海宁2021年把闸口交给渠长。${BODY}\n2022年荣获“浙江省节水示范单位”称号。`;
    const proposals = propose(text);
    expect(proposals.map(({ facet }) => facet)).toEqual(expect.arrayContaining(['region', 'organisation', 'year', 'honour']));
    for (const { quote, confidence } of proposals) {
      expect(text).toContain(quote);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThan(1);
    }
  });

  it('reads each case of a collection by itself', () => {
    const text = [
      '基层治理案例两篇',
      '案例一：把夜校开进院坝',
      `邻水县教育局2023年开课316场。${BODY}`,
      '案例二：义乌的一张清单',
      `义乌市商务局2021年梳理事项312条。${BODY}`,
    ].join('\n');
    expect([values(text, 'organisation', 0)[0], values(text, 'organisation', 1)[0]]).toEqual(['邻水县教育局', '义乌市商务局']);
    expect([values(text, 'region', 0)[0], values(text, 'region', 1)[0]]).toEqual(['511623', '330782']);
    expect(propose(text, 7)).toEqual([]);
  });

  it.each([
    ['a newspaper is no organisation of the case', `渠长\n来源：浙江日报\n水够用，人和气。${BODY}`, 'organisation'],
    ['praise and grants are no honours', `渠长\n项目获得群众好评，获得居民“办得好”的夸奖，获得省级补助资金30万元。${BODY}`, 'honour'],
    ['a river bank is no province', `黄河南岸的渠\n黄河南岸的老渠，水从西来。${BODY}`, 'region'],
    ['a plan is no year', `渠长\n到2035年，渠道将全部衬砌。${BODY}`, 'year'],
    ['an anonymous source is none', `渠长\n来源：网络 作者：佚名\n水够用，人和气。${BODY}`, 'source'],
  ] as const)('%s', (_, text, facet) => {
    expect(values(text, facet)).toEqual([]);
  });

  it('reads any text without a fault', () => {
    const piece = fc.constantFrom('浙江省', '海宁市', '镇', '街道', '人民医院', '2021年', '申报单位：', '来源:', '荣获', '“', '”', '称号', '，', '。', '\n', '（', '文/', '有限公司', ' ', '中共', '委');
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')), fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        for (const { value, label, quote } of propose(text)) expect([value, label, quote].every((words) => words.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
