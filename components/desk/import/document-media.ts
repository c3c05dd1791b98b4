import type { NamedFile } from '@/components/shell/api';
import type { Row } from '@/lib/importing/plan/rows';
import { OBJECT } from '@/lib/importing/formats/document';
import type { PreviewImage } from '@/lib/importing/sketches';
import type { Span } from '@/lib/text/outline/source';
import type { OutlineItem } from './outline-items';

const NONE: readonly PreviewImage[] = [];

/** The pictures of a document by the rows that they stand in. */
export class PictureRows {
  private readonly known = new WeakMap<Row, readonly PreviewImage[]>();

  /**
   * @param images rising and apart
   * @param files those that came in beside the document, which the server never has
   */
  constructor(
    private readonly images: readonly PreviewImage[],
    private readonly files: readonly NamedFile[],
  ) {}

  /** The same list for the same row, so that what shows it is rendered once. */
  of(row: Row): readonly PreviewImage[] {
    const known = this.known.get(row) ?? this.within(row);
    this.known.set(row, known);
    return known;
  }

  within(span: Span): readonly PreviewImage[] {
    const own = this.images.filter(({ from, to }) => from < span.to && to > span.from);
    return own.length > 0 ? own : NONE;
  }

  fileOf({ beside }: PreviewImage): Blob | undefined {
    return beside === undefined ? undefined : this.files.find(({ name }) => name === beside)?.file;
  }
}

/** What a row says besides its pictures: their stand-ins are not shown, and of one that is nothing but a picture nothing is. */
export function withoutPictures(said: string, { from, to }: Span, images: readonly PreviewImage[]): string {
  if (images.length === 1 && images[0]!.from <= from && images[0]!.to >= to) return '';
  return said.replaceAll(OBJECT, '').trim();
}

/** Characters of what a fold says, and of each of its rows. */
const LONGEST = 90;
const LONGEST_PART = 24;

/** The beginnings of the rows in a fold. */
export function foldWords(text: string, rows: readonly Row[], { first, end }: OutlineItem): string {
  let words = '';
  for (let at = first; at < end && words.length < LONGEST; at++) {
    const { from, to } = rows[at]!;
    const part = text.slice(from, Math.min(to, from + LONGEST_PART)).replaceAll(OBJECT, '').trim();
    if (part) words += `${words ? ' | ' : ''}${part}`;
  }
  return words.length >= LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
