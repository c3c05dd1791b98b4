import type { LineMark, Span } from '../../text/outline/source';
import { isBlank } from '../../platform/characters';
import { storable } from '../../platform/plain-text';
import { OBJECT, type BlockForm, type BlockSpan, type DocumentFormat, type ImportedDocument, type ImportedImage, type LossCode, type StyledSpan, type TableCell } from './document';
import { LINE_BREAKS } from './line-break';
import { ownWords, withoutPaths } from './picture-words';

export type Style = Omit<StyledSpan, 'from' | 'to'>;
/** `caption`: the format calls the line so. */
export type LineForm = Omit<LineMark, 'from' | 'to'> & { caption?: boolean };

/** Places and words that a loss names; its count goes on. */
export const MOST_PLACES = 20;
export const MOST_TEXTS = 50;
const LONGEST_TEXT = 2_000;

/** Words as a loss keeps them; empty where nothing is left. */
export function lossText(words: string): string {
  return storable(words, ' ').trim().slice(0, LONGEST_TEXT).toWellFormed();
}

function movedBlock(block: BlockSpan, by: number): BlockSpan {
  const span = ({ from, to }: Span): Span => ({ from: from + by, to: to + by });
  if (block.type === 'code') return { ...block, ...span(block) };
  if (block.type !== 'table') return { ...block, ...span(block), blocks: block.blocks.map((one) => movedBlock(one, by)) };
  const rows = block.rows.map(({ at, cells }) => ({ at: at && span(at), cells: cells.map((cell) => ({ ...cell, lines: cell.lines.map(span) })) }));
  return { ...block, ...span(block), caption: block.caption && span(block.caption), rows };
}

interface Open {
  form: BlockForm;
  blocks: BlockSpan[];
  from: number;
}

/**
 * Collects a document line by line: readers say text, end lines and open and close blocks in reading order; what is
 * said joins in one text, and everything else is kept by its place in it. Text loses the characters that no database
 * holds; line breaks in it become spaces, since only `endLine` ends a line.
 */
export class DocumentBuilder {
  private readonly pieces: string[] = [];
  private length = 0;
  private lineStart = 0;
  /** How many visible characters the line has, and how many of them are bold. */
  private visible = 0;
  private bold = 0;
  /** Where the bold words end that the line begins with. */
  private boldTo = 0;
  /** How many of them are links. */
  private linked = 0;
  /** How many of them stand for pictures. */
  private pictured = 0;
  private blank = true;
  private readonly top: BlockSpan[] = [];
  private readonly open: Open[] = [];
  private readonly document: ImportedDocument;
  private readonly losses = new Map<LossCode, ImportedDocument['losses'][number]>();
  private form: LineForm[] = [];

  constructor(format: DocumentFormat) {
    this.document = { format, text: '', marks: [], metadata: {}, styles: [], objects: [], blocks: this.top, images: [], captions: [], notes: [], losses: [] };
  }

  /** Where the next character will stand. */
  get position(): number {
    return this.length;
  }

  /** Whether nothing visible stands in the line yet. */
  get lineIsBlank(): boolean {
    return this.blank;
  }

  /** Adds text to the line. */
  say(raw: string, style: Style = {}): Span {
    const line = raw.replace(LINE_BREAKS, ' ');
    const text = storable(line);
    if (text.length < line.length) this.loss('control');
    const from = this.length;
    if (text === '') return { from, to: from };
    this.pieces.push(text);
    this.length += text.length;
    const shows = !isBlank(text) || text.includes(OBJECT);
    if (shows) {
      this.blank = false;
      this.visible += text.length;
      if (style.href) this.linked += text.length;
      if (style.bold) {
        if (this.bold === this.visible - text.length) this.boldTo = this.length;
        this.bold += text.length;
      }
    }
    if (style.bold || style.italic || style.href) this.addStyle(from, style);
    return { from, to: this.length };
  }

  private addStyle(from: number, style: Style): void {
    const { styles } = this.document;
    const last = styles.at(-1);
    if (last?.to === from && last.bold === style.bold && last.italic === style.italic && last.href === style.href) last.to = this.length;
    else styles.push({ from, to: this.length, ...style });
  }

  /** A picture where the line is; its alternative text where a person gave it one, or a stand-in, is its place in the text. */
  image(image: ImportedImage): void {
    const { caption, ...rest } = image;
    const alt = ownWords(image.alt);
    const words = caption === undefined ? '' : ownWords(caption);
    const number = this.document.images.push({ ...rest, alt, ...(words ? { caption: words } : {}) }) - 1;
    const at = this.say(isBlank(alt) ? OBJECT : alt);
    this.pictured += at.to - at.from;
    this.document.objects.push({ ...at, type: 'image', image: number });
  }

  /** The mark of a note; its words are said later, or were. */
  noteMark(note: number, label: string): void {
    this.document.objects.push({ ...this.say(`[${label}]`), type: 'note', note });
  }

  /** Marks that hold for all lines until they are taken back. */
  pushForm(form: LineForm): void {
    this.form.push(form);
  }

  popForm(): void {
    this.form.pop();
  }

  /** Ends the line and says what its format tells of it; a line that shows nothing leaves no trace. */
  endLine(form: LineForm = {}): Span | null {
    const from = this.lineStart;
    const to = this.length;
    const isBold = this.visible > 0 && this.bold === this.visible;
    const { boldTo } = this;
    const isLinked = this.visible > 0 && this.linked === this.visible;
    const isPicture = this.visible > 0 && this.pictured === this.visible;
    const wasBlank = this.blank;
    this.visible = 0;
    this.bold = 0;
    this.boldTo = 0;
    this.linked = 0;
    this.pictured = 0;
    this.blank = true;
    if (wasBlank) {
      this.takeBack(from);
      return null;
    }
    const { caption, ...told } = Object.assign({}, ...this.form, form, isPicture ? { fixed: true } : {}) as LineForm;
    if (caption) {
      told.fixed = true;
      this.document.captions.push({ from, to, of: null });
    }
    // A part takes back what is said of the whole around it.
    if (told.chrome === false) delete told.chrome;
    if (told.heading === 0) delete told.heading;
    // Bold says nothing of a row of a table.
    const mark: LineMark = { from, to, ...told, ...(isLinked && !told.fixed ? { linked: true } : {}), ...(told.fixed ? {} : isBold ? { bold: true } : boldTo > from ? { boldTo } : {}) };
    if (Object.keys(mark).length > 2) (this.document.marks as LineMark[]).push(mark);
    this.pieces.push('\n');
    this.length += 1;
    this.lineStart = this.length;
    return { from, to };
  }

  /** Forgets what the line holds: spaces only. */
  private takeBack(from: number): void {
    while (this.length > from) this.length -= this.pieces.pop()?.length ?? 0;
    const { styles } = this.document;
    while ((styles.at(-1)?.to ?? 0) > from) {
      const last = styles.at(-1)!;
      if (last.from >= from) styles.pop();
      else last.to = from;
    }
  }

  /** Ends the line and opens a block; lines and blocks until `close` are in it. */
  openBlock(form: BlockForm): void {
    this.endLine();
    this.open.push({ form, blocks: 'blocks' in form ? form.blocks : [], from: this.length });
  }

  /** How many blocks are open. */
  get depth(): number {
    return this.open.length;
  }

  /** Closes the innermost block; one that no line stands in is dropped. */
  closeBlock(): void {
    this.endLine();
    const block = this.open.pop();
    if (!block || this.length === block.from) return;
    const into = this.open.at(-1)?.blocks ?? this.top;
    // The break behind the last line is not in the block.
    into.push({ ...block.form, from: block.from, to: this.length - 1 });
  }

  /** The end of the row of a table: all its cells have been said on one line, parted by tabs. */
  endRow(rows: { at: Span | null; cells: TableCell[] }[], cells: TableCell[]): void {
    rows.push({ cells, at: this.endLine({ fixed: true }) });
  }

  /** The words of a note, by the number that its marks have; its line has been said since `from` and is ended. */
  note(number: number, label: string, from: number, lines: Span[]): void {
    this.document.notes[number] = { label, at: { from, to: Math.max(from, this.length - 1) }, lines };
  }

  loss(code: LossCode, words = ''): void {
    const known = this.losses.get(code) ?? { code, count: 0, at: [], texts: [] };
    this.losses.set(code, known);
    known.count += 1;
    if (known.at.length < MOST_PLACES) known.at.push(this.length);
    const text = lossText(withoutPaths(words));
    if (text && known.texts.length < MOST_TEXTS) known.texts.push(text);
  }

  metadata(name: string, value: string): void {
    const text = storable(value).trim();
    if (text) this.document.metadata[name.toLowerCase()] = text;
  }

  /** What the document has said of itself so far. */
  get known(): Readonly<Record<string, string>> {
    return this.document.metadata;
  }

  /**
   * Another document in this one's place: its lines with all that belongs to them. The words of its notes stay where they stand
   * in it, as text, and what its properties say is not said of the whole.
   */
  include({ text, marks, styles, objects, blocks, images, captions, losses }: ImportedDocument): void {
    this.endLine();
    const base = this.length;
    const first = this.document.images.length;
    for (const loss of losses) this.takeOver(loss, base);
    if (text === '') return;
    this.pieces.push(text, '\n');
    this.length += text.length + 1;
    this.lineStart = this.length;
    const moved = <S extends Span>(one: S): S => ({ ...one, from: one.from + base, to: one.to + base });
    const into = this.open.at(-1)?.blocks ?? this.top;
    // One by one: a call has no room for a hundred thousand.
    for (const one of marks) (this.document.marks as LineMark[]).push(moved(one));
    for (const one of styles) this.document.styles.push(moved(one));
    for (const one of objects) if (one.type === 'image') this.document.objects.push({ ...moved(one), image: one.image + first });
    for (const one of images) this.document.images.push(one);
    for (const one of captions) this.document.captions.push(moved(one));
    for (const one of blocks) into.push(movedBlock(one, base));
  }

  private takeOver({ code, count, at, texts }: ImportedDocument['losses'][number], base: number): void {
    const known = this.losses.get(code) ?? { code, count: 0, at: [], texts: [] };
    this.losses.set(code, known);
    known.count += count;
    known.at = [...known.at, ...at.map((one) => one + base)].slice(0, MOST_PLACES);
    known.texts = [...known.texts, ...texts].slice(0, MOST_TEXTS);
  }

  /** The whole; the builder is used up. */
  finish(): ImportedDocument {
    this.endLine();
    while (this.open.length > 0) this.closeBlock();
    // A mark whose note is nowhere stays what it is in the text.
    this.document.objects = this.document.objects.filter((one) => one.type !== 'note' || this.document.notes[one.note]);
    this.document.text = this.pieces.join('').replace(/\n$/, '');
    this.document.losses = [...this.losses.values()];
    return this.document;
  }
}
