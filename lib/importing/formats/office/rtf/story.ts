import type { XmlElement } from '../../docx/xml';
import { OpenTables, type RowForm } from '../open-table';
import type { Children, PackageMaker } from '../package-maker';

/** What holds for characters; each group has what the one around it has, until it says otherwise. */
export interface RunState {
  bold: boolean;
  italic: boolean;
  strike: boolean;
  hidden: boolean;
  deleted: boolean;
  raised: 'superscript' | 'subscript' | null;
  font: number | undefined;
  /** Half points. */
  size: number | undefined;
  style: number | undefined;
  /** What is said of Chinese, Japanese and Korean characters alone, and whether that is what is being said (`\\dbch`). */
  wide: { isMeant: boolean; bold: boolean; italic: boolean; font: number | undefined };
}

/** What holds for paragraphs. */
export interface ParagraphState {
  style: number;
  outlineLevel: number | undefined;
  centred: boolean;
  list: number;
  listLevel: number;
  inTable: boolean;
  depth: number;
}

export const PLAIN: RunState = { bold: false, italic: false, strike: false, hidden: false, deleted: false, raised: null, font: undefined, size: undefined, style: undefined, wide: { isMeant: false, bold: false, italic: false, font: undefined } };
export const STANDARD: ParagraphState = { style: 0, outlineLevel: undefined, centred: false, list: 0, listLevel: 0, inTable: false, depth: 0 };

/** One sign that is neither a letter nor a digit, or stands for one in a typeface of signs. */
const BULLET = /^(?:[^\p{L}\p{N}]|[\uE000-\uF8FF]|[ovnlqu§Øüþ]){1,2}$/u;

/** In how many tables a paragraph stands. */
const depthOf = ({ inTable, depth }: ParagraphState) => (inTable || depth > 0 ? Math.max(1, depth) : 0);

/** One story of an RTF file (the text, a note, a text box, a header) as it grows: runs, paragraphs, tables. */
export class RtfStory {
  private runs: Children = [];
  private readonly tables: OpenTables;
  private last: { state: RunState; words: XmlElement } | null = null;
  /** The number of the paragraph as the file prints it. */
  private number = '';

  constructor(
    private readonly maker: PackageMaker,
    private readonly take: (block: XmlElement) => void,
    private readonly shared: { fontName: (font: number | undefined) => string | undefined; printed: Set<string> },
  ) {
    this.tables = new OpenTables(maker);
  }

  say(text: string, state: RunState): void {
    if (text === '') return;
    if (this.last?.state === state) {
      this.last.words.children.push(text);
      return;
    }
    const words = this.maker.element('w:t', { 'xml:space': 'preserve' }, [text]);
    this.put([words], state);
    this.last = { state, words };
  }

  /** Something in the line that is no text: a tab, a break, a picture. */
  put(content: Children, state: RunState): void {
    this.last = null;
    const run = this.maker.element('w:r', {}, [this.maker.element('w:rPr', {}, this.properties(state)), ...content]);
    this.runs.push(state.deleted ? this.maker.element('w:del', {}, [run]) : run);
  }

  private properties({ bold, italic, strike, hidden, raised, font, size, style, wide }: RunState): Children {
    const { maker } = this;
    const face = this.shared.fontName(wide.font ?? font);
    return [
      ...(bold || wide.bold ? [maker.value('w:b', 1)] : []),
      ...(italic || wide.italic ? [maker.value('w:i', 1)] : []),
      ...(strike ? [maker.value('w:strike', 1)] : []),
      ...(hidden ? [maker.value('w:vanish', 1)] : []),
      ...(raised ? [maker.value('w:vertAlign', raised)] : []),
      ...(face ? [maker.element('w:rFonts', { 'w:eastAsia': face })] : []),
      ...(size === undefined ? [] : [maker.value('w:sz', size)]),
      ...(style === undefined ? [] : [maker.value('w:rStyle', `c${style}`)]),
    ];
  }

  setNumber(printed: string): void {
    this.number = printed;
  }

  /** Ends the paragraph. @param knows whether a list's number can be counted */
  endParagraph(state: ParagraphState, knows: (list: number) => boolean, markDeleted = false): void {
    const { maker } = this;
    // What the file prints is what its author saw; it is counted where the file leaves that to its reader.
    const list = this.number.trim() !== '' ? this.printed(state.listLevel) : state.list > 0 && knows(state.list) ? String(state.list) : null;
    const properties = [
      maker.value('w:pStyle', `s${state.style}`),
      ...(state.outlineLevel === undefined ? [] : [maker.value('w:outlineLvl', state.outlineLevel)]),
      ...(state.centred ? [maker.value('w:jc', 'center')] : []),
      ...(list === null ? [] : [maker.element('w:numPr', {}, [maker.value('w:ilvl', state.listLevel), maker.value('w:numId', list)])]),
      ...(markDeleted ? [maker.element('w:rPr', {}, [maker.element('w:del')])] : []),
    ];
    const paragraph = maker.element('w:p', {}, [maker.element('w:pPr', {}, properties), ...this.runs]);
    this.runs = [];
    this.last = null;
    this.number = '';
    const ended = this.tables.to(depthOf(state));
    if (ended) this.take(ended);
    const table = this.tables.innermost;
    if (table) table.add(paragraph);
    else this.take(paragraph);
  }

  /** A list that prints the number as it is: one for each number. */
  private printed(level: number): string {
    const { maker, number, shared } = this;
    const label = number.trim();
    const id = `printed ${level} ${label}`;
    if (shared.printed.has(id)) return id;
    shared.printed.add(id);
    const own = [maker.value('w:numFmt', BULLET.test(label) ? 'bullet' : 'decimal'), maker.value('w:lvlText', label), maker.value('w:suff', number === label ? 'nothing' : 'tab')];
    maker.add('numbering', maker.element('w:abstractNum', { 'w:abstractNumId': id }, [maker.element('w:lvl', { 'w:ilvl': String(level) }, own)]));
    maker.add('numbering', maker.element('w:num', { 'w:numId': id }, [maker.value('w:abstractNumId', id)]));
    return id;
  }

  /** Ends a cell, of a table in a table where `least` is 2. */
  endCell(state: ParagraphState, knows: (list: number) => boolean, least: number): void {
    this.endParagraph({ ...state, inTable: true, depth: least === 1 ? 1 : Math.max(least, state.depth) }, knows);
    this.tables.innermost?.endCell();
  }

  endRow(form: RowForm, depth: number): void {
    this.tables.to(depth);
    this.tables.innermost?.endRow(form);
  }

  /** Ends all that is open. */
  finish(state: ParagraphState, knows: (list: number) => boolean): void {
    if (this.runs.length > 0) this.endParagraph(state, knows);
    const ended = this.tables.to(0);
    if (ended) this.take(ended);
  }
}
