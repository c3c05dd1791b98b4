import type { DocumentBuilder, LineForm } from '../builder';
import { countedNumber } from '../counted-number';
import { LineReader } from '../../../text/outline/lines/lines';
import { readMarker } from '../../../text/outline/shapes/table';
import type { Span } from '../../../text/outline/source';
import type { Numbering } from './numbering';
import { OpenLists } from './open-lists';
import type { Relation } from './package';
import { LIST } from './graphics';
import { deletedText, isUnfilled, joinsNext, RunReader, chosen, type Inline, type Piece } from './runs';
import { readParagraph, over, type ParagraphStyle, type Styles } from './styles';
import { readTable } from './tables';
import { child, childValue, elements, type XmlElement } from './xml';

/** Behind a number, unless it ends with one of these, stands a space. */
const CLOSED = /[、。．，：:；）】〕》)\]]$/;
const NO_NUMBER = { label: '', bullet: false };
const EMPTY: Inline = { pieces: [], boxes: [], listed: false };

/** The level of a heading by its style or its outline level, from 1; undefined for body text. */
function headingLevel({ outlineLevel }: ParagraphStyle): number | undefined {
  return outlineLevel !== undefined && outlineLevel >= 0 && outlineLevel < 9 ? outlineLevel + 1 : undefined;
}

export interface StoryContext {
  builder: DocumentBuilder;
  styles: Styles;
  numbering: Numbering;
  relations: ReadonlyMap<string, Relation>;
  comments: ReadonlyMap<string, string>;
  drawn: ReadonlyMap<string, readonly XmlElement[]>;
  /** Parts in another format that stand in the text, by their relationship: each says itself into the builder. */
  chunks: ReadonlyMap<string, () => void>;
  /** Where lines in the style of titles begin. */
  titles: Set<number>;
  /** The mark that a note gets, by its key; asking counts. */
  noteLabel: (key: string) => { note: number; label: string };
}

/**
 * The pieces of a paragraph without the ends of pages in it, over which its words go on. One before a number (a cover,
 * then 一、 on the next page) is where the author begins something.
 */
function withoutPageEnds(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter((piece, index) => {
    if (piece.type !== 'break' || !piece.ofPage) return true;
    const next = pieces.slice(index + 1, index + 9).flatMap((one) => (one.type === 'text' ? one.text : [])).join('').trimStart();
    return (readMarker(new LineReader(next).moveTo(0, next.length))?.ordinal ?? 0) > 0;
  });
}

/** Where paragraphs go: lines of the text, or the paragraphs of one cell, which all stand in the line of their row. */
type Target = { cell: Span[] } | null;

/**
 * One story of a document (its main text, a note, a text box), read block by block: paragraphs with their automatic
 * numbers, tables, text boxes behind the paragraph that they are anchored in.
 */
export class Story {
  private readonly runs: RunReader;
  private readonly lists: OpenLists;
  private pending: Inline = EMPTY;

  constructor(
    readonly context: StoryContext,
    private target: Target = null,
  ) {
    const { styles, relations, comments, drawn, builder } = context;
    this.lists = new OpenLists(builder);
    this.runs = new RunReader({ styles, relations, comments, drawn, loss: (code, words) => builder.loss(code, words) });
  }

  /** One child of a body, cell, text box or note. */
  block(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        return this.paragraph(element);
      case 'w:tbl':
        this.lists.close(0);
        return readTable(element, this, this.target !== null);
      case 'w:sdt':
        return this.control(element);
      case 'mc:AlternateContent':
        return chosen(element).forEach((one) => this.block(one));
      case 'w:altChunk':
        return this.chunk(element);
      case LIST:
        return this.list(element);
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:ins':
      case 'w:moveTo':
      case 'w:sdtContent':
        return elements(element).forEach((one) => this.block(one));
      case 'm:oMathPara':
        return this.paragraph({ ...element, children: [element] });
    }
  }

  /** Ends what is open; the builder is at the start of a line then, unless this is a cell. */
  end(): void {
    if (this.pending.pieces.length > 0) this.write(this.pending.pieces, this.context.styles.paragraph(undefined), NO_NUMBER);
    this.lists.close(0);
  }

  /** The paragraphs of a cell or note, all in the line that is open; no field or list goes over its ends. */
  cell(blocks: XmlElement[]): Span[] {
    const lines: Span[] = [];
    const story = new Story(this.context, { cell: lines });
    for (const one of blocks) story.block(one);
    story.end();
    return lines;
  }

  /** Ends the lists that are open. */
  closeLists(): void {
    this.lists.close(0);
  }

  /** A part in another format, as Word puts together what was merged or saved from a page. In a cell there is no room for it. */
  private chunk({ attributes }: XmlElement): void {
    const say = this.context.chunks.get(attributes['r:id'] ?? '');
    if (!say || this.target) return this.context.builder.loss('embedded');
    this.lists.close(0);
    say();
  }

  /** The words of a diagram, one below the other. */
  private list(element: XmlElement): void {
    const { builder } = this.context;
    for (const { attributes, children } of elements(element)) {
      const text = children.filter((one) => typeof one === 'string').join('');
      if (!this.target) this.lists.item(Number(attributes.depth), null);
      const pieces: Piece[] = [{ type: 'text', text, style: {}, headline: false }];
      if (this.target) this.writeCell(pieces, '• ', this.target.cell);
      else {
        builder.say(text);
        builder.endLine({ item: this.lists.depth });
      }
    }
    this.lists.close(0);
  }

  /** A content control; one that nobody has filled in shows its prompt only. The one that Word puts around a contents list makes page furniture of it. */
  private control(element: XmlElement): void {
    if (isUnfilled(element)) return this.context.builder.loss('placeholder', deletedText(element));
    const gallery = childValue(child(child(element, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery') ?? '';
    const contents = /table of contents/i.test(gallery);
    if (contents) this.context.builder.pushForm({ chrome: true });
    for (const one of elements(child(element, 'w:sdtContent'))) this.block(one);
    if (contents) this.context.builder.popForm();
  }

  private paragraph(element: XmlElement): void {
    const { styles, builder } = this.context;
    const pPr = child(element, 'w:pPr');
    const style = styles.paragraph(childValue(pPr, 'w:pStyle'));
    const own: ParagraphStyle = over<ParagraphStyle>({ ...readParagraph(pPr), run: style.run }, style);
    // No entry of a contents list is a heading.
    if (headingLevel(own) !== undefined && style.role !== 'contents' && this.runs.fields.inContents) this.runs.fields.endContents();
    const { pieces, boxes, listed } = this.runs.read(element, style.run);
    const inline = { pieces: this.pending.pieces.concat(pieces), boxes: this.pending.boxes.concat(boxes), listed: this.pending.listed || listed };
    if (joinsNext(element)) {
      this.pending = inline;
      return;
    }
    this.pending = EMPTY;
    const contents = style.role === 'contents' || inline.listed;
    const isEmpty = !inline.pieces.some((piece) => piece.type !== 'break' && (piece.type !== 'text' || piece.text.trim() !== ''));
    const number = this.number(own, isEmpty);
    if (contents) builder.pushForm({ chrome: true });
    if (!isEmpty) this.write(inline.pieces, own, number);
    if (contents) builder.popForm();
    for (const box of inline.boxes) this.box(box);
  }

  private box(element: XmlElement): void {
    if (this.target) {
      const story = new Story(this.context, this.target);
      elements(element).forEach((one) => story.block(one));
      return story.end();
    }
    this.lists.close(0);
    const story = new Story(this.context);
    for (const one of elements(element)) story.block(one);
    story.end();
  }

  /**
   * The paragraph's automatic number as text; opens and closes lists. An empty paragraph is counted, not shown.
   * A number that a list can say begins an item; that its line is a heading, the outline may still find.
   */
  private number(form: ParagraphStyle, isEmpty: boolean): { label: string; bullet: boolean } {
    const { numbering, builder } = this.context;
    const { numId } = form;
    const level = form.listLevel ?? (numId && form.numberingStyle ? numbering.levelOfStyle(numId, form.numberingStyle) : 0);
    const numbered = numId && numId !== '0' ? numbering.next(numId, level) : null;
    if (isEmpty) return NO_NUMBER;
    const listed = numbered !== null && headingLevel(form) === undefined && !this.target;
    if (!listed) this.lists.close(0);
    if (!numbered) return NO_NUMBER;
    if (numbered.bullet) {
      if (listed) this.lists.item(numbered.level, null);
      return { label: this.target ? '• ' : '', bullet: listed };
    }
    if (numbered.unknownFormat) builder.loss('number_format', numbered.unknownFormat);
    const label = numbered.suffix === 'nothing' || CLOSED.test(numbered.label) ? numbered.label : `${numbered.label} `;
    if (listed) {
      const number = countedNumber(numbered.label);
      if (number === null) this.lists.close(numbered.level);
      else this.lists.item(numbered.level, { number, prefix: label.length });
    }
    return { label, bullet: false };
  }

  private write(pieces: Piece[], style: ParagraphStyle, { label, bullet }: { label: string; bullet: boolean }): void {
    const { builder } = this.context;
    const isTitle = style.role === 'title';
    const heading = isTitle ? 1 : headingLevel(style);
    const texts = pieces.filter((piece) => piece.type === 'text' && piece.text.trim() !== '');
    const headline = texts.length > 0 && texts.every((piece) => piece.type === 'text' && (piece.headline || piece.style.bold));
    const form: LineForm = {
      ...(heading ? { heading } : {}),
      ...(style.centred || isTitle || style.role === 'subtitle' ? { centred: true } : {}),
      ...(headline ? { bold: true } : {}),
      ...(bullet ? { item: this.lists.depth } : {}),
      ...(style.role === 'caption' ? { caption: true } : {}),
    };
    const block = style.role === 'quote' && !this.target && this.lists.depth === 0;
    if (block) builder.openBlock({ type: 'quote', blocks: [] });
    if (this.target) this.writeCell(pieces, label, this.target.cell);
    else {
      // A number looks like the text that it stands before.
      builder.say(label, texts[0]?.type === 'text' && texts[0].style.bold ? { bold: true } : {});
      for (const piece of withoutPageEnds(pieces)) {
        if (piece.type !== 'break') this.piece(piece);
        // A heading is one line; elsewhere a break is what the author meant to be one.
        else if (heading) builder.say(' ');
        else builder.endLine(form);
      }
      const line = builder.endLine(form);
      if (line && isTitle) this.context.titles.add(line.from);
    }
    if (block) builder.closeBlock();
  }

  private writeCell(pieces: Piece[], label: string, lines: Span[]): void {
    const { builder } = this.context;
    let from = -1;
    const end = () => {
      if (from >= 0 && builder.position > from) lines.push({ from, to: builder.position });
      from = -1;
    };
    const start = () => {
      if (from >= 0) return;
      if (lines.length > 0) builder.say(' ');
      from = builder.position;
      builder.say(label);
      label = '';
    };
    for (const piece of withoutPageEnds(pieces)) {
      if (piece.type === 'break') {
        end();
        continue;
      }
      // Word sets a space between the mark of a note and its words.
      const first = from < 0 && piece.type === 'text' ? { ...piece, text: piece.text.trimStart() } : piece;
      if (first.type === 'text' && first.text === '') continue;
      start();
      this.piece(first);
    }
    end();
  }

  private piece(piece: Exclude<Piece, { type: 'break' }>): void {
    const { builder, relations, noteLabel } = this.context;
    if (piece.type === 'text') builder.say(piece.text, piece.style);
    else if (piece.type === 'note') {
      const { note, label } = noteLabel(piece.key);
      builder.noteMark(note, label);
    } else {
      const relation = relations.get(piece.relation);
      if (!relation) return builder.loss('image_missing', piece.alt);
      if (relation.external) builder.loss('linked_image', relation.target);
      builder.image({ bytes: null, name: relation.target, alt: piece.alt });
    }
  }
}
