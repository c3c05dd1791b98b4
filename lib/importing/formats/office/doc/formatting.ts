import { Plc, type WordFile } from './word-file';

const PAGE = 512;
const NONE = Buffer.alloc(0);

/** What holds from one place of the file to another: a list of modifications, with the style before it for paragraphs. */
export interface Formatted {
  from: number;
  to: number;
  /** The number of the paragraph's style. */
  style: number;
  modifications: Buffer;
}

/**
 * Formatting by places in the file (MS-DOC 2.8.5, 2.8.6): a table names a page of 512 bytes for every stretch of the file,
 * and the page has the stretches inside it. Pages are looked at as they are asked for.
 */
export class FormattingPages {
  private readonly pages: Plc;

  constructor(
    private readonly file: WordFile,
    private readonly kind: 'paragraphPages' | 'characterPages',
  ) {
    this.pages = new Plc(file.table(kind), 4);
  }

  /** What holds at a place; null where the file says nothing. */
  at(place: number): Formatted | null {
    const { pages, kind, file } = this;
    const index = last(pages.length, (one) => pages.position(one) <= place);
    if (index < 0 || place >= pages.position(index + 1)) return null;
    const start = (pages.data(index).readUInt32LE(0) & 0x3fffff) * PAGE;
    const page = file.main.subarray(start, start + PAGE);
    if (page.length < PAGE) return null;
    const size = kind === 'paragraphPages' ? 13 : 1;
    const count = Math.min(page[PAGE - 1]!, Math.floor((PAGE - 5) / (4 + size)));
    const found = last(count, (one) => page.readUInt32LE(4 * one) <= place);
    if (found < 0) return null;
    const [from, to] = [page.readUInt32LE(4 * found), page.readUInt32LE(4 * found + 4)];
    if (place >= to) return null;
    const offset = 2 * page[4 * (count + 1) + size * found]!;
    return { from, to, ...(offset === 0 ? { style: 0, modifications: NONE } : kind === 'paragraphPages' ? paragraph(page, offset) : character(page, offset)) };
  }
}

function paragraph(page: Buffer, offset: number): { style: number; modifications: Buffer } {
  const words = page[offset] ?? 0;
  const start = words === 0 ? offset + 2 : offset + 1;
  const length = words === 0 ? 2 * (page[offset + 1] ?? 0) : 2 * words - 1;
  if (length < 2 || start + 2 > page.length) return { style: 0, modifications: NONE };
  return { style: page.readUInt16LE(start), modifications: page.subarray(start + 2, Math.min(start + length, PAGE)) };
}

function character(page: Buffer, offset: number): { style: number; modifications: Buffer } {
  return { style: 0, modifications: page.subarray(offset + 1, Math.min(offset + 1 + (page[offset] ?? 0), PAGE)) };
}

/** The last of so many for which something holds that holds for the first ones only; -1 for none. */
function last(count: number, holds: (index: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
