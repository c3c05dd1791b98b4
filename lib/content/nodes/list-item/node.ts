import type { ListItem as MarkdownItem } from 'mdast';
import { block, nothingToTidy, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { listItem as schema } from './schema';

export const listItem: NodeDefinition<NodeOf<'listItem'>> = {
  schema,
  html: (node, writer) => `<li>${writer.blocks(node.content)}</li>`,
  text: (node, writer) => writer.blocks(node.content),
  markdown(node, writer) {
    const children = writer.blocks(node.content) as MarkdownItem['children'];
    // A blank line between them: not every list may follow a paragraph without.
    return [{ type: 'listItem', spread: children.length > 1, children }];
  },
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};
