import { newBlockId } from '@/lib/content/ids';
import type { Block, Flow, ListItem, TableRow } from '@/lib/content/schema';
import { isCaptionLine, isImageLine, readImage } from './text-image';
import { readInline, type Where } from './text-inline';

/** Deeper lists than the schema takes (LIMITS.bodyDepth) stay text. */
const LEVELS = 6;
const HEADING = /^(#{1,6})(?:[ \t]+(.*))?$/s;
const NUMBER = /^\{((?:\\.|[^\\}])*)\}[ \t]*/s;
const MARKER = /^([-+*]|(\d{1,9})([.)]))(?:[ \t](.*))?$/s;
const PLACEHOLDER = /^\{\{([A-Za-z0-9][A-Za-z0-9_-]{0,39})(?: .*)?\}\}\s*$/s;

/** Blocks that text only names, by their id. */
export type Kept = ReadonlyMap<string, Block>;

interface Context {
  /** At the top headings, quotes, tables and placeholders may stand; in items and quotes they are words. */
  top: boolean;
  level: number;
  kept: Kept;
}

const isBlank = (line: string) => line.trim() === '';
const unindented = (line: string) => line.replace(/^[ \t]+/, '');
const fresh = () => ({ id: newBlockId() });

function paragraph(source: string, where: Where = 'block'): Extract<Block, { type: 'paragraph' }> {
  const content = readInline(source, where);
  return { type: 'paragraph', attrs: fresh(), ...(content.length > 0 ? { content } : {}) };
}

function heading(marks: string, rest: string): Block {
  const number = NUMBER.exec(rest);
  const content = readInline(number ? rest.slice(number[0].length) : rest, 'heading');
  const level = marks.length <= 2 ? 2 : marks.length === 3 ? 3 : 4;
  const attrs = { id: newBlockId(), level, ...(number ? { number: number[1]!.replace(/\\(.)/gs, '$1') } : {}) } as const;
  return { type: 'heading', attrs, ...(content.length > 0 ? { content } : {}) };
}

function markerOf(line: string, { level }: Context): { family: string; start: number; rest: string } | null {
  const found = level < LEVELS ? MARKER.exec(line) : null;
  return found && { family: found[3] ?? found[1]!, start: Number(found[2] ?? 1), rest: found[4] ?? '' };
}

function isTable(lines: readonly string[]): boolean {
  return lines.some((line) => !line.startsWith('|='));
}

/** Whether a line begins something of its own and so ends the paragraph before it. */
function interrupts(line: string, context: Context): boolean {
  if (markerOf(line, context) || isImageLine(line)) return true;
  if (!context.top) return false;
  return HEADING.test(line) || line.startsWith('>') || line.startsWith('|') || context.kept.has(PLACEHOLDER.exec(line)?.[1] ?? '');
}

/** The lines of an item: what follows its marker, and all below that is indented. Returns the index behind it. */
function itemAt(lines: readonly string[], from: number, rest: string): { item: string[]; next: number } {
  const item = [rest];
  let next = from + 1;
  for (let at = next; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (isBlank(line)) continue;
    if (!/^(?: {2}|\t)/.test(line)) break;
    for (; next < at; next += 1) item.push('');
    item.push(line.replace(/^(?: {2}|\t)/, ''));
    next = at + 1;
  }
  return { item, next };
}

function listAt(lines: readonly string[], from: number, context: Context): { list: Flow; next: number } {
  const { family, start } = markerOf(unindented(lines[from]!), context)!;
  const items: ListItem[] = [];
  let next = from;
  for (let at = from; at < lines.length; at += 1) {
    if (isBlank(lines[at]!)) continue;
    const marker = markerOf(unindented(lines[at]!), context);
    if (marker?.family !== family) break;
    const found = itemAt(lines, at, marker.rest);
    const content = readBlocks(found.item, { ...context, top: false, level: context.level + 1 }) as Flow[];
    items.push({ type: 'listItem', attrs: fresh(), content: content.length > 0 ? content : [paragraph('')] });
    next = found.next;
    at = next - 1;
  }
  const numbered = family === '.' || family === ')';
  const list: Flow = numbered
    ? { type: 'orderedList', attrs: { ...fresh(), ...(start === 1 ? {} : { start }) }, content: items }
    : { type: 'bulletList', attrs: fresh(), content: items };
  return { list, next };
}

function cellsOf(line: string): string[] {
  const cells = [...line.slice(1).matchAll(/((?:\\.|[^\\|]|\\$)*)(\||$)/gs)].map((match) => ({ text: match[1]!, closed: match[2] === '|' }));
  const used = cells.filter(({ text, closed }) => closed || !isBlank(text));
  return used.map(({ text }) => text.replace(/^[ \t]+|(?<!\\)[ \t]+$/g, ''));
}

function table(lines: readonly string[]): Block {
  const caption = lines[0]!.startsWith('|=') ? lines[0]!.slice(2).trim() : undefined;
  const rows = lines.slice(caption === undefined ? 0 : 1).map(cellsOf);
  const header = rows[1]?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
  if (header) rows.splice(1, 1);
  const width = Math.max(1, ...rows.map((row) => row.length));
  const content = rows.map((row, index): TableRow => ({
    type: 'tableRow',
    content: Array.from({ length: width }, (_, column) => ({
      type: header && index === 0 ? 'tableHeader' : 'tableCell',
      content: [paragraph(row[column] ?? '', 'cell')],
    })),
  }));
  return { type: 'table', attrs: { ...fresh(), ...(caption === undefined ? {} : { caption }) }, content };
}

function quote(lines: readonly string[], context: Context): Block {
  const inner = lines.map((line) => line.replace(/^> ?/, ''));
  const content = readBlocks(inner, { ...context, top: false }) as Flow[];
  return { type: 'blockquote', attrs: fresh(), content: content.length > 0 ? content : [paragraph('')] };
}

/** The blocks of some lines, all with fresh ids but those that a placeholder names. Never throws. */
export function readBlocks(lines: readonly string[], context: Context): Block[] {
  const blocks: Block[] = [];
  /** Takes lines as long as they go on. */
  const run = (from: number, goesOn: (line: string) => boolean) => {
    let end = from;
    while (end < lines.length && goesOn(unindented(lines[end]!))) end += 1;
    return lines.slice(from, end).map(unindented);
  };
  for (let at = 0; at < lines.length; ) {
    const line = unindented(lines[at]!);
    const found = context.top ? HEADING.exec(line) : null;
    const kept = context.top ? context.kept.get(PLACEHOLDER.exec(line)?.[1] ?? '') : undefined;
    const rows = context.top ? run(at, (other) => other.startsWith('|')) : [];
    const quoted = context.top ? run(at, (other) => other.startsWith('>')) : [];
    if (isBlank(line)) {
      at += 1;
    } else if (kept) {
      blocks.push(kept);
      at += 1;
    } else if (found) {
      blocks.push(heading(found[1]!, found[2] ?? ''));
      at += 1;
    } else if (isTable(rows)) {
      blocks.push(table(rows));
      at += rows.length;
    } else if (quoted.length > 0) {
      blocks.push(quote(quoted, context));
      at += quoted.length;
    } else if (isImageLine(line)) {
      const below = unindented(lines[at + 1] ?? '');
      const caption = isCaptionLine(below) ? below : undefined;
      blocks.push(readImage(line, caption));
      at += caption === undefined ? 1 : 2;
    } else if (markerOf(line, context)) {
      const { list, next } = listAt(lines, at, context);
      blocks.push(list);
      at = next;
    } else {
      const words = [line, ...run(at + 1, (other) => !isBlank(other) && !interrupts(other, context))];
      blocks.push(paragraph(words.map((word) => (word === '\\' ? '' : word)).join('\n')));
      at += words.length;
    }
  }
  return blocks;
}
