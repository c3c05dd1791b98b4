import { unreadable } from '../../../../platform/errors';
import type { CompoundFile } from './compound-file';

/** Positions of tables in the header of the file (MS-DOC 2.5.6), as numbers of their pairs of offset and length. */
export const TABLES = {
  styles: 1, footnoteMarks: 2, footnoteTexts: 3, commentMarks: 4, commentTexts: 5, sections: 6, headers: 11, characterPages: 12, paragraphPages: 13,
  fonts: 15, pieces: 33, shapes: 40, endnoteMarks: 46, endnoteTexts: 47, drawings: 50, boxTexts: 56, lists: 73, listOverrides: 74,
} as const;

/** The stories of a document, one behind the other in its text. */
const STORIES = ['main', 'footnotes', 'headers', 'macros', 'comments', 'endnotes', 'boxes', 'headerBoxes'] as const;
export type StoryName = (typeof STORIES)[number];

/** A stretch of the text and where its characters stand in the file. */
interface Piece {
  from: number;
  to: number;
  offset: number;
  /** One byte a character (Windows-1252), else two. */
  compressed: boolean;
  /** Modifications that a fast save has laid over it. */
  modifications: Buffer | null;
}

const MAGIC = 0xa5ec;
/** Word 97; files of older ones have another header. */
const OLDEST = 0xc1;
const PAIRS = 0x9a;
/** The header with all pairs that are asked for. */
const SHORTEST = PAIRS + 8 * 75;
const EMPTY = Buffer.alloc(0);

/** The streams of a Word file and the tables that its header names. */
export class WordFile {
  /** All stories, a UTF-16 code unit a character position. */
  readonly text: string;
  readonly stories: Record<StoryName, { from: number; to: number }>;
  private readonly pieces: Piece[];
  private readonly tables: Buffer;

  /** @throws DomainError unreadable_document: password, legacy_word for files of Word 95 and before, damaged */
  constructor(
    readonly main: Buffer,
    file: CompoundFile,
  ) {
    if (main.length < SHORTEST || main.readUInt16LE(0) !== MAGIC) throw unreadable(main.length > 2 && main[1] === 0xa5 ? 'legacy_word' : 'damaged');
    const flags = main.readUInt16LE(10);
    if (flags & 0x0100) throw unreadable('password');
    if (main.readUInt16LE(2) < OLDEST) throw unreadable('legacy_word');
    this.tables = file.stream(flags & 0x0200 ? '1Table' : '0Table') ?? file.stream('1Table') ?? file.stream('0Table') ?? EMPTY;
    const stories = {} as WordFile['stories'];
    let at = 0;
    STORIES.forEach((name, index) => {
      const length = main.readInt32LE(0x4c + 4 * index);
      if (length < 0) throw unreadable('damaged');
      stories[name] = { from: at, to: at + length };
      at += length;
    });
    this.stories = stories;
    this.pieces = this.readPieces();
    // A position has at least one byte; a table that says otherwise would repeat the file without end.
    const end = this.pieces.at(-1)?.to ?? 0;
    if (this.pieces.length === 0 || end < stories.main.to || end > main.length) throw unreadable('damaged');
    this.text = this.pieces.map((piece) => this.decode(piece)).join('');
    if (this.text.length !== end) throw unreadable('damaged');
  }

  /** The bytes of a table; empty where the file has none. `beyond`: with all that stands behind it. */
  table(name: keyof typeof TABLES, beyond = false): Buffer {
    const at = PAIRS + 8 * TABLES[name];
    if (at + 8 > this.main.length) return EMPTY;
    const [from, length] = [this.main.readUInt32LE(at), this.main.readUInt32LE(at + 4)];
    return length === 0 ? EMPTY : this.tables.subarray(from, beyond ? undefined : from + length);
  }

  /** Stretches of characters that stand together in the file, and where. */
  *stretches(from: number, to: number): Generator<{ from: number; to: number; offset: number; size: 1 | 2; modifications: Buffer | null }> {
    for (let index = this.pieceAt(from); index < this.pieces.length && this.pieces[index]!.from < to; index++) {
      const piece = this.pieces[index]!;
      const start = Math.max(from, piece.from);
      const size = piece.compressed ? 1 : 2;
      const end = Math.min(to, piece.to);
      if (start < end) yield { from: start, to: end, offset: piece.offset + (start - piece.from) * size, size, modifications: piece.modifications };
    }
  }

  /** The last piece that begins at a position or before it. */
  private pieceAt(position: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle]!.from <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private decode({ from, to, offset, compressed }: Piece): string {
    if (!compressed) return this.main.toString('utf16le', offset, offset + 2 * (to - from));
    return new TextDecoder('windows-1252').decode(this.main.subarray(offset, offset + to - from));
  }

  private readPieces(): Piece[] {
    const table = this.table('pieces');
    const modifications: Buffer[] = [];
    let at = 0;
    while (table[at] === 1 && at + 3 <= table.length) {
      const size = table.readUInt16LE(at + 1);
      modifications.push(table.subarray(at + 3, at + 3 + size));
      at += 3 + size;
    }
    if (table[at] !== 2) throw unreadable('damaged');
    const plc = new Plc(table.subarray(at + 5), 8);
    const pieces: Piece[] = [];
    for (let index = 0; index < plc.length; index++) {
      const [from, to] = [plc.position(index), plc.position(index + 1)];
      if (to < from || from !== (pieces.at(-1)?.to ?? 0)) throw unreadable('damaged');
      const data = plc.data(index);
      const place = data.readUInt32LE(2);
      const compressed = (place & 0x40000000) !== 0;
      const change = data.readUInt16LE(6);
      const offset = compressed ? (place & 0x3fffffff) >>> 1 : place & 0x3fffffff;
      pieces.push({ from, to, offset, compressed, modifications: change & 1 ? (modifications[change >> 1] ?? null) : null });
    }
    return pieces;
  }
}

/** Positions, and data of one size for each stretch between two of them (MS-DOC 2.2.2). */
export class Plc {
  readonly length: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly size: number,
  ) {
    this.length = Math.max(0, Math.floor((bytes.length - 4) / (4 + size)));
  }

  /** From 0 to `length`, the end of the last stretch. */
  position(index: number): number {
    return this.bytes.readUInt32LE(4 * index);
  }

  data(index: number): Buffer {
    const from = 4 * (this.length + 1) + this.size * index;
    return this.bytes.subarray(from, from + this.size);
  }
}
