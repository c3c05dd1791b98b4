import type { XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';
import { OpenTables } from '../open-table';
import type { FormattingPages } from './formatting';
import type { DocPictures } from './pictures';
import { characterForm, paragraphForm, paragraphProperties, styleId, type CharacterForm, type ParagraphForm } from './properties';
import type { WordFile } from './word-file';

/** What the stories of a document share. */
export interface Shared {
  file: WordFile;
  maker: PackageMaker;
  /** All stories; at the place of a note stands its sign, also where its author set one of his own. */
  text: string;
  data: Buffer | null;
  paragraphs: FormattingPages;
  characters: FormattingPages;
  fonts: readonly string[];
  isBold: (style: number) => boolean;
  pictures: DocPictures;
  /** Positions behind the ends of sections: the page ends there, and a paragraph too. */
  sections: ReadonlySet<number>;
  /** Signs of notes and comments by their positions: the element that stands there. */
  marks: ReadonlyMap<number, XmlElement>;
  /** Drawings by the positions that they are anchored at. */
  shapes: ReadonlyMap<number, number>;
  /** The words of a text box by its shape, once. */
  takeBox: (shape: number) => XmlElement[] | null;
}

const CONTROLS = /[\u0000-\u001f]/g;
/** Characters that only say something: MS-DOC 2.4.1 and 2.8.25. */
const CELL_END = '\u0007';
const FIELD = { begin: '\u0013', separate: '\u0014', end: '\u0015' };
const DRAWING = '\u0008';
const PICTURE = '\u0001';
const NOTE = '\u0002';
const COMMENT = '\u0005';

/** Reads one story, paragraph by paragraph; fields go over their ends. */
export class DocStory {
  /** The beginnings of the fields that are open, and their codes while they last. */
  private readonly fields: { mark: XmlElement; code: string; inCode: boolean }[] = [];
  private codes = 0;

  constructor(private readonly shared: Shared) {}

  /** Paragraphs and tables of a stretch of the text. */
  *blocks(from: number, to: number): Generator<XmlElement> {
    const { maker } = this.shared;
    const tables = new OpenTables(maker);
    for (const { element, form, endsCell } of this.paragraphs(from, to)) {
      const ended = tables.to(form.depth);
      if (ended) yield ended;
      const table = tables.innermost;
      if (!table) yield element;
      else if (form.isRowEnd) table.endRow(form.row);
      else {
        table.add(element);
        if (endsCell) table.endCell();
      }
    }
    const last = tables.to(0);
    if (last) yield last;
  }

  private *paragraphs(from: number, to: number): Generator<{ element: XmlElement; form: ParagraphForm; endsCell: boolean }> {
    const { text, sections } = this.shared;
    const end = /[\r\u0007\f]/g;
    let start = from;
    end.lastIndex = from;
    for (let found = end.exec(text); start < to; found = end.exec(text)) {
      const at = Math.min(found?.index ?? to, to);
      if (at < to && text[at] === '\f' && !sections.has(at + 1)) continue;
      const { element, form } = this.paragraph(start, at, Math.min(at, to - 1));
      yield { element, form, endsCell: text[at] === CELL_END ? form.depth <= 1 : form.endsInnerCell };
      start = at + 1;
    }
  }

  /** @param mark the position of the character that ends it, which says its properties */
  private paragraph(from: number, to: number, mark: number): { element: XmlElement; form: ParagraphForm } {
    const { file, maker, paragraphs, data } = this.shared;
    const [place] = file.stretches(mark, mark + 1);
    const found = place && paragraphs.at(place.offset);
    const form = paragraphForm([...(found ? [found.modifications] : []), ...(place?.modifications ? [place.modifications] : [])], data);
    const style = form.style ?? found?.style ?? 0;
    const properties: Children = [maker.value('w:pStyle', styleId(style)), ...paragraphProperties(maker, form)];
    if (place && this.characters(place.offset, place.modifications, style).isDeleted) properties.push(maker.element('w:rPr', {}, [maker.element('w:del')]));
    const runs = form.isRowEnd ? [] : this.runs(from, to, style);
    return { form, element: maker.element('w:p', {}, [maker.element('w:pPr', {}, properties), ...runs]) };
  }

  private characters(place: number, modifications: Buffer | null, style: number): CharacterForm & { to: number } {
    const { characters, maker, fonts, isBold } = this.shared;
    const found = characters.at(place);
    const lists = [...(found ? [found.modifications] : []), ...(modifications ? [modifications] : [])];
    return { ...characterForm(maker, lists, fonts, isBold(style)), to: found?.to ?? Infinity };
  }

  private runs(from: number, to: number, style: number): Children {
    const { file, text, maker } = this.shared;
    const runs: Children = [];
    for (const stretch of file.stretches(from, to)) {
      for (let at = stretch.from; at < stretch.to; ) {
        const place = stretch.offset + (at - stretch.from) * stretch.size;
        const form = this.characters(place, stretch.modifications, style);
        const end = Math.min(stretch.to, Math.max(at + 1, at + Math.ceil((form.to - place) / stretch.size)));
        const children = this.run(text.slice(at, end), at, form);
        const run = maker.element('w:r', {}, [maker.element('w:rPr', {}, form.properties), ...children]);
        if (children.length > 0) runs.push(form.isDeleted ? maker.element('w:del', {}, [run]) : run);
        at = end;
      }
    }
    return runs;
  }

  /** The content of characters of one form, which begin at a position. */
  private run(text: string, from: number, form: CharacterForm): Children {
    const { maker, fonts } = this.shared;
    const { symbol } = form;
    if (symbol && form.isSpecial) return [maker.element('w:sym', { 'w:font': fonts[symbol.font] ?? '', 'w:char': symbol.code.toString(16) })];
    const children: Children = [];
    let start = 0;
    for (const { index } of text.matchAll(CONTROLS)) {
      this.say(text.slice(start, index), children);
      this.control(text[index]!, from + index, form, children);
      start = index + 1;
    }
    this.say(text.slice(start), children);
    return children;
  }

  private say(words: string, into: Children): void {
    if (words === '') return;
    const { maker } = this.shared;
    const field = this.fields.at(-1);
    if (field?.inCode && field.code.length < 4_096) field.code += words;
    into.push(this.codes > 0 ? maker.element('w:instrText', {}, [words]) : maker.element('w:t', { 'xml:space': 'preserve' }, [words]));
  }

  private control(sign: string, at: number, form: CharacterForm, into: Children): void {
    const { maker, marks } = this.shared;
    if (sign === '\t') into.push(maker.element('w:tab'));
    else if (sign === '\u000b') into.push(maker.element('w:br'));
    else if (sign === '\f' || sign === '\u000e') into.push(maker.element('w:br', { 'w:type': 'page' }));
    else if (sign === '\u001e') into.push(maker.element('w:noBreakHyphen'));
    else if (sign === FIELD.begin) this.begin(into);
    else if (sign === FIELD.separate) this.separate(into);
    else if (sign === FIELD.end) {
      if (this.fields.pop()?.inCode) this.codes -= 1;
      into.push(maker.element('w:fldChar', { 'w:fldCharType': 'end' }));
    } else if (sign === NOTE || sign === COMMENT) {
      const mark = marks.get(at);
      if (mark) into.push(mark);
    } else if (sign === PICTURE) this.picture(form, into);
    else if (sign === DRAWING) this.drawing(at, into);
  }

  private begin(into: Children): void {
    const mark = this.shared.maker.element('w:fldChar', { 'w:fldCharType': 'begin' });
    this.fields.push({ mark, code: '', inCode: true });
    this.codes += 1;
    into.push(mark);
  }

  private separate(into: Children): void {
    const { maker } = this.shared;
    const field = this.fields.at(-1);
    if (field?.inCode) {
      field.inCode = false;
      this.codes -= 1;
    }
    into.push(maker.element('w:fldChar', { 'w:fldCharType': 'separate' }));
    const embedded = /^\s*EMBED\s+(\S{1,100})/i.exec(field?.code ?? '')?.[1];
    if (embedded) into.push(maker.element('w:object', {}, [maker.element('o:OLEObject', { ProgID: embedded })]));
  }

  private picture({ picture, isData, isSpecial }: CharacterForm, into: Children): void {
    const { maker, pictures } = this.shared;
    if (picture === undefined || !isSpecial) return;
    if (isData) {
      const field = this.fields.at(-1);
      const ticked = /^\s*FORMCHECKBOX/i.test(field?.code ?? '') ? pictures.tick(picture) : null;
      if (ticked !== null) field?.mark.children.push(maker.element('w:ffData', {}, [maker.element('w:checkBox', {}, [maker.value('w:checked', ticked ? 1 : 0)])]));
      return;
    }
    if (this.codes > 0) return;
    const found = pictures.inText(picture);
    into.push(maker.picture(`inline${picture}`, found?.bytes ?? null, found?.alt ?? ''));
  }

  private drawing(at: number, into: Children): void {
    const { maker, pictures, shapes, takeBox } = this.shared;
    const shape = shapes.get(at);
    if (shape === undefined || this.codes > 0) return;
    for (const one of pictures.members(shape)) {
      const found = pictures.ofShape(one);
      if (found !== null) into.push(maker.picture(`shape${one}`, found?.bytes ?? null, found?.alt ?? ''));
      const box = takeBox(one);
      if (box) into.push(maker.element('w:pict', {}, [maker.element('w:txbxContent', {}, box)]));
    }
  }
}
