import type { ImportedImage } from '../document';

/** A rectangle of a page; the top of the page is 0, and y grows downwards. All in points (1/72 inch). */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A character, or what a font draws as one, where it stands on its page. */
export interface Glyph {
  text: string;
  /** Where it begins on its baseline. */
  x: number;
  y: number;
  /** How far it moves the pen. */
  width: number;
  /** Height of its font. */
  size: number;
  /** Which way its line goes: 0 to the right, 1 downwards, 2 to the left, 3 upwards, -1 aslant. */
  turn: number;
  bold: boolean;
  italic: boolean;
  /** Drawn invisibly: the text behind a scanned page, or what nobody shall see. */
  hidden: boolean;
}

/** A straight line that is drawn on a page: the border of a table, or what underlines a word. */
export interface Rule extends Box {
  vertical: boolean;
}

export interface PagePicture extends Box {
  image: ImportedImage;
}

/** What stands on one page of a document that says where everything stands and nothing of what it is. */
export interface PositionedPage {
  width: number;
  height: number;
  glyphs: Glyph[];
  rules: Rule[];
  pictures: PagePicture[];
  links: (Box & { href: string })[];
}

/** A heading that the document lists beside its pages (bookmarks); `page` from 0. */
export interface Bookmark {
  title: string;
  level: number;
  page: number | null;
}

/** The value in the middle of all; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}
