import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/outline/outline';
import type { OutlineSection } from '@/lib/outline/types';
import { anyDocument, phrase, sentence } from './documents';
import { characterCounts, textsOf } from './labels';


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
