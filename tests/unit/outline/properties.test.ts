import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/outline/outline';
import type { OutlineSection } from '@/lib/outline/types';
import { characterCounts, textsOf } from './labels';

const HAN = '山水田林湖草村镇街道社区医院学校巡查登记走访调解培训保洁灌溉养护'.split('');
const phrase = (min: number, max: number) => fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map((characters) => characters.join(''));
const sentence = phrase(20, 60).map((text) => `${text}。`);

const MARKS = [
  '一、', '二、', '三、', '（一）', '(二)', '1.', '2、', '3．', '（1）', '①', '1.1 ', '2.1.1', '第一部分 ', '【', '——', '◆', '## ', '01', '一是', 'Part.1 ', '篇一：', '案例二', 'l.', '(三', '做法一：',
];
const LABELS = ['背景', '主要做法', '工作成效', '几点启示', '【背景】', '目录', '参考文献', '【导语】：', '摘要：'];
const CHROME = ['时间:2023-05-06 来源:网友投稿 点击:次', '相关文章：', '推荐阅读:', '- 3 -', '扫码关注 领取福利', '本文来源于网络,如有侵权请联系删除。', '221381', '附件1', '某某局', '2023年5月6日'];

const line = fc.oneof(
  fc.tuple(fc.constantFrom(...MARKS), phrase(0, 30), fc.constantFrom('', '。', '：', '；', '】')).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom(...MARKS), phrase(2, 12), sentence).map(([mark, head, text]) => `${mark}${head}。${text}`),
  fc.constantFrom(...LABELS, ...CHROME),
  sentence,
  phrase(2, 18),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constant(''),
);
const document = fc.array(line, { maxLength: 40 }).chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n', '\u2028', ' ').map((gap) => lines.join(gap)));

function expectNothingLost(text: string): void {
  expect(characterCounts(textsOf(outline(text)).join(' '))).toEqual(characterCounts(text));
}

describe('outline', () => {
  it('keeps every character of any mix of headings, paragraphs and chrome exactly once', () => {
    fc.assert(fc.property(document, expectNothingLost), { numRuns: 600 });
  });

  it('keeps every character of any text, well-formed or not', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expectNothingLost), { numRuns: 300 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }), (codes) => {
        expect(outline(String.fromCharCode(...codes)).cases.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gives the same answer twice and leaves no state behind', () => {
    fc.assert(
      fc.property(document, document, (first, second) => {
        const before = outline(first);
        outline(second);
        expect(outline(first)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('counts levels down from their parents', () => {
    const check = (sections: readonly OutlineSection[], level: number): void => {
      for (const section of sections) {
        expect(section.level).toBe(level);
        check(section.children, level + 1);
      }
    };
    fc.assert(fc.property(document, (text) => outline(text).cases.forEach(({ sections }) => check(sections, 1))), { numRuns: 200 });
  });
});

const NUMERALS = '一二三四五六七八九'.split('');
const STYLES = {
  official: [(n: number) => `${NUMERALS[n]}、`, (n: number) => `（${NUMERALS[n]}）`, (n: number) => `${n + 1}.`],
  decimal: [(n: number) => `${n + 1} `],
  divided: [(n: number) => `第${NUMERALS[n]}部分 `, (n: number) => `${NUMERALS[n]}、`, (n: number) => `${n + 1}、`],
} satisfies Record<string, ((n: number) => string)[]>;

interface Node {
  heading: string;
  text: string;
  children: Node[];
}

const node = (depth: number): fc.Arbitrary<Node> =>
  fc.record({
    heading: phrase(5, 12),
    text: sentence,
    children: depth > 1 ? fc.oneof(fc.constant<Node[]>([]), fc.array(node(depth - 1), { minLength: 2, maxLength: 4 })) : fc.constant<Node[]>([]),
  });

function print(nodes: readonly Node[], style: readonly ((n: number) => string)[], depth = 0): string[] {
  return nodes.flatMap(({ heading, text, children }, i) => [`${style[depth]?.(i)}${heading}`, text, ...print(children, style, depth + 1)]);
}

function shape(sections: readonly OutlineSection[]): Node[] {
  return sections.map(({ heading, text, children }) => ({ heading, text, children: shape(children) }));
}

describe('a document printed from a tree', () => {
  it.each(Object.entries(STYLES))('has that tree for its outline (%s)', (_, style) => {
    const tree = fc.array(node(style.length), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(tree, (nodes) => {
        const printed = outline(['某县养护案例', ...print(nodes, style)].join('\n'));
        expect(printed.cases).toHaveLength(1);
        expect(shape(printed.cases[0]?.sections ?? [])).toEqual(nodes);
      }),
      { numRuns: 150 },
    );
  });
});
