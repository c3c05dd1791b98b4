import type { Blockquote } from 'mdast';
import { block, nothingToTidy, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { blockquote as schema } from './schema';

export const blockquote: NodeDefinition<NodeOf<'blockquote'>> = {
  schema,
  html: (node, writer) => `<blockquote>${writer.blocks(node.content)}</blockquote>`,
  text: (node, writer) => writer.blocks(node.content),
  markdown: (node, writer) => [{ type: 'blockquote', children: writer.blocks(node.content) as Blockquote['children'] }],
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};
