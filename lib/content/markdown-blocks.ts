import type { Heading, List, Nodes, Table } from 'mdast';
import { LIMITS } from '../platform/limits';
import { blockquote, bulletList, heading, orderedList, paragraph, table } from './build';
import { htmlText } from './markdown-html';
import { inlineNodes } from './markdown-inline';
import type { MarkdownContext } from './markdown-context';
import type { Block, Flow, Image, Inline } from './schema';
import { inlineText } from './text';

/** A list takes five levels to the text of a note in it: list, item, paragraph, note, text. */
const DEEPEST_LIST = LIMITS.bodyDepth - 4;

function line(nodes: Inline[]): Flow[] {
  return nodes.length > 0 ? [paragraph(nodes)] : [];
}

/** Text with a meaningful line structure, as code: one paragraph with hard breaks. */
function verbatim(text: string): Flow[] {
  return text.trim() === '' ? [] : [paragraph(text.replace(/^\n+|\s+$/g, ''))];
}

function listOf(node: List, depth: number, context: MarkdownContext): Flow[] {
  if (depth > DEEPEST_LIST) {
    context.note('too_deep', node);
    return node.children.flatMap((item) => flowOf(item.children, depth, context));
  }
  const items = node.children.map((item) => {
    const blocks = flowOf(item.children, depth + 2, context);
    if (typeof item.checked !== 'boolean') return blocks;
    context.note('task', item);
    const box = paragraph(item.checked ? '[x] ' : '[ ] ');
    const [first, ...rest] = blocks;
    if (first?.type !== 'paragraph') return [box, ...blocks];
    return [{ ...first, content: [...(box.content ?? []), ...(first.content ?? [])] }, ...rest];
  });
  return [node.ordered ? orderedList(items, node.start ?? 1) : bulletList(items)];
}

/** What each node becomes, and behind it the pictures that stood in its lines: a body has pictures as blocks only. */
function withPictures<T extends Block>(nodes: Nodes[], context: MarkdownContext, convert: (node: Nodes) => T[]): (T | Image)[] {
  return nodes.flatMap((node) => {
    const blocks = convert(node);
    return [...blocks, ...context.pictures.splice(0)];
  });
}

/** Blocks for a place that takes only paragraphs and lists; others keep their words, and a finding says so. */
function flowOf(nodes: Nodes[], depth: number, context: MarkdownContext): Flow[] {
  return withPictures(nodes, context, (node): Flow[] => {
    switch (node.type) {
      case 'heading':
        context.note('nested_block', node);
        return line(inlineNodes(node.children, context));
      case 'blockquote':
        context.note('nested_block', node);
        return flowOf(node.children, depth, context);
      case 'table':
        context.note('nested_block', node);
        return tableLines(node, context);
      default:
        return plainBlock(node, depth, context);
    }
  });
}

/** The blocks that may stand anywhere in a body. */
function plainBlock(node: Nodes, depth: number, context: MarkdownContext): Flow[] {
  switch (node.type) {
    case 'paragraph':
      return line(inlineNodes(node.children, context));
    case 'list':
      return listOf(node, depth, context);
    case 'code':
      context.note('code', node);
      return verbatim(node.value);
    case 'html':
      context.note('html', node);
      return verbatim(htmlText(node.value));
    case 'thematicBreak':
      context.note('thematic_break', node);
      return [];
    case 'footnoteDefinition': {
      if (context.footnotes.get(node.identifier) === node) return [];
      context.note('footnote', node);
      const label = paragraph(`[${node.label ?? node.identifier}]`);
      return [label, ...flowOf(node.children, depth, context)];
    }
    case 'definition':
      return [];
    default:
      return line(inlineNodes([node], context));
  }
}

function headingOf(node: Heading, context: MarkdownContext): Block[] {
  const content = inlineNodes(node.children, context);
  if (content.length === 0) return [];
  if (inlineText(content).length > LIMITS.heading) {
    context.note('heading_too_long', node);
    return [paragraph(content)];
  }
  if (node.depth < 3 || node.depth > 5) context.note('heading_level', node);
  return [heading(node.depth <= 3 ? 2 : node.depth === 4 ? 3 : 4, content)];
}

function cellsOf(node: Table, context: MarkdownContext): Inline[][][] {
  return node.children.map((row) => row.children.map((cell) => inlineNodes(cell.children, context)));
}

/** Rows as paragraphs, cells parted by tabs: for a table where a body can hold none. */
function tableLines(node: Table, context: MarkdownContext): Flow[] {
  return cellsOf(node, context).flatMap((row) =>
    line(row.flatMap((cell, index): Inline[] => [...(index > 0 ? [{ type: 'text' as const, text: '\t' }] : []), ...cell])),
  );
}

function tableOf(node: Table, context: MarkdownContext): Block[] {
  if (node.children.some((row) => row.children.length > LIMITS.tableColumns)) {
    context.note('too_many_columns', node);
    return tableLines(node, context);
  }
  return [table(cellsOf(node, context))];
}

/** The blocks of a body for the top level of a Markdown document. */
export function blocksOf(nodes: Nodes[], context: MarkdownContext): Block[] {
  return withPictures(nodes, context, (node): Block[] => {
    switch (node.type) {
      case 'heading':
        return headingOf(node, context);
      case 'table':
        return tableOf(node, context);
      case 'blockquote': {
        const quoted = flowOf(node.children, 3, context);
        return quoted.length > 0 ? [blockquote(quoted)] : [];
      }
      default:
        return plainBlock(node, 2, context);
    }
  });
}
