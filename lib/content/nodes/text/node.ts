import { isBlank } from '../../../platform/characters';
import { escapeHtml } from '../../escape-html';
import { inLine, nothingToTidy } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { text as schema } from './schema';

const LINE_BREAKS = /[\n\r\v\f\u0085\u2028\u2029]+/g;

export const text: NodeDefinition<NodeOf<'text'>> = {
  schema,
  html: (node) => escapeHtml(node.text),
  text: (node) => node.text,
  // In Markdown a line break in a text would end the line, and two of them the block.
  markdown: (node) => [{ type: 'text', value: node.text.replace(LINE_BREAKS, ' ') }],
  measure: inLine,
  tidy: nothingToTidy,
  isEmpty: (node) => isBlank(node.text),
};
