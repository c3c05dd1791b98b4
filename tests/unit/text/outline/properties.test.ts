import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark } from '@/lib/text/outline/source';
import type { OutlineSection } from '@/lib/text/outline/types';
import { anyDocument, phrase, sentence } from './documents';
import { characterCounts } from '../../../outline-corpus/compare';
import { textsOf } from './labels';


function expectNothingLost(text: string): void {
  expect(characterCounts(textsOf(outline(text)).join(' '))).toEqual(characterCounts(text));
}

describe('outline', () => {
  it('keeps every character of any mix of headings, paragraphs and chrome exactly once', () => {
    fc.assert(fc.property(anyDocument, expectNothingLost), { numRuns: 600 });
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
      fc.property(anyDocument, anyDocument, (first, second) => {
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
    fc.assert(fc.property(anyDocument, (text) => outline(text).cases.forEach(({ sections }) => check(sections, 1))), { numRuns: 200 });
  });
});

const NUMERALS = '一二三四五六七八九'.split('');
type Style = (n: number, heading: string) => string;

const numbered = (mark: (n: number) => string): Style => (n, heading) => mark(n) + heading;
const han = (n: number) => NUMERALS[n] ?? '';
const STYLES: Record<string, Style[]> = {
  official: [numbered((n) => `${han(n)}、`), numbered((n) => `（${han(n)}）`), numbered((n) => `${n + 1}.`)],
  dotted: [numbered((n) => `${han(n)}. `), numbered((n) => `(${han(n)})`), numbered((n) => `${n + 1}、`), numbered((n) => `（${n + 1}）`)],
  spaced: [numbered((n) => `${n + 1} `)],
  divided: [numbered((n) => `第${han(n)}部分 `), numbered((n) => `${han(n)}、`), numbered((n) => `${n + 1}、`)],
  chapters: [numbered((n) => `第${han(n)}章　`), numbered((n) => `第${han(n)}节　`), numbered((n) => `${n + 1}．`)],
  formal: [numbered((n) => `${'壹贰叁肆伍陆柒捌玖'[n]}、`), numbered((n) => `${han(n)}、`), numbered((n) => `${n + 1}）`)],
  zeros: [numbered((n) => `0${n + 1} `), numbered((n) => `（${n + 1}）`)],
  parts: [numbered((n) => `Part.${n + 1} `), numbered((n) => `${n + 1}.`)],
  brackets: [(_, heading) => `【${heading}】`, numbered((n) => `${n + 1}、`), numbered((n) => '①②③④⑤⑥⑦⑧⑨'[n] ?? '')],
  symbols: [numbered(() => '◆ '), numbered((n) => `（${han(n)}）`)],
  dashes: [numbered((n) => `${han(n)}、`), numbered(() => '——')],
};

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

function print(nodes: readonly Node[], style: readonly Style[], depth = 0): string[] {
  return nodes.flatMap(({ heading, text, children }, i) => [style[depth]?.(i, heading) ?? '', text, ...print(children, style, depth + 1)]);
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

  it('has that tree where the format marks its headings', () => {
    const mark = (nodes: readonly Node[], depth: number): [string, number][] =>
      nodes.flatMap(({ heading, text, children }): [string, number][] => [[heading, depth], [text, 0], ...mark(children, depth + 1)]);
    fc.assert(
      fc.property(fc.array(node(4), { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 2 }), (nodes, highest) => {
        const lines: [string, number][] = [['某县养护案例', 1], ...mark(nodes, highest + 1)];
        const marks: LineMark[] = [];
        let text = '';
        for (const [line, heading] of lines) {
          if (heading > 0) marks.push({ from: text.length, to: text.length + line.length, heading });
          text += `${line}\n`;
        }
        expect(shape(outline({ text, marks }).cases[0]?.sections ?? [])).toEqual(nodes);
      }),
      { numRuns: 150 },
    );
  });
});
