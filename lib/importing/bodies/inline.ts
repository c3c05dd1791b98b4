import { bold, footnote, italic, link } from '../../content/build';
import { isSafeHref } from '../../content/links';
import type { Image, Inline, Mark } from '../../content/schema';
import { LIMITS } from '../../platform/limits';
import { unwrapped } from '../../text/outline/lines/lines';
import type { Span } from '../../text/outline/source';
import { OBJECT, type ImportedDocument, type InlineObject, type StyledSpan } from '../formats/document';
import { LINE_BREAKS } from '../formats/line-break';

/** The picture of the store that one of a document's has become; null where there is none. */
export type PictureOf = (image: number) => Image | null;

/** The first of rising spans that ends behind an offset. */
export function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.to > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Options {
  wrapped: boolean;
  /** Of each note whether its words stand where bodies are cut from, and so can be taken to their mark. */
  movable: readonly boolean[];
  pictureOf: PictureOf;
}

/** Cuts the words of a document, with their marks, notes and pictures, out of its text. Each note finds its words once. */
export class InlineCutter {
  /** Notes whose words stand at a mark, and so no longer at the end. */
  private readonly placed = new Set<number>();
  private readonly written = new Set<number>();
  private readonly notesByStart = new Map<number, number>();
  /** Where each picture that was cut begins in the text. */
  private readonly places = new WeakMap<object, number>();

  constructor(
    private readonly document: ImportedDocument,
    private readonly options: Options,
  ) {
    document.notes.forEach((note, number) => this.notesByStart.set(note.at.from, number));
  }

  /** Whether a line is that of a note, and its words stand at a mark already. */
  isPlacedNote(from: number, to: number): boolean {
    const number = this.notesByStart.get(from);
    if (number === undefined || to > (this.document.notes[number]?.at.to ?? 0)) return false;
    if (!this.placed.has(number)) this.written.add(number);
    return this.placed.has(number);
  }

  /** Where a picture that was cut begins in the text. */
  placeOf(picture: object): number | undefined {
    return this.places.get(picture);
  }

  /** The words between two offsets, and the pictures among them, which stand below their line in a body. */
  cut(from: number, to: number, options: { heading?: boolean } = {}): { words: Inline[]; pictures: Image[] } {
    const { objects } = this.document;
    const words: Inline[] = [];
    const pictures: Image[] = [];
    let at = from;
    for (let i = firstBehind(objects, from); i < objects.length && objects[i]!.from < to; i++) {
      const object = objects[i]!;
      if (object.from < from || object.to > to) continue;
      words.push(...this.text(at, object.from, options.heading));
      at = object.to;
      this.object(object, words, pictures, options.heading);
    }
    words.push(...this.text(at, to, options.heading));
    return { words, pictures };
  }

  /** The pictures between two offsets alone: no note finds its words by that. */
  pictures(from: number, to: number): Image[] {
    const { objects } = this.document;
    const pictures: Image[] = [];
    for (let i = firstBehind(objects, from); i < objects.length && objects[i]!.from < to; i++) {
      const object = objects[i]!;
      const picture = object.type === 'image' ? this.options.pictureOf(object.image) : null;
      if (picture) pictures.push(picture);
    }
    return pictures;
  }

  private object(object: InlineObject, words: Inline[], pictures: Image[], heading?: boolean): void {
    if (object.type === 'image') {
      const picture = this.options.pictureOf(object.image);
      if (picture) this.places.set(picture, object.from);
      if (picture) pictures.push(picture);
      else words.push(...this.text(object.from, object.to, heading));
      return;
    }
    const note = this.document.notes[object.note];
    // Twice the same words could fill any memory.
    if (!note || !this.options.movable[object.note] || this.written.has(object.note) || this.placed.has(object.note)) words.push(...this.text(object.from, object.to, heading));
    else {
      this.placed.add(object.note);
      words.push(footnote(note.lines.flatMap((line, index): Inline[] => [...(index > 0 ? [{ type: 'hardBreak' as const }] : []), ...this.text(line.from, line.to)])));
    }
  }

  /** Text nodes with their marks; a heading is bold anyway. */
  private text(from: number, to: number, heading = false): Inline[] {
    const { styles } = this.document;
    const nodes: Inline[] = [];
    let at = from;
    for (let i = firstBehind(styles, from); i < styles.length && styles[i]!.from < to; i++) {
      const style = styles[i]!;
      nodes.push(...this.piece(at, Math.max(at, style.from), []));
      at = Math.min(style.to, to);
      nodes.push(...this.piece(Math.max(from, style.from), at, marksOf(style, heading)));
    }
    nodes.push(...this.piece(at, to, []));
    return nodes;
  }

  private piece(from: number, to: number, marks: Mark[]): Inline[] {
    const raw = this.document.text.slice(from, to).replaceAll(OBJECT, '');
    const text = this.options.wrapped ? unwrapped(raw) : raw.replace(LINE_BREAKS, ' ');
    return text ? [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }] : [];
  }
}

function marksOf({ bold: isBold, italic: isItalic, href }: StyledSpan, heading: boolean): Mark[] {
  const target = href !== undefined && href.length <= LIMITS.url && isSafeHref(href) ? [link(href)] : [];
  return [...target, ...(isBold && !heading ? [bold] : []), ...(isItalic ? [italic] : [])];
}
