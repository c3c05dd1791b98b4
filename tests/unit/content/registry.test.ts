import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { bulletList, footnote, paragraph } from '@/lib/content/build';
import { descendants } from '@/lib/content/descendants';
import { footnotes } from '@/lib/content/footnotes';
import { renderHtml } from '@/lib/content/html';
import { toMarkdown } from '@/lib/content/markdown';
import { measureBody } from '@/lib/content/measure';
import { attributeWords } from '@/lib/content/nodes/attributes';
import type { AnyNode, NodeDefinition } from '@/lib/content/nodes/node';
import { nodes, type Nodes } from '@/lib/content/nodes/registry';
import type { NodeOf, NodeType } from '@/lib/content/nodes/schemas';
import { bodySchema, bodySchemaOf } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { isEmptyBody } from '@/lib/content/visible';
import { LIMITS } from '@/lib/platform/limits';
import { callout, withCallout, type Callout } from './callout';
import { everyNode } from './every-node';

describe('a node of its own, added to the registry', () => {
  const schema = bodySchemaOf(withCallout);
  const bodyOf = (attrs: object, ...content: unknown[]) => ({
    type: 'doc',
    schemaVersion: 1,
    content: [{ type: 'callout', attrs: { id: 'c', ...attrs }, content: content.length > 0 ? content : [paragraph('')] }],
  });
  const body = schema.parse(
    bodyOf({ title: '要点 <1>', steps: [{ words: '先登记' }, { words: '后核对' }] }, paragraph([{ type: 'text', text: '三天内办结' }, footnote('见办法')]), bulletList(['存档'])),
  );
  const WORDS = ['要点 <1>', '先登记', '后核对', '三天内办结', '存档', '见办法'];

  test('is found on the page', () => {
    const html = renderHtml(body, { registry: withCallout });
    for (const words of WORDS) expect(html).toContain(words.replace('<', '&lt;').replace('>', '&gt;'));
    expect(html).toMatch(/^<section>.*<\/section><ol class="notes"/);
  });

  test('is found in the text', () => {
    expect(toPlainText(body, withCallout)).toBe('要点 <1>\n先登记\n后核对\n三天内办结\n- 存档\n[1] 见办法');
  });

  test('is found in Markdown', () => {
    expect(toMarkdown(body, { registry: withCallout })).toBe('**要点 <1>**\n\n先登记\n\n后核对\n\n三天内办结[^1]\n\n- 存档\n\n[^1]: 见办法\n');
  });

  test('is measured, its attributes too, and so are the ids in them', () => {
    const long = (words: string) => bodyOf({ steps: Array.from({ length: LIMITS.bodyText / 10_000 }, () => ({ words: '长'.repeat(10_000) })) }, paragraph(words));
    expect(measureBody(long(''), withCallout)).toEqual({ duplicates: [] });
    expect(measureBody(long('一字'), withCallout).refusal).toMatchObject({ code: 'text_too_long', path: ['content', 0, 'content', 0, 'content', 0] });
    expect(measureBody(bodyOf({ steps: [{ id: 'a' }, { id: 'c' }, { id: 'a' }] }), withCallout).duplicates.map(({ path }) => path.join('.'))).toEqual([
      'content.0.attrs.steps.1.id',
      'content.0.attrs.steps.2.id',
    ]);
  });

  test('is tidied: by itself, and what nobody has set', () => {
    const tidy = schema.parse(bodyOf({ title: ' ', tone: 'plain', steps: [{ id: 's', words: null }, { id: 't', words: '先登记' }] }, paragraph('', 'p')));
    expect(tidy.content).toStrictEqual([
      { type: 'callout', attrs: { id: 'c', steps: [{ id: 't', words: '先登记' }] }, content: [{ type: 'paragraph', attrs: { id: 'p' } }] },
    ]);
  });

  test('is empty as long as neither its attributes nor its blocks say something', () => {
    const isEmpty = (input: unknown) => isEmptyBody(schema.parse(input), withCallout);
    expect(isEmpty(bodyOf({}))).toBe(true);
    expect(isEmpty(bodyOf({ title: '要点' }))).toBe(false);
    expect(isEmpty(bodyOf({ steps: [{ words: '先登记' }] }))).toBe(false);
    expect(isEmpty(bodyOf({}, paragraph('三天')))).toBe(false);
  });

  test('holds what its content says and stands where its group says, in form as in walks', () => {
    expect(footnotes(body, withCallout)).toHaveLength(1);
    const faults = (input: unknown) => schema.safeParse(input).error?.issues.map(({ path }) => path.join('.'));
    expect(faults(bodyOf({}, { type: 'heading', attrs: { level: 2 } }))).toEqual(['content.0.content.0.type']);
    expect(faults(bodyOf({}, bodyOf({}).content[0]))).toContain('content.0.content.0.type');
    expect(faults(bodyOf({ steps: [{ words: 'a\ud800' }] }))).toEqual(['content.0.attrs.steps.0.words']);
    expect(bodySchema.safeParse(bodyOf({})).success).toBe(false);
  });
});

describe('the registry', () => {
  /** The names of all texts in the attributes of a node, as its schema has them. */
  function textsOf(schema: unknown, name = ''): string[] {
    if (typeof schema !== 'object' || schema === null) return [];
    const { type, properties, items, anyOf, enum: values } = schema as Record<string, unknown>;
    if (type === 'string') return values ? [] : [name];
    const inner = [...Object.entries(properties ?? {}), ...[items, ...((anyOf as unknown[] | undefined) ?? [])].map((one) => [name, one] as const)];
    return inner.flatMap(([key, one]) => textsOf(one, key));
  }

  const body = bodySchema.parse(everyNode);
  const found = descendants(body, (node): node is AnyNode => node !== null).map(({ node }) => node);

  test('sees every text in attributes: on the page, in the text, in Markdown, in the measure', () => {
    const [html, text, markdown] = [renderHtml(body), toPlainText(body), toMarkdown(body)];
    const told = found.flatMap(({ attrs }) => attributeWords(attrs, ['asset']));
    expect(told).toEqual(['一', '（二）', '公示栏', '图一 积分', '表一 评分']);
    for (const words of told) for (const form of [html, text, markdown]) expect(form).toContain(words);
    for (const node of found) {
      const words = attributeWords(node.attrs, ['asset']).join('').length;
      const definition = nodes[node.type as NodeType] as NodeDefinition<AnyNode>;
      if (!('text' in node) && node.type !== 'hardBreak') expect(definition.measure({ ...node })).toEqual({ blocks: 1, characters: words });
    }
  });

  test('has in that body each of its nodes, with each text that their attributes can hold', () => {
    for (const [type, { schema }] of Object.entries(nodes)) {
      const own = found.filter((node) => node.type === type);
      expect(own.length, type).toBeGreaterThan(0);
      const { attrs } = schema.fields;
      const names = attrs ? textsOf(z.toJSONSchema(attrs as z.ZodType, { io: 'input', unrepresentable: 'any' })) : [];
      for (const name of names) expect(own.some((node) => JSON.stringify(node.attrs).includes(`"${name}":"`)), `${type} ${name}`).toBe(true);
    }
  });

  test('is not complete without any node, or with a node that lacks anything', () => {
    expectTypeOf<Omit<Nodes, 'image'>>().not.toExtend<Nodes>();
    type Paragraph = NodeDefinition<NodeOf<'paragraph'>>;
    expectTypeOf<Paragraph>().toExtend<Nodes['paragraph']>();
    expectTypeOf<Omit<Paragraph, 'schema'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'html'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'text'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'markdown'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'measure'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'tidy'>>().not.toExtend<Paragraph>();
    expectTypeOf<Omit<Paragraph, 'isEmpty'>>().not.toExtend<Paragraph>();
    const { measure: _, ...unmeasured } = callout;
    // @ts-expect-error A node that nobody can measure.
    const lacking: NodeDefinition<Callout> = unmeasured;
    expect(Object.keys(lacking)).not.toContain('measure');
  });
});
