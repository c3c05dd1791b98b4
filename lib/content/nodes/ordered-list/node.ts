import type { ListItem } from 'mdast';
import { block, withoutWords } from '../defaults';
import { markedText } from '../list-item/text';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { orderedList as schema } from './schema';

export const orderedList: NodeDefinition<NodeOf<'orderedList'>> = {
  schema,
  html({ attrs: { start }, content }, writer) {
    return `<ol${start === undefined ? '' : ` start="${start}"`}>${writer.blocks(content)}</ol>`;
  },
  text({ attrs: { start = 1 }, content }, writer) {
    return content.map((item, index) => markedText(`${start + index}. `, writer.blocks([item]))).join('\n');
  },
  markdown({ attrs: { start = 1 }, content }, writer) {
    return [{ type: 'list', ordered: true, start, spread: false, children: writer.blocks(content) as ListItem[] }];
  },
  measure: block,
  tidy({ attrs }) {
    if (attrs.start === 1) delete attrs.start;
  },
  isEmpty: withoutWords,
};
