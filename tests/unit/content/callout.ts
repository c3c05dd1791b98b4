import { z } from 'zod';
import { escapeHtml } from '@/lib/content/escape-html';
import { block, withoutWords } from '@/lib/content/nodes/defaults';
import { id, optionalLine } from '@/lib/content/nodes/fields';
import type { AnyNode, NodeDefinition, Registry } from '@/lib/content/nodes/node';
import { nodeSchema } from '@/lib/content/nodes/node-schema';
import { nodes } from '@/lib/content/nodes/registry';

const schema = nodeSchema({
  groups: ['block'],
  fields: {
    attrs: z.strictObject({
      id,
      title: optionalLine(200),
      tone: z.enum(['plain', 'loud']).optional(),
      steps: z.array(z.strictObject({ id, words: optionalLine(10_000) })).default([]),
    }),
  },
  content: 'flow+',
});

export interface Callout extends AnyNode {
  type: 'callout';
  attrs: z.output<typeof schema.fields.attrs>;
  content: AnyNode[];
}

/** A node that the product does not have, as a practice block may look: words in its attributes, also in a list there, and blocks in it. */
export const callout: NodeDefinition<Callout> = {
  schema,
  html: ({ attrs, content }, writer) =>
    `<section>${escapeHtml(attrs.title ?? '')}${attrs.steps.map(({ words }) => `<p>${escapeHtml(words ?? '')}</p>`).join('')}${writer.blocks(content)}</section>`,
  text: ({ attrs, content }, writer) => [attrs.title, ...attrs.steps.map(({ words }) => words), writer.blocks(content)].filter(Boolean).join('\n'),
  markdown: ({ attrs, content }, writer) => [
    { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: attrs.title ?? '' }] }] },
    ...attrs.steps.map(({ words }) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value: words ?? '' }] })),
    ...writer.blocks(content),
  ],
  measure: block,
  tidy({ attrs }) {
    attrs.steps = attrs.steps.filter(({ words }) => words);
    if (attrs.tone === 'plain') delete attrs.tone;
  },
  isEmpty: withoutWords,
};

/** The nodes of the product, and this one. */
export const withCallout: Registry = { ...nodes, callout };
