import { escapeHtml } from '../../escape-html';
import { printedNumber } from '../../printed-number';
import { block, nothingToTidy, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { heading as schema } from './schema';

export const heading: NodeDefinition<NodeOf<'heading'>> = {
  schema,
  html(node, writer) {
    if (writer.isEmpty(node)) return '';
    const { id, level, number } = node.attrs;
    const prefix = number ? `<span class="number">${escapeHtml(printedNumber(number))}</span>` : '';
    return `<h${level + 1} id="${escapeHtml(writer.idPrefix + id)}">${prefix}${writer.line(node.content)}</h${level + 1}>`;
  },
  text: (node, writer) => printedNumber(node.attrs.number ?? '') + writer.line(node.content),
  // A section's own heading is ##, as it is <h2> on a page.
  markdown(node, writer) {
    if (writer.isEmpty(node)) return [];
    const number = printedNumber(node.attrs.number ?? '');
    const words = writer.line(node.content);
    const value = words.length > 0 ? number : number.trim();
    return [{ type: 'heading', depth: HEADING_DEPTH[node.attrs.level], children: [...(value ? [{ type: 'text' as const, value }] : []), ...words] }];
  },
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};

const HEADING_DEPTH = { 2: 3, 3: 4, 4: 5 } as const;
