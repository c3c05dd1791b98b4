import type { DocumentBuilder, LineForm } from '../builder';
import type { Span } from '../../outline/source';
import type { Numbering } from './numbering';
import type { Relation } from './package';
import { joinsNext, RunReader, chosen, type Inline, type Piece } from './runs';
import { readParagraph, over, type ParagraphStyle, type Styles } from './styles';
import { readTable } from './tables';
import { child, childValue, elements, type XmlElement } from './xml';

/** Behind a number, unless it ends with one of these, stands a space. */
const CLOSED = /[、。．，：:；）】〕》)\]]$/;

export interface StoryContext {
  builder: DocumentBuilder;
  styles: Styles;
  numbering: Numbering;
  relations: ReadonlyMap<string, Relation>;
  comments: ReadonlyMap<string, string>;
  /** The mark that a note gets, by its key; asking counts. */
  noteLabel: (key: string) => { note: number; label: string };
}

/** Where paragraphs go: lines of the text, or the paragraphs of one cell, which all stand in the line of their row. */
type Target = { cell: Span[] } | null;

/**
 * One story of a document (its main text, a note, a text box), read block by block: paragraphs with their automatic
 * numbers, tables, text boxes behind the paragraph that they are anchored in.
 */
export class Story {
  private readonly runs: RunReader;
  /** Levels of the bullet lists that are open. */
  private readonly lists: number[] = [];
  private pending: Inline = { pieces: [], boxes: [] };

  constructor(
    readonly context: StoryContext,
    private target: Target = null,
  ) {
    const { styles, relations, comments, builder } = context;
    this.runs = new RunReader({ styles, relations, comments, loss: (code, words) => builder.loss(code, words) });
  }

  /** One child of a body, cell, text box or note. */
  block(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        return this.paragraph(element);
      case 'w:tbl':
        this.closeLists(-1);
        return readTable(element, this, this.target !== null);
      case 'w:sdt':
        return this.control(element);
      case 'mc:AlternateContent':
        return chosen(element).forEach((one) => this.block(one));
      case 'w:altChunk':
        return this.context.builder.loss('embedded');
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
    if (this.pending.pieces.length > 0) this.write(this.pending.pieces, this.context.styles.paragraph(undefined), '');
    this.closeLists(-1);
  }

  /** The paragraphs of a cell or note, all in the line that is open; no field or list goes over its ends. */
  cell(blocks: XmlElement[]): Span[] {
    const lines: Span[] = [];
    const story = new Story(this.context, { cell: lines });
    for (const one of blocks) story.block(one);
    story.end();
    return lines;
  }

  /** A content control; the one that Word puts around a contents list makes page furniture of it. */
  private control(element: XmlElement): void {
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
    const { inContents, contentsBegun } = this.runs.fields;
    const { pieces, boxes } = this.runs.read(element, style.run);
    const inline = { pieces: this.pending.pieces.concat(pieces), boxes: this.pending.boxes.concat(boxes) };
    if (joinsNext(element)) {
      this.pending = inline;
      return;
    }
    this.pending = { pieces: [], boxes: [] };
    const own: ParagraphStyle = over<ParagraphStyle>({ ...readParagraph(pPr), run: style.run }, style);
    const contents = style.role === 'contents' || inContents || this.runs.fields.contentsBegun > contentsBegun;
    const isEmpty = !inline.pieces.some((piece) => piece.type !== 'break' && (piece.type !== 'text' || piece.text.trim() !== ''));
    const label = this.number(own, isEmpty);
    if (contents) builder.pushForm({ chrome: true });
    if (!isEmpty) this.write(inline.pieces, own, label);
    if (contents) builder.popForm();
    for (const box of inline.boxes) this.box(box);
  }

  private box(element: XmlElement): void {
    if (this.target) {
      const story = new Story(this.context, this.target);
      elements(element).forEach((one) => story.block(one));
      return story.end();
    }
    this.closeLists(-1);
    const story = new Story(this.context);
    for (const one of elements(element)) story.block(one);
    story.end();
  }

  /** The paragraph's automatic number as text; opens and closes bullet lists. An empty paragraph is counted, not shown. */
  private number(form: ParagraphStyle, isEmpty: boolean): string {
    const { numbering, builder } = this.context;
    const { numId } = form;
    const level = form.listLevel ?? (numId && form.numberingStyle ? numbering.levelOfStyle(numId, form.numberingStyle) : 0);
    const numbered = numId && numId !== '0' ? numbering.next(numId, level) : null;
    if (!numbered?.bullet && (numbered || !isEmpty)) this.closeLists(-1);
    if (!numbered || isEmpty) return '';
    if (numbered.bullet) {
      if (this.target) return '• ';
      this.openItem(numbered.level);
      return '';
    }
    if (numbered.unknownFormat) builder.loss('number_format', numbered.unknownFormat);
    return numbered.suffix === 'nothing' || CLOSED.test(numbered.label) ? numbered.label : `${numbered.label} `;
  }

  private openItem(level: number): void {
    const { builder } = this.context;
    this.closeLists(level);
    if (this.lists.at(-1) === level) builder.closeBlock();
    else {
      builder.openBlock({ type: 'list', ordered: false, blocks: [] });
      this.lists.push(level);
    }
    builder.openBlock({ type: 'item', number: 0, prefix: 0, blocks: [] });
  }

  /** Closes the lists that are deeper than `level`. */
  closeLists(level: number): void {
    while ((this.lists.at(-1) ?? -1) > level) {
      this.lists.pop();
      this.context.builder.closeBlock();
      this.context.builder.closeBlock();
    }
  }

  private write(pieces: Piece[], style: ParagraphStyle, label: string): void {
    const { builder } = this.context;
    const heading = style.outlineLevel !== undefined && style.outlineLevel >= 0 && style.outlineLevel < 9 ? style.outlineLevel + 1 : undefined;
    const texts = pieces.filter((piece) => piece.type === 'text' && piece.text.trim() !== '');
    const headline = texts.length > 0 && texts.every((piece) => piece.type === 'text' && (piece.headline || piece.style.bold));
    const form: LineForm = {
      ...(heading ? { heading } : {}),
      ...(style.centred || (style.role === 'title' && !heading) ? { centred: true } : {}),
      ...(headline ? { bold: true } : {}),
      ...(this.lists.length > 0 ? { item: this.lists.length } : {}),
      ...(style.role === 'caption' ? { fixed: true } : {}),
    };
    const block = style.role === 'quote' && !this.target && this.lists.length === 0;
    if (block) builder.openBlock({ type: 'quote', blocks: [] });
    if (this.target) this.writeCell(pieces, label, this.target.cell);
    else {
      // A number looks like the text that it stands before.
      builder.say(label, texts[0]?.type === 'text' && texts[0].style.bold ? { bold: true } : {});
      for (const piece of pieces) {
        if (piece.type !== 'break') this.piece(piece);
        // A heading is one line; elsewhere a break is what the author meant to be one.
        else if (heading) builder.say(' ');
        else builder.endLine(form);
      }
      builder.endLine(form);
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
    for (const piece of pieces) {
      if (piece.type === 'break') end();
      else {
        start();
        this.piece(piece);
      }
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
