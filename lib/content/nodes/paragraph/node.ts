import { block, nothingToTidy, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { paragraph as schema } from './schema';

/** A blank one keeps a place while somebody writes; readers see nothing of it. */
export const paragraph: NodeDefinition<NodeOf<'paragraph'>> = {
  schema,
  html: (node, writer) => (writer.isEmpty(node) ? '' : `<p>${writer.line(node.content)}</p>`),
  text: (node, writer) => writer.line(node.content),
  markdown: (node, writer) => (writer.isEmpty(node) ? [] : [{ type: 'paragraph', children: writer.line(node.content) }]),
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};
