import { block, nothingToTidy, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { Table, TableCell, TableRow } from '../schemas';
import { cellHtml, rowHtml, tableHtml } from './html';
import { cellMarkdown, tableMarkdown } from './markdown';
import * as schemas from './schema';

export const table: NodeDefinition<Table> = {
  schema: schemas.table,
  html: tableHtml,
  text({ attrs: { caption }, content }, writer) {
    return [...(caption ? [caption] : []), ...content.map((row) => writer.line([row]))].join('\n');
  },
  markdown: tableMarkdown,
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};

export const tableRow: NodeDefinition<TableRow> = {
  schema: schemas.tableRow,
  html: (node, writer) => rowHtml(node, writer, false),
  text: (node, writer) => (node.content ?? []).map((cell) => writer.line([cell])).join('\t'),
  markdown: (node, writer) => [{ type: 'tableRow', children: (node.content ?? []).map((cell) => cellMarkdown(cell, writer)) }],
  measure: block,
  tidy: nothingToTidy,
  isEmpty: withoutWords,
};

/** What a cell of either type does. */
const cell: Omit<NodeDefinition<TableCell>, 'schema'> = {
  html: (node, writer) => cellHtml(node, writer),
  /** A row is one line, so a cell of several lines becomes one; spanned columns stay empty, which keeps the columns apart. */
  text: (node, writer) => writer.blocks(node.content).replace(/\n\s*/g, ' ') + '\t'.repeat((node.attrs?.colspan ?? 1) - 1),
  markdown: (node, writer) => [cellMarkdown(node, writer)],
  measure: block,
  tidy(node) {
    const { attrs } = node;
    if (!attrs) return;
    if (attrs.colspan === 1) delete attrs.colspan;
    if (attrs.rowspan === 1) delete attrs.rowspan;
    if (Object.keys(attrs).length === 0) delete node.attrs;
  },
  isEmpty: withoutWords,
};

export const tableHeader: NodeDefinition<Extract<TableCell, { type: 'tableHeader' }>> = { schema: schemas.tableHeader, ...cell };
export const tableCell: NodeDefinition<Extract<TableCell, { type: 'tableCell' }>> = { schema: schemas.tableCell, ...cell };
