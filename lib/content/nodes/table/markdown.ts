import type { PhrasingContent, RootContent, Table as MarkdownTable, TableCell as MarkdownCell } from 'mdast';
import type { MarkdownWriter } from '../node';
import type { Table, TableCell } from '../schemas';
import { gridOf } from './grid';

const LINE_BREAK: PhrasingContent = { type: 'html', value: '<br>' };
const EMPTY: MarkdownCell = { type: 'tableCell', children: [] };

/** The lines that blocks make in a cell of Markdown, which has room for one line only: items keep their markers. */
function linesOf(blocks: readonly RootContent[]): PhrasingContent[][] {
  return blocks.flatMap((block): PhrasingContent[][] => {
    if (block.type === 'paragraph') return [block.children];
    if (block.type === 'list') {
      const marker = (index: number) => (block.ordered ? `${(block.start ?? 1) + index}. ` : '- ');
      return block.children.flatMap((item, index) => linesOf(item.children).map((line, at) => (at === 0 ? [{ type: 'text' as const, value: marker(index) }, ...line] : line)));
    }
    return 'children' in block ? linesOf(block.children) : [];
  });
}

/** A cell of Markdown: its blocks in one line, `<br>` between them. */
export function cellMarkdown({ content }: TableCell, writer: MarkdownWriter): MarkdownCell {
  const lines = linesOf(writer.blocks(content));
  const children = lines.flatMap((line, index) => [...(index > 0 ? [LINE_BREAK] : []), ...line]);
  return { type: 'tableCell', children: children.map((node) => (node.type === 'break' ? LINE_BREAK : node)) };
}

/**
 * A table of GFM, below a paragraph with its caption. Merged cells leave empty ones; where the first row is no header,
 * an empty one stands before it, since GFM has no table without.
 */
export function tableMarkdown({ attrs: { caption }, content }: Table, writer: MarkdownWriter): RootContent[] {
  const grid = gridOf(content);
  const rows = grid.map((line) => line.map((cell) => (cell ? cellMarkdown(cell, writer) : EMPTY)));
  const isHeaded = grid[0]?.some((cell) => cell?.type === 'tableHeader') ?? false;
  const header = isHeaded ? [] : [(grid[0] ?? []).map(() => EMPTY)];
  const table: MarkdownTable = { type: 'table', children: [...header, ...rows].map((children) => ({ type: 'tableRow', children })) };
  return [...(caption ? [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: caption }] }] : []), table];
}
