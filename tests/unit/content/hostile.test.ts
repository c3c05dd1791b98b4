import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bulletList, doc, paragraph } from '@/lib/content/build';
import { bodySchema, type Flow } from '@/lib/content/schema';
import { LIMITS } from '@/lib/platform/limits';
import { bodyOf, findingsOf, lineOf } from './findings';

/** Far above what is measured (tens of milliseconds) and far below what recursion or a blob of findings would take. */
const SOON = 1_500;

function timed(value: unknown): { findings: string[]; milliseconds: number } {
  const start = performance.now();
  const findings = findingsOf(value);
  return { findings, milliseconds: performance.now() - start };
}

function nested(depth: number): unknown {
  let node: unknown = { type: 'paragraph' };
  for (let index = 0; index < depth; index += 1) node = { type: 'blockquote', content: [node] };
  return bodyOf(node);
}

/** One object many times over: what the schema walks is the same as with that many objects. */
function many(length: number, node: unknown): unknown[] {
  return Array.from({ length }, () => node);
}

function lists(levels: number): Flow {
  let node: Flow = paragraph('底');
  for (let index = 0; index < levels; index += 1) node = bulletList([[node]]);
  return node;
}

describe('bodies that are too large are refused with one finding, soon', () => {
  test.each([
    ['50,000 deep', () => nested(50_000), /^(content\.0\.?){16} too_deep$/],
    ['50,000 deep in lists', () => JSON.parse(`{"type":"doc","schemaVersion":1,"content":[${'{"type":"bulletList","content":['.repeat(5_000)}${']}'.repeat(5_000)}]}`), /too_deep$/],
    ['300,000 blocks', () => ({ ...bodyOf(), content: many(300_000, { type: 'paragraph' }) }), /^content\.5000 too_many_blocks$/],
    ['300,000 things that are no nodes', () => ({ ...bodyOf(), content: many(300_000, null) }), /^content\.5000 too_many_blocks$/],
    ['300,000 texts', () => bodyOf({ type: 'paragraph', content: many(300_000, { type: 'text', text: 'a' }) }), /^content\.0\.content\.200000 text_too_long$/],
    ['300,000 empty texts', () => bodyOf({ type: 'paragraph', content: many(300_000, { type: 'text', text: '' }) }), /text_too_long$/],
    ['300,000 breaks', () => bodyOf({ type: 'paragraph', content: many(300_000, { type: 'hardBreak' }) }), /text_too_long$/],
    ['a million nodes in rows', () => bodyOf(...Array.from({ length: 100 }, () => lineOf(...Array.from({ length: 10_000 }, () => 0)))), /too_many_blocks$/],
    ['a huge text', () => bodyOf(lineOf({ type: 'text', text: '长'.repeat(10_000_000) })), /^content\.0\.content\.0 text_too_long$/],
  ])('%s', (_, make, expected) => {
    const { findings, milliseconds } = timed(make());
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(expected);
    expect(milliseconds).toBeLessThan(SOON);
  });

  test('a body that contains itself', () => {
    const node: { type: string; content: unknown[] } = { type: 'blockquote', content: [] };
    node.content.push(node, node);
    expect(findingsOf(bodyOf(node))).toHaveLength(1);
  });

  test('depth hidden in a key that no node has does not matter', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown;
    expect(findingsOf(bodyOf({ type: 'paragraph', attrs: deep }))).toEqual(['content.0.attrs unrecognized_keys']);
  });

  const strings = (value: string) =>
    bodyOf(
      { type: 'paragraph', attrs: { id: value } },
      { type: 'heading', attrs: { level: 2, number: value } },
      { type: value },
      lineOf({ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: `https://${value}` } }] }),
    );

  test('long strings in every attribute are refused where they stand', () => {
    expect(findingsOf(strings('a'.repeat(LIMITS.bodyText / 2 - 10)))).toEqual([
      'content.0.attrs.id invalid_format',
      'content.1.attrs.number too_big',
      'content.2.type invalid_union',
      'content.3.content.0.marks.0.attrs.href too_big',
    ]);
  });

  test('huge strings in attributes are refused soon, as huge texts are', () => {
    const { findings, milliseconds } = timed(strings('a'.repeat(2_000_000)));
    expect(findings).toEqual(['content.1 text_too_long']);
    expect(milliseconds).toBeLessThan(SOON);
  });

  test.each([
    ['a caption', () => ({ type: 'table', attrs: { caption: '长'.repeat(300) } })],
    ['words for a picture', () => ({ type: 'image', attrs: { alt: '长'.repeat(150), caption: '长'.repeat(150) } })],
    ['a number', () => ({ type: 'heading', attrs: { number: '长'.repeat(300) } })],
    ['an address', () => lineOf({ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'a'.repeat(300) } }] })],
    ['an attribute that no node has', () => ({ type: 'nothing', attrs: { deep: [{ words: '长'.repeat(300) }] } })],
  ])('%s counts as text, a thousand times over', (_, make) => {
    expect(findingsOf(bodyOf(...many(1_000, make())))).toEqual([expect.stringMatching(/^content\.66\d(\.content\.0)? text_too_long$/)]);
  });

  test('attributes that contain themselves, or hold millions of empty texts', () => {
    const attrs: Record<string, unknown> = {};
    attrs.again = [attrs, attrs];
    expect(findingsOf(bodyOf({ type: 'paragraph', attrs }))).toEqual(['content.0.attrs unrecognized_keys']);
    expect(findingsOf(bodyOf({ type: 'paragraph', attrs: { words: many(2_000_000, '') } }))).toEqual(['content.0 text_too_long']);
  });

  test('very many findings are cut, so that an answer stays small', () => {
    expect(findingsOf(bodyOf(...Array.from({ length: 4_000 }, () => ({ type: 'nothing' }))))).toHaveLength(200);
    expect(findingsOf(bodyOf(...Array.from({ length: 4_000 }, () => paragraph('a', 'x'))))).toHaveLength(200);
  });
});

describe('the limits themselves', () => {
  test('as deep, as long and as many as allowed is accepted, one more is not', () => {
    expect(findingsOf(doc([lists(6)]))).toEqual([]);
    expect(findingsOf(doc([lists(7)]))).toEqual([`${'content.0.'.repeat(16).slice(0, -1)} too_deep`]);
    expect(findingsOf(doc([paragraph('长'.repeat(LIMITS.bodyText))]))).toEqual([]);
    const blocks = Array.from({ length: LIMITS.bodyBlocks }, () => paragraph('a'));
    expect(findingsOf(doc(blocks))).toEqual([]);
    expect(findingsOf(doc([...blocks, paragraph('a')]))).toEqual([`content.${LIMITS.bodyBlocks} too_many_blocks`]);
  });

  test('a body of 100 KB is looked over quickly', () => {
    const body = doc(Array.from({ length: 300 }, () => paragraph('文'.repeat(110))));
    // The best of several: other work on the machine is not what is measured.
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      bodySchema.parse(body);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(60);
  });
});

test('inside another schema the path goes on from there', () => {
  const request = z.strictObject({ sections: z.array(z.strictObject({ body: bodySchema })) });
  const parsed = request.safeParse({ sections: [{ body: bodyOf() }, { body: bodyOf({ type: 'x' }) }, {}, { body: nested(100) }] });
  expect(parsed.error?.issues.map((issue) => issue.path.slice(0, 5).join('.'))).toEqual([
    'sections.1.body.content.0',
    'sections.2.body',
    'sections.3.body.content.0',
  ]);
});

test('no prototype is touched by a body that tries', () => {
  const input = JSON.parse('{"type":"doc","schemaVersion":1,"content":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown;
  expect(findingsOf(input)).toEqual(['unrecognized_keys']);
  expect('polluted' in {}).toBe(false);
});
