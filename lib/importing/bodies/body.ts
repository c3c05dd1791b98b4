import { blockquote, bulletList, cell, orderedList, paragraph } from '../../content/build';
import { newBlockId } from '../../content/ids';
import type { Block, Flow, Image, Inline, Table, TableCell as BodyCell } from '../../content/schema';
import { inlineText } from '../../content/text';
import { LIMITS } from '../../platform/limits';
import { isSpace } from '../../text/outline/lines/characters';
import { PageJoins } from '../../text/outline/layout/page-joins';
import type { Span } from '../../text/outline/source';
import type { Outline, OutlineSection } from '../../text/outline/types';
import { isBlank } from '../../platform/characters';
import { cut } from '../../platform/plain-text';
import type { BlockSpan, ImportedDocument, TableCell } from '../formats/document';
import { firstBehind, InlineCutter, type PictureOf } from './inline';
import { LINE_BREAK } from '../formats/line-break';
import { captionWord } from './caption-line';
import { setCaption, withOwnCaptions } from './own-captions';
import { wholeTable } from './table-grid';

/** A list takes four levels to its text: list, item, paragraph, text. */
const DEEPEST_LIST = LIMITS.bodyDepth - 4;
const MOST_IN_ORDER = 999_999_999;

type Item = Extract<BlockSpan, { type: 'item' }>;
type ListSpan = Extract<BlockSpan, { type: 'list' }>;
type TableSpan = Extract<BlockSpan, { type: 'table' }>;

/** The parts of rising spans that lie in another one. */
function clip(spans: readonly Span[], { from, to }: Span): Span[] {
  const inside: Span[] = [];
  for (let i = firstBehind(spans, from); i < spans.length && spans[i]!.from < to; i++) {
    inside.push({ from: Math.max(from, spans[i]!.from), to: Math.min(to, spans[i]!.to) });
  }
  return inside;
}

/** Makes one paragraph of two: the first half ends what was there before `at`, the other one begins there. */
function join(blocks: Block[], at: number): void {
  const first = blocks[at - 1];
  const second = blocks[at];
  if (first?.type !== 'paragraph' || second?.type !== 'paragraph') return;
  const glue = PageJoins.glue(inlineText(first.content), inlineText(second.content));
  first.content = [...(first.content ?? []), ...(glue ? [{ type: 'text' as const, text: glue }] : []), ...(second.content ?? [])];
  blocks.splice(at, 1);
}

/** Takes up what follows, however many: `push(...)` has no room for a hundred thousand. */
function append<T>(to: T[], more: readonly T[]): void {
  for (const one of more) to.push(one);
}

/** A row of a table as one paragraph, its cells parted by tabs; null where a cell is more than a line. */
function lineOf(cells: readonly BodyCell[]): Flow[] | null {
  const words: Inline[] = [];
  for (const [index, { content }] of cells.entries()) {
    const [only, ...more] = content;
    if (only?.type !== 'paragraph' || more.length > 0) return null;
    if (index > 0) words.push({ type: 'text', text: '\t' });
    words.push(...(only.content ?? []));
  }
  return words.some((node) => node.type !== 'text' || !isBlank(node.text)) ? [paragraph(words)] : [];
}

/** All text that goes into bodies as blocks. */
function textSpans({ at, children }: OutlineSection): Span[] {
  return [...at.text, ...children.flatMap(textSpans)];
}

/** Cuts the blocks of a body out of a document: what stands in the spans of an outline, with the form that it had. */
export class BodyCutter {
  private readonly inline: InlineCutter;
  private readonly joins: PageJoins;
  /** Whether a line break inside a span is one of a page layout, and so none of the text. */
  private readonly wrapped: boolean;
  /** Of paragraphs that are captions, where what they speak of begins in the text; and of tables, where they do. */
  private readonly captionOf = new WeakMap<object, number>();
  private readonly tables = new WeakMap<object, number>();

  /**
   * @param outline of the document
   * @param pictureOf the pictures that are in the store
   */
  constructor(
    private readonly document: ImportedDocument,
    outline: Outline,
    pictureOf: PictureOf,
  ) {
    this.wrapped = outline.at.wrapped;
    this.joins = new PageJoins(document.text, outline);
    const bodies = outline.cases
      .flatMap(({ at, sections }) => [...this.richPart(at.lead), ...at.body, ...sections.flatMap(textSpans), ...at.tail])
      .sort((one, other) => one.from - other.from);
    const movable = document.notes.map((note) => clip(bodies, note.at).some(({ from, to }) => from === note.at.from && to >= note.at.to));
    this.inline = new InlineCutter(document, { wrapped: this.wrapped, movable, pictureOf });
  }

  /** Words of a heading; its pictures go below it. */
  heading(span: Span): { words: Inline[]; pictures: Image[] } {
    return this.inline.cut(span.from, span.to, { heading: true });
  }

  /** The pictures in a heading that is kept as text. */
  pictures(span: Span): Image[] {
    return this.inline.pictures(span.from, span.to);
  }

  /** The blocks in these spans, which rise and lie apart. */
  blocks(spans: readonly Span[]): Block[] {
    return this.flow(spans, this.document.blocks, 2);
  }

  /** What of these spans stands from the first block or picture on; nothing where all is lines. A note is words. */
  richPart(spans: readonly Span[]): Span[] {
    const { blocks, captions, objects } = this.document;
    for (const [index, span] of spans.entries()) {
      let next = firstBehind(objects, span.from);
      while (objects[next]?.type === 'note' && objects[next]!.from < span.to) next += 1;
      const places = [blocks[firstBehind(blocks, span.from)], objects[next]].flatMap((one) => (one && one.from < span.to ? [one.from] : []));
      if (places.length === 0) continue;
      // A caption stays with its table.
      const caption = captions[firstBehind(captions, span.from)];
      if (caption && caption.of !== null && caption.from < span.to) places.push(caption.from);
      // From the start of its line: a picture in a sentence does not part it.
      const from = Math.max(span.from, this.document.text.lastIndexOf('\n', Math.min(...places)) + 1);
      return [{ from, to: span.to }, ...spans.slice(index + 1)];
    }
    return [];
  }

  private flow(spans: readonly Span[], blocks: readonly BlockSpan[], depth: number): Block[] {
    const out: Block[] = [];
    let next = spans[0] ? firstBehind(blocks, spans[0].from) : 0;
    let done = -1;
    for (const [index, span] of spans.entries()) {
      const begin = out.length;
      let from = Math.max(span.from, done);
      for (let block = blocks[next]; block && block.from < span.to; block = blocks[++next]) {
        if (block.to <= from) continue;
        append(out, this.lines(from, block.from));
        append(out, this.block(block, clip(spans, block), depth));
        from = Math.max(from, block.to);
        done = block.to;
      }
      append(out, this.lines(from, span.to));
      const before = spans[index - 1];
      if (before && this.joins.goesOn(before, span)) join(out, begin);
    }
    return withOwnCaptions(out, (block) => this.captionOf.get(block), (block) => this.inline.placeOf(block) ?? this.tables.get(block));
  }

  /** A paragraph for each line; pictures stand below theirs. */
  private lines(from: number, to: number): Flow[] {
    const out: Flow[] = [];
    for (const line of this.wrapped ? [{ from, to }] : this.split(from, to)) {
      const trimmed = this.trim(line);
      if (trimmed.to <= trimmed.from || this.inline.isPlacedNote(trimmed.from, trimmed.to)) continue;
      const { words, pictures } = this.inline.cut(trimmed.from, trimmed.to);
      const own = words.some((node) => node.type !== 'text' || !isBlank(node.text)) ? paragraph(words) : null;
      const caption = this.document.captions[firstBehind(this.document.captions, trimmed.from)];
      const of = own && caption && caption.from <= trimmed.from && caption.to >= trimmed.to ? caption.of : null;
      if (own && of !== null) this.captionOf.set(own, of);
      // Below its picture also where both stand in one line.
      out.push(...(own && of === null ? [own] : []), ...pictures, ...(own && of !== null ? [own] : []));
    }
    return out;
  }

  private split(from: number, to: number): Span[] {
    const lines: Span[] = [];
    let start = from;
    for (const line of this.document.text.slice(from, to).split(LINE_BREAK)) {
      lines.push({ from: start, to: start + line.length });
      start += line.length + 1;
    }
    return lines;
  }

  private trim({ from, to }: Span): Span {
    const { text } = this.document;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    return { from, to };
  }

  private block(block: BlockSpan, inside: Span[], depth: number): Block[] {
    switch (block.type) {
      case 'list':
        return this.list(block, inside, depth);
      case 'quote': {
        const quoted = this.plain(this.flow(inside, block.blocks, depth + 1));
        return quoted.length > 0 ? [blockquote(quoted)] : [];
      }
      case 'code': {
        // Spans leave out what stands before the first letter of a line, which means something here.
        const whole = this.visible(inside) === this.visible([block]);
        const lines = (whole ? [block] : inside).flatMap(({ from, to }) => this.split(from, to));
        const words = lines.flatMap((line, index): Inline[] => [...(index > 0 ? [{ type: 'hardBreak' as const }] : []), ...this.inline.cut(line.from, line.to).words]);
        return words.some(({ type }) => type === 'text') ? [paragraph(words)] : [];
      }
      case 'table':
        return this.table(block, inside);
      case 'item':
        return this.flow(inside, block.blocks, depth);
    }
  }

  /** How many characters of these spans show. */
  private visible(spans: readonly Span[]): number {
    return spans.reduce((sum, { from, to }) => sum + this.document.text.slice(from, to).replace(/\s+/g, '').length, 0);
  }

  /** What may stand in items, quotes and cells; other blocks leave their paragraphs. */
  private plain(blocks: Block[]): Flow[] {
    return blocks.flatMap((block): Flow[] => {
      switch (block.type) {
        case 'heading':
          return [paragraph(block.content ?? [])];
        case 'blockquote':
          return block.content;
        case 'table':
          return block.content.flatMap(({ content = [] }) => lineOf(content) ?? content.flatMap((cell) => cell.content)).filter((one) => one.type !== 'paragraph' || one.content);
        default:
          return [block];
      }
    });
  }

  /** A list of the items that are whole; one that has lost its head to a heading leaves its rest as it is. */
  private list(list: ListSpan, inside: Span[], depth: number): Block[] {
    const out: Block[] = [];
    let run: { number: number; content: Flow[] }[] = [];
    const end = () => {
      const [first] = run;
      if (first) out.push(list.ordered ? orderedList(run.map(({ content }) => content), first.number) : bulletList(run.map(({ content }) => content)));
      run = [];
    };
    for (const item of list.blocks) {
      if (item.type !== 'item') continue;
      const spans = clip(inside, item);
      const first = spans[0];
      if (!first) continue;
      const whole = this.trim({ from: item.from, to: item.to }).from >= first.from;
      if (!whole || depth > DEEPEST_LIST || (list.ordered && !(item.number >= 0 && item.number <= MOST_IN_ORDER))) {
        end();
        append(out, this.flow(spans, item.blocks, depth));
        continue;
      }
      // One that does not follow its neighbour begins a list of its own, so that every number is as it was.
      const last = run.at(-1);
      if (last && list.ordered && item.number !== last.number + 1) end();
      const content = this.plain(this.flow(withoutPrefix(spans, item), item.blocks, depth + 2));
      if (content.length > 0) run.push({ number: item.number, content });
    }
    end();
    return out;
  }

  private table({ from, caption, rows }: TableSpan, inside: Span[]): Block[] {
    const whole = rows.every(({ at }) => !at || clip(inside, this.trim(at)).some((span) => span.to - span.from === this.trim(at).to - this.trim(at).from));
    const grid = whole ? wholeTable(rows.map(({ cells }) => cells)) : null;
    if (!grid) return inside.flatMap(({ from, to }) => this.lines(from, to));
    const words = caption ? this.document.text.slice(caption.from, caption.to).replace(/\s+/g, ' ').trim() : '';
    const fits = words.length <= LIMITS.title;
    const heads = rows[0]?.cells.every(({ header }) => !header) && this.looksLikeHead(rows[0].cells, rows.length);
    const table: Table = {
      type: 'table',
      attrs: { id: newBlockId(), ...(fits && words ? { caption: cut(words, LIMITS.title) } : {}) },
      content: grid.map((row, index) => ({
        type: 'tableRow',
        content: row.map(({ lines, colspan, rowspan, header }) =>
          cell(this.cellContent(lines), { colspan, rowspan }, header || (heads && index === 0) ? 'tableHeader' : 'tableCell'),
        ),
      })),
    };
    this.tables.set(table, from);
    return [...(caption && !fits ? this.lines(caption.from, caption.to) : []), table];
  }

  private cellContent(lines: Span[]): Flow[] {
    const content = lines.flatMap((line): Flow[] => {
      const { words, pictures } = this.inline.cut(line.from, line.to);
      return [...(words.length > 0 ? [paragraph(words)] : []), ...pictures];
    });
    // Pictures side by side stand in the cells of a table, each with its words below.
    return content.filter((block, index) => {
      const before = content[index - 1];
      return !(before?.type === 'image' && block.type === 'paragraph' && captionWord(inlineText(block.content)) && setCaption(before, block));
    });
  }

  /** A first row whose words are all bold, where the format does not say what it is. */
  private looksLikeHead(cells: TableCell[], rows: number): boolean {
    const { styles } = this.document;
    return rows > 1 && cells.every(({ lines, rowspan }) => rowspan === 1 && lines.length > 0 && lines.every(({ from, to }) => {
      const style = styles[firstBehind(styles, from)];
      return style?.bold === true && style.from <= from && style.to >= to;
    }));
  }
}

/** The spans of an item without the number that was typed, or printed, before its first words. */
function withoutPrefix(spans: Span[], { from, prefix }: Item): Span[] {
  return spans.flatMap((span) => {
    const start = Math.max(span.from, from + prefix);
    return start < span.to ? [{ from: start, to: span.to }] : [];
  });
}
