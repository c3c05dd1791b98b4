import type { LineMark, Span } from '../../text/outline/source';
import type { Caption, ImportedDocument } from '../formats/document';
import { captionWord } from './caption-line';
import { firstBehind } from './inline';

/** A picture that has its line, or a table; `first` and `last` are the same but for a line of several pictures. */
interface Thing extends Span {
  first: number;
  last: number;
}

/** A line that may be a caption, between the things that it stands beside. */
interface Candidate extends Span {
  word: 'figure' | 'table';
  above: Thing | undefined;
  below: Thing | undefined;
}

/** 单位：万元, between a caption and its table. */
const UNIT = /^\s*[(（]?\s*(?:计量)?单位\s*[:：]/;

/**
 * Finds the captions of pictures and tables: what the format calls one, or 图1, 表 3.1 in so many words, in the line directly
 * below or above. They are no headings then and no title, and go with what they speak of; their words stay in the text.
 */
export function withCaptions(document: ImportedDocument): ImportedDocument {
  const lines = new Lines(document);
  const things = lines.things();
  if (things.length === 0) return document;
  const inPictures = lines.inPictures(things);
  const own = new Set(inPictures.map(({ from }) => from));
  const candidates = lines.candidates(things.filter(({ from }) => !own.has(from)));
  const captions = [...inPictures, ...paired(candidates)];
  const found = new Map(captions.map((one) => [one.from, one]));
  for (const one of [...document.captions, ...candidates.map(({ from, to }) => ({ from, to, of: null })), ...lines.aboveUnits(things)]) if (!found.has(one.from)) found.set(one.from, one);
  const all = [...found.values()].sort((a, b) => a.from - b.from);
  return { ...document, captions: all, marks: fixed(document.marks, all) };
}

/** Gives each thing the caption that is its own: below pictures and above tables, unless the document has it otherwise. */
function paired(candidates: readonly Candidate[]): Caption[] {
  const below = { figure: 0, table: 0 };
  for (const { word, above, below: next } of candidates) below[word] += (above ? 1 : 0) - (next ? 1 : 0);
  const taken = new Set<Thing>();
  return candidates.flatMap(({ from, to, word, above, below: next }): Caption[] => {
    const isBelow = below[word] === 0 ? word === 'figure' : below[word] > 0;
    const own = (isBelow ? [above, next] : [next, above]).find((one) => one && !taken.has(one));
    if (!own) return [];
    taken.add(own);
    return [{ from, to, of: own === above ? own.last : own.first }];
  });
}

/** The marks with those of captions: no prose, and no headings whatever their style says. */
function fixed(marks: readonly LineMark[], captions: readonly Caption[]): LineMark[] {
  const byStart = new Map(marks.map((mark) => [mark.from, mark]));
  for (const { from, to } of captions) {
    const { centred, chrome } = byStart.get(from) ?? {};
    byStart.set(from, { from, to, ...(centred ? { centred } : {}), ...(chrome ? { chrome } : {}), fixed: true });
  }
  return [...byStart.values()].sort((a, b) => a.from - b.from);
}

/** The lines of a document as far as captions are concerned. */
class Lines {
  private readonly declared: ReadonlySet<number>;
  private readonly marks: ReadonlyMap<number, LineMark>;

  constructor(private readonly document: ImportedDocument) {
    this.declared = new Set(document.captions.map(({ from }) => from));
    this.marks = new Map(document.marks.map((mark) => [mark.from, mark]));
  }

  /** The pictures that stand in a line of their own or one with their caption, and the tables, in order. */
  things(): Thing[] {
    const { blocks, objects } = this.document;
    const tables = blocks.flatMap(({ type, from, to }): Thing[] => (type === 'table' ? [{ from, to, first: from, last: from }] : []));
    const pictures: Thing[] = [];
    for (const object of objects) {
      if (object.type !== 'image') continue;
      const line = pictures.at(-1);
      if (line && object.from < line.to) line.last = object.from;
      else pictures.push({ ...this.lineAt(object.from), first: object.from, last: object.from });
    }
    const inTable = (one: Span) => (tables[firstBehind(tables, one.from)]?.from ?? Infinity) <= one.from;
    const alone = pictures.filter((one) => !inTable(one) && (this.wordsBeside(one).trim() === '' || captionWord(this.wordsBeside(one))));
    return [...tables, ...alone].sort((a, b) => a.from - b.from);
  }

  /** Captions that stand in the line of their picture. */
  inPictures(things: readonly Thing[]): Caption[] {
    return things.flatMap((one) => (this.isPicture(one) && this.wordsBeside(one).trim() !== '' ? [{ from: one.from, to: one.to, of: one.last }] : []));
  }

  /** The lines directly below and above things that are captions by what they are called or say. */
  candidates(things: readonly Thing[]): Candidate[] {
    const found = new Map<number, Candidate>();
    const starts = new Map(things.map((one) => [one.from, one]));
    const ends = new Map(things.map((one) => [one.to, one]));
    for (const thing of things) {
      for (const line of [this.before(thing), this.after(thing)]) {
        const word = line && !starts.has(line.from) && !found.has(line.from) ? this.wordOf(line) : null;
        if (line && word) found.set(line.from, { ...line, word, above: ends.get(line.from - 1), below: starts.get(line.to + 1) });
      }
    }
    return [...found.values()].sort((a, b) => a.from - b.from);
  }

  /** 表1, then 单位：万元, then the table: a caption too, though it cannot go with the table over the words between. */
  aboveUnits(things: readonly Thing[]): Caption[] {
    return things.flatMap((thing): Caption[] => {
      const unit = this.before(thing);
      const line = unit && UNIT.test(this.textOf(unit)) ? this.before(unit) : null;
      return line && this.wordOf(line) ? [{ ...line, of: null }] : [];
    });
  }

  /** Of what a line is the caption; null where it is none. Code, notes and the page's own lines are none. */
  private wordOf(line: Span): Candidate['word'] | null {
    const { fixed: isFixed, chrome } = this.marks.get(line.from) ?? {};
    const declared = this.declared.has(line.from);
    if (chrome || (isFixed && !declared)) return null;
    return captionWord(this.textOf(line)) ?? (declared ? 'figure' : null);
  }

  private isPicture({ first }: Thing): boolean {
    const { objects } = this.document;
    return objects[firstBehind(objects, first)]?.from === first;
  }

  /** What a line of pictures says besides. */
  private wordsBeside({ from, to }: Span): string {
    const { objects, text } = this.document;
    let words = '';
    let at = from;
    for (let i = firstBehind(objects, from); i < objects.length && objects[i]!.from < to; i++) {
      if (objects[i]!.type !== 'image') continue;
      words += text.slice(at, objects[i]!.from);
      at = objects[i]!.to;
    }
    return words + text.slice(at, to);
  }

  private textOf({ from, to }: Span): string {
    return this.document.text.slice(from, to);
  }

  private lineAt(offset: number): Span {
    const { text } = this.document;
    const end = text.indexOf('\n', offset);
    return { from: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1, to: end < 0 ? text.length : end };
  }

  private before({ from }: Span): Span | null {
    return from > 0 ? this.lineAt(from - 1) : null;
  }

  private after({ to }: Span): Span | null {
    return to < this.document.text.length ? this.lineAt(to + 1) : null;
  }
}
