import type { DocumentBuilder, LineForm } from '../builder';
import type { Span } from '../../../text/outline/source';
import type { TableCell } from '../document';
import { inReadingOrder, type Item } from './columns';
import { isSimplified, isUnmapped, isWide, simplified, typed } from './characters';
import { flow, type Part, type PlacedPage } from './flow';
import { isPageNumber, wordsOf } from './furniture';
import { levelsOf } from './headings';
import { linesOf, type Piece } from './lines';
import type { Bookmark, Glyph, PagePicture, PositionedPage } from './page';
import { cellParagraphs, type Paragraph } from './paragraphs';
import { tablesOf, type PageTable } from './tables';
import { upright } from './upright';

/** Above that part of letters without a name, what a document says cannot be known. */
const UNMAPPED = 0.2;
/** Fewer letters a page, where pages are pictures, are stamps and page numbers. */
export const FEWEST_LETTERS = 10;
/** A part of Chinese characters with a space behind each: a program's doing, not somebody's. */
const SPACED = 0.5;

/** What pages hold, before anything is made of it. */
export interface PageText {
  /** Letters, and how many of them have no name. */
  letters: number;
  unmapped: number;
}

/** Counts what the pages say, for readers that must tell a scanned page and a font without names. */
export function measure(pages: readonly PositionedPage[]): PageText {
  let letters = 0;
  let unmapped = 0;
  for (const { glyphs } of pages) {
    for (const { text } of glyphs) {
      if (text.trim() === '' && text !== '') continue;
      letters += 1;
      if (isUnmapped(typed(text))) unmapped += 1;
    }
  }
  return { letters, unmapped };
}

/** Whether most of a document's letters cannot be read. */
export function isUnreadable({ letters, unmapped }: PageText): boolean {
  return unmapped > letters * UNMAPPED;
}

/**
 * Makes a text of pages that only say where each letter stands: lines, paragraphs, columns, tables, titles, and what
 * belongs to the pages. Says it to the builder in reading order; ends no document.
 * @param pages used up: what a font calls its letters becomes what somebody typed
 */
export function readPages(builder: DocumentBuilder, pages: readonly PositionedPage[], bookmarks: readonly Bookmark[] = []): void {
  const plain = isSimplified(pages.map(({ glyphs }) => glyphs.map(({ text }) => text).join('')).join(''));
  const tidy = pages.map((page) => visible(page, builder, plain ? (text) => simplified(typed(text)) : typed));
  const spaced = isSpaced(tidy);
  const gutters = new Set<number>();
  const placed = tidy.map((page): PlacedPage => {
    const { page: turned, aslant } = upright(page);
    for (const words of aslant) builder.loss('turned_text', words);
    const { tables, glyphs } = tablesOf(turned, spaced);
    const items: Item[] = [...linesOf(glyphs, turned.links, spaced), ...tables, ...turned.pictures.map((picture): Item => ({ type: 'picture', ...picture }))];
    return { width: turned.width, height: turned.height, items: inReadingOrder(items, turned.links, spaced, gutters) };
  });
  const parts = flow(placed);
  const levels = levelsOf(parts.flatMap((one) => (one.type === 'paragraph' ? [one] : [])), bookmarks);
  const told = new Set<string>();
  const items = bulleted(parts);
  for (const [index, one] of parts.entries()) {
    if (one.type === 'paragraph' && items.has(index)) sayItem(builder, one, !items.has(index - 1), !items.has(index + 1));
    else if (one.type === 'paragraph') sayParagraph(builder, one, isRow(parts, index) ? { fixed: true } : (levels.get(one) ?? {}));
    else if (one.type === 'table') sayTable(builder, one);
    else if (one.type === 'picture') sayPicture(builder, one);
    else sayFurniture(builder, one.item, told);
  }
}

/** A page's letters as somebody would type them, without what is not to be seen. */
function visible(page: PositionedPage, builder: DocumentBuilder, read: (glyph: string) => string): PositionedPage {
  const shown = page.glyphs.filter(({ hidden, text }) => !hidden && text.trim() !== '').length;
  const hidden: string[] = [];
  const glyphs: Glyph[] = [];
  for (const glyph of page.glyphs) {
    const isOutside = glyph.x + glyph.width < -1 || glyph.x > page.width + 1 || glyph.y < -1 || glyph.y - glyph.size > page.height + 1;
    // All of the words behind a scanned page are invisible.
    if (isOutside || (glyph.hidden && shown > 0)) hidden.push(glyph.text);
    else {
      // In its place: a book has a million of them.
      glyph.text = read(glyph.text);
      glyphs.push(glyph);
    }
  }
  const words = hidden.join('').trim();
  if (words !== '') builder.loss('hidden_text', words);
  return { ...page, glyphs };
}

/** Whether there is a space behind almost every Chinese character. */
function isSpaced(pages: readonly PositionedPage[]): boolean {
  let pairs = 0;
  let parted = 0;
  for (const { glyphs } of pages) {
    glyphs.forEach(({ text }, index) => {
      if (!isWide(text[0])) return;
      pairs += 1;
      if (glyphs[index + 1]?.text === ' ' && isWide(glyphs[index + 2]?.text[0])) parted += 1;
    });
  }
  return pairs > 0 && parted > pairs * SPACED;
}

function sayPieces(builder: DocumentBuilder, pieces: readonly Piece[]): void {
  for (const { text, style } of pieces) {
    for (const character of text) if (isUnmapped(character) && character.trim() !== '') builder.loss('symbol');
    builder.say(text, style);
  }
}

function sayParagraph(builder: DocumentBuilder, paragraph: Paragraph, form: LineForm): void {
  sayPieces(builder, paragraph.pieces);
  builder.endLine({ ...form, ...(paragraph.centred && !form.fixed ? { centred: true } : {}) });
}

/** Whether a line is parted by tabs as the line before or behind it is: a row of a table that nothing but its places tells. */
function isRow(parts: readonly Part[], index: number): boolean {
  const tabs = (part: Part | undefined) => (part?.type === 'paragraph' ? part.text.split('\t').length - 1 : 0);
  const own = tabs(parts[index]);
  return own > 0 && (own > 2 || tabs(parts[index - 1]) === own || tabs(parts[index + 1]) === own);
}

/** What stands before the items of a list that does not count. */
const BULLET = /^(?:[•●▪·➢]\s?|[-–−o]\s)(?=\S)/;

/** The numbers of the paragraphs that are items of lists: two of them or more, one behind the other. */
function bulleted(parts: readonly Part[]): Set<number> {
  const is = (part: Part | undefined) => part?.type === 'paragraph' && !part.bold && BULLET.test(part.text);
  return new Set(parts.flatMap((part, index) => (is(part) && (is(parts[index - 1]) || is(parts[index + 1])) ? [index] : [])));
}

/** An item without its mark, which the list has. */
function sayItem(builder: DocumentBuilder, { pieces }: Paragraph, first: boolean, last: boolean): void {
  if (first) builder.openBlock({ type: 'list', ordered: false, blocks: [] });
  builder.openBlock({ type: 'item', number: 0, prefix: 0, blocks: [] });
  sayPieces(builder, pieces.map((piece, index) => (index === 0 ? { ...piece, text: piece.text.replace(BULLET, '') } : piece)));
  builder.endLine({ item: 1 });
  builder.closeBlock();
  if (last) builder.closeBlock();
}

function sayTable(builder: DocumentBuilder, table: PageTable): void {
  const rows: { at: Span | null; cells: TableCell[] }[] = [];
  builder.openBlock({ type: 'table', caption: null, rows });
  for (const row of table.rows) {
    const cells = row.map(({ lines, colspan, rowspan, header, box }, index): TableCell => {
      if (index > 0) builder.say('\t');
      const spans = cellParagraphs(lines, box.x1).map((pieces, place): Span => {
        if (place > 0) builder.say(' ');
        const from = builder.position;
        sayPieces(builder, pieces);
        return { from, to: builder.position };
      });
      return { lines: spans, colspan, rowspan, header };
    });
    builder.endRow(rows, cells);
  }
  builder.closeBlock();
}

function sayPicture(builder: DocumentBuilder, { image }: PagePicture): void {
  if (!image.bytes) return builder.loss('page_picture');
  builder.image(image);
  builder.endLine();
}

/** A running head is told once, where it stands first; its repetitions and the page numbers are counted. */
function sayFurniture(builder: DocumentBuilder, item: Item, told: Set<string>): void {
  if (item.type === 'picture') return builder.loss('page_picture');
  const words = wordsOf(item);
  const form = words.replace(/\d+/g, '');
  if ((item.type === 'line' && isPageNumber(item)) || told.has(form)) return void builder.loss('page_furniture');
  told.add(form);
  builder.say(words);
  builder.endLine({ chrome: true });
}
