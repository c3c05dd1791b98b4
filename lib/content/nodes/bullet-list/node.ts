import type { ListItem } from 'mdast';
import { block, nothingToTidy, withoutWords } from '../defaults';
import { markedText } from '../list-item/text';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { bulletList as schema } from './schema';

export const bulletList: NodeDefinition<NodeOf<'bulletList'>> = {
  schema,
  html: (node, writer) => `<ul>${writer.blocks(node.content)}</ul>`,
  text: (node, writer) => node.content.map((item) => markedText('- ', writer.blocks([item]))).join('\n'),
  markdown: (node, writer) => [{ type: 'list', ordered: false, spread: false, children: writer.blocks(node.content) as ListItem[] }],
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};
