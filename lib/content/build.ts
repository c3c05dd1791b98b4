import { newBlockId } from './ids';
import { isBlank } from '../platform/characters';
import { LIMITS } from '../platform/limits';
import { BODY_VERSION, type Block, type Body, type Flow, type Footnote, type Image, type Inline, type ListItem, type Mark, type Table, type TableCell } from './schema';

type Paragraph = Extract<Block, { type: 'paragraph' }>;
type Heading = Extract<Block, { type: 'heading' }>;
type BulletList = Extract<Block, { type: 'bulletList' }>;
type OrderedList = Extract<Block, { type: 'orderedList' }>;
type Blockquote = Extract<Block, { type: 'blockquote' }>;

/** Where a line ends: LF, CR, CRLF, and the soft breaks of Word (VT), of pages (FF) and NEL. */
const LINE_ENDS = /\r\n|[\r\n\v\f\u0085]/;

/** A text, or what stands in a line already built. Line breaks inside a text become hard breaks. */
export type Words = string | Inline[];

/**
 * Text nodes of a string: each line break (LF, CR, CRLF, and the soft ones) is a `hardBreak`, empty lines are breaks
 * only, nothing is cut. An empty string is no node at all.
 */
export function words(text: string, marks: Mark[] = []): Inline[] {
  const marked = marks.length > 0 ? { marks } : {};
  return text.split(LINE_ENDS).flatMap((line, index): Inline[] => [
    ...(index > 0 ? [{ type: 'hardBreak' as const, ...marked }] : []),
    ...(line ? [{ type: 'text' as const, text: line, ...marked }] : []),
  ]);
}

function filled(content: Words): { content?: Inline[] } {
  const nodes = typeof content === 'string' ? words(content) : content;
  return nodes.length > 0 ? { content: nodes } : {};
}

export const bold: Mark = Object.freeze({ type: 'bold' });
export const italic: Mark = Object.freeze({ type: 'italic' });

/** A link mark. The address is not checked here: the schema refuses a bad one, `isSafeHref` tells beforehand. */
export function link(href: string): Mark {
  return { type: 'link', attrs: { href } };
}

export function paragraph(content: Words, id = newBlockId()): Paragraph {
  return { type: 'paragraph', attrs: { id }, ...filled(content) };
}

/** One paragraph for each line of a text that shows anything; blank lines only part them. */
export function paragraphs(text: string): Paragraph[] {
  return text
    .split(LINE_ENDS)
    .filter((line) => !isBlank(line))
    .map((line) => paragraph(line));
}

/** A heading inside a section: `level` 2 prints as h3. `number` is the original numbering, without its text. */
export function heading(level: Heading['attrs']['level'], content: Words, number?: string, id = newBlockId()): Heading {
  return { type: 'heading', attrs: { id, level, ...(number ? { number } : {}) }, ...filled(content) };
}

/** An item of a list: a text, or the blocks in it. */
export function listItem(content: string | Flow[], id = newBlockId()): ListItem {
  const blocks = typeof content === 'string' ? [paragraph(content)] : content;
  return { type: 'listItem', attrs: { id }, content: blocks.length > 0 ? blocks : [paragraph('')] };
}

/** A bullet list, one item for each entry; it must have one, since a list without items is not valid. */
export function bulletList(items: (string | Flow[])[], id = newBlockId()): BulletList {
  return { type: 'bulletList', attrs: { id }, content: items.map((item) => listItem(item)) };
}

/** A numbered list, as `bulletList`; `start` is its first number where that is not 1. */
export function orderedList(items: (string | Flow[])[], start = 1, id = newBlockId()): OrderedList {
  return { type: 'orderedList', attrs: { id, ...(start === 1 ? {} : { start }) }, content: items.map((item) => listItem(item)) };
}

export function blockquote(content: string | Flow[], id = newBlockId()): Blockquote {
  const blocks = typeof content === 'string' ? paragraphs(content) : content;
  return { type: 'blockquote', attrs: { id }, content: blocks.length > 0 ? blocks : [paragraph('')] };
}

/** A cell: a text, or the blocks in it. */
export function cell(content: string | Flow[], attrs?: TableCell['attrs'], type: TableCell['type'] = 'tableCell'): TableCell {
  const blocks = typeof content === 'string' ? [paragraph(content)] : content;
  return { type, ...(attrs ? { attrs } : {}), content: blocks.length > 0 ? blocks : [paragraph('')] };
}

/**
 * A table from rows of cells with a line each; shorter rows are filled up with empty cells, since all rows must be
 * equally wide.
 * @param options `header`: the first row is a header (default), `caption`: its words, `id`
 */
export function table(rows: Words[][], options: { header?: boolean; caption?: string; id?: string } = {}): Table {
  const { header = true, caption, id = newBlockId() } = options;
  const width = Math.max(1, ...rows.map((row) => row.length));
  return {
    type: 'table',
    attrs: { id, ...(caption ? { caption } : {}) },
    content: rows.map((row, index) => ({
      type: 'tableRow',
      content: Array.from({ length: width }, (_, column) =>
        cell([paragraph(row[column] ?? '')], undefined, header && index === 0 ? 'tableHeader' : 'tableCell'),
      ),
    })),
  };
}

/** A note, to be put among the words that it is for. Notes among its own words lose their form, not their words. */
export function footnote(content: Words, id = newBlockId()): Footnote {
  const nodes = (typeof content === 'string' ? words(content) : content).flatMap((node) => (node.type === 'footnote' ? (node.content ?? []) : [node]));
  return { type: 'footnote', attrs: { id }, ...(nodes.length > 0 ? { content: nodes } : {}) };
}

/** One line out of words from elsewhere, no longer than `most` characters. */
function line(text: string, most: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, most).replace(/[\uD800-\uDBFF]$/, '').trim();
}

/**
 * A picture of the store, with what is said of it; the empty text says nothing. Words that are too long are cut.
 * @param options `alt`: what it shows, for those who do not see it; `caption`: the words below it; `id`
 */
export function image(
  { asset, width, height }: { asset: string; width: number; height: number },
  { alt = '', caption = '', id = newBlockId() }: { alt?: string; caption?: string; id?: string } = {},
): Image {
  const said = { alt: line(alt, LIMITS.picture.alt), caption: line(caption, LIMITS.picture.caption) };
  return {
    type: 'image',
    attrs: { id, asset, ...(said.alt ? { alt: said.alt } : {}), ...(said.caption ? { caption: said.caption } : {}), width, height },
  };
}

/** A body of these blocks. Limits (length, depth, columns) are the schema's to check. */
export function doc(blocks: Block[]): Body {
  return { type: 'doc', schemaVersion: BODY_VERSION, content: blocks };
}
