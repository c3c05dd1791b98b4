import { footnotes } from './footnotes';
import type { Block, Body, Image, Inline, ListItem, Table } from './schema';
import { printedNumber } from './printed-number';

/** The words of a line; a break is a line feed. Notes are not part of it. */
export function inlineText(nodes: Inline[] = []): string {
  return nodes.map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? '\n' : '')).join('');
}

/** What is said of a picture; once, where both say the same. */
function imageText({ attrs: { alt = '', caption = '' } }: Image): string {
  return alt === caption ? alt : [alt, caption].filter(Boolean).join('\n');
}

/** The first line of an item stands behind its marker, all others under its words. */
function marked(marker: string, text: string): string {
  return marker + text.replaceAll('\n', `\n${' '.repeat(marker.length)}`);
}

/** A row is one line, so a cell of several lines becomes one; spanned columns stay empty, which keeps the columns apart. */
function tableText(node: Table): string {
  const rows = node.content.map((row) =>
    (row.content ?? [])
      .map((cell) => blocksText(cell.content).replace(/\n\s*/g, ' ') + '\t'.repeat((cell.attrs?.colspan ?? 1) - 1))
      .join('\t'),
  );
  return [...(node.attrs.caption ? [node.attrs.caption] : []), ...rows].join('\n');
}

function blockText(node: Block | ListItem): string {
  switch (node.type) {
    case 'paragraph':
      return inlineText(node.content);
    case 'heading':
      return node.attrs.number ? printedNumber(node.attrs.number) + inlineText(node.content) : inlineText(node.content);
    case 'bulletList':
      return node.content.map((item) => marked('- ', blockText(item))).join('\n');
    case 'orderedList':
      return node.content.map((item, index) => marked(`${(node.attrs.start ?? 1) + index}. `, blockText(item))).join('\n');
    case 'listItem':
    case 'blockquote':
      return blocksText(node.content);
    case 'table':
      return tableText(node);
    case 'image':
      return imageText(node);
  }
}

function blocksText(nodes: (Block | ListItem)[]): string {
  return nodes.map(blockText).filter((text) => text.trim() !== '').join('\n');
}

/**
 * The words of a body without their form, for search, excerpts and comparing: a line for each block,
 * headings with their number, `- ` or `1. ` before list items (nested ones indented), table cells
 * parted by tabs, for a picture its alternative text and its caption. Notes stand behind all else, `[1] ` before each,
 * so that no mark parts the words of a sentence. Blank blocks leave no line. Takes a body that `bodySchema` has returned.
 */
export function toPlainText(body: Body): string {
  const notes = footnotes(body).map((note, index) => `[${index + 1}] ${inlineText(note.content).replace(/\s*\n\s*/g, ' ')}`);
  return [blocksText(body.content), ...notes].filter(Boolean).join('\n');
}
