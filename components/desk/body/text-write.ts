import { canonicalJson } from '@/lib/platform/canonical-json';
import type { Block, BodyNode, Flow, ListItem, Table } from '@/lib/content/schema';
import { inlineText } from '@/lib/content/text';
import { writeImage } from './text-image';
import { writeInline } from './text-inline';

type List = Extract<Block, { type: 'bulletList' | 'orderedList' }>;

/** What would be read as the beginning of something else gets a backslash; so does a line that shows nothing. */
function escapeStart(line: string): string {
  if (line === '') return '\\';
  if (/^(?:#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|>|\||\{\{|[ \t])/.test(line) || line.trim() === '') return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=[ \t]|$)/, '$1\\$2');
}

function writeHeading({ attrs, content }: Extract<Block, { type: 'heading' }>): string {
  const number = attrs.number === undefined ? '' : `{${attrs.number.replace(/[\\}]/g, '\\$&')}} `;
  const words = writeInline(content, 'heading').replace(/^[\s{]/, '\\$&');
  return `${'#'.repeat(attrs.level)} ${number}${words}`;
}

/** Two lists of a kind that follow each other would run together: the second has the other marker. */
function markerOf(list: List, index: number, other: boolean): string {
  if (list.type === 'bulletList') return other ? '+' : '-';
  return `${(list.attrs.start ?? 1) + index}${other ? ')' : '.'}`;
}

function writeItem(item: ListItem, marker: string): string {
  const text = writeFlow(item.content, true);
  if (text === '\\') return marker;
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? `${marker} ${line}` : line && `  ${line}`))
    .join('\n');
}

function writeList(list: List, other: boolean): string {
  return list.content.map((item, index) => writeItem(item, markerOf(list, index, other))).join('\n');
}

function writeCell(content: Flow[]): string | null {
  const [only, second] = content;
  if (second || only?.type !== 'paragraph') return null;
  const text = writeInline(only.content, 'cell');
  return /^:?-+:?$/.test(text) ? `\\${text}` : text;
}

/** A table as `| a | b |`, a line of dashes under its header, its caption above behind `|=`; null where it is more than that. */
function writeTable(table: Table): string | null {
  const rows = table.content.map((row) => row.content ?? []);
  const header = rows[0]?.every((cell) => cell.type === 'tableHeader') ?? false;
  const plain = rows.every((row, index) => row.every((cell) => !cell.attrs && (cell.type === 'tableHeader') === (header && index === 0)));
  const texts = rows.map((row) => row.map((cell) => writeCell(cell.content)));
  if (!plain || texts.some((row) => row.includes(null))) return null;
  const lines = texts.map((row) => `| ${row.join(' | ')} |`);
  if (header) lines.splice(1, 0, `|${' --- |'.repeat(rows[0]!.length)}`);
  return [...(table.attrs.caption === undefined ? [] : [`|= ${table.attrs.caption}`]), ...lines].join('\n');
}

/** A block as text; null for what this form has no way to write. `other`: the list before it is of the same kind. */
export function writeBlock(block: Block, other: boolean): string | null {
  switch (block.type) {
    case 'paragraph':
      return writeInline(block.content).split('\n').map(escapeStart).join('\n');
    case 'heading':
      return writeHeading(block);
    case 'bulletList':
    case 'orderedList':
      return writeList(block, other);
    case 'blockquote':
      return writeFlow(block.content, false)
        .split('\n')
        .map((line) => (line ? `> ${line}` : '>'))
        .join('\n');
    case 'table':
      return writeTable(block);
    case 'image':
      return writeImage(block);
  }
}

/** Whether each block is a list right behind one of its kind that has the first marker. */
export function alternates(blocks: readonly { type: string }[]): boolean[] {
  const result: boolean[] = [];
  for (const [index, { type }] of blocks.entries()) {
    const again = type.endsWith('List') && blocks[index - 1]?.type === type;
    result.push(again && !result[index - 1]);
  }
  return result;
}

function writeFlow(content: Flow[], tight: boolean): string {
  const others = alternates(content);
  return content
    .map((block, index) => {
      const close = tight && block.type !== 'paragraph' && content[index - 1]?.type === 'paragraph';
      return (index === 0 ? '' : close ? '\n' : '\n\n') + (writeBlock(block, others[index]!) ?? '');
    })
    .join('');
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'attrs' ? { ...inner, id: undefined } : bare(inner)]));
}

/** What a node says, its ids aside: equal for equal words in equal form. */
export function keyOf(node: BodyNode): string {
  return canonicalJson(bare(node));
}

function firstWords(node: BodyNode): string {
  if (node.type === 'table' && node.attrs.caption) return node.attrs.caption;
  if (node.type === 'image') return node.attrs.alt ?? node.attrs.caption ?? '';
  if (node.type === 'paragraph' || node.type === 'heading') return inlineText(node.content);
  if (node.type === 'text' || node.type === 'hardBreak' || node.type === 'footnote') return '';
  const children: BodyNode[] = node.content ?? [];
  for (const child of children) {
    const found = firstWords(child).trim();
    if (found) return found;
  }
  return '';
}

/** The line that stands for a block that cannot be written: its id, and words by which to know it. */
export function placeholder(block: Block): string {
  const label = firstWords(block).replace(/[\s{}]+/g, ' ').trim().slice(0, 24);
  return `{{${block.attrs.id}${label ? ` ${label}` : ''}}}`;
}
