/** A stretch of a text, in UTF-16 code units; the end is not in it. */
export interface Span {
  from: number;
  to: number;
}

/** What a document's format says of some of its lines: from the start of the first to the end of the last of them. */
export interface LineMark extends Span {
  /** A heading by its tag, style or outline level: 1 is the highest. */
  heading?: number;
  /** All of the paragraph is bold. */
  bold?: boolean;
  /** Where it is bold at its beginning only: the offset at which that ends. */
  boldTo?: number;
  /** All of the paragraph is links. */
  linked?: boolean;
  /** The paragraph stands in the middle of the line, as titles do. */
  centred?: boolean;
  /** An item of a list that the format declares; its depth, from 1. */
  item?: number;
  /** No prose: the rows of a table, code, a caption, the place of a picture. Never a heading, and never parted. */
  fixed?: boolean;
  /** About who wrote the text, and when. */
  byline?: boolean;
  /** What belongs to the page and not to its text: navigation, a running header, a contents list with a style of its own. */
  chrome?: boolean;
}

/** What a document's format says of the whole of it. */
export interface About {
  /** An office file, or Markdown: all that stands in it is its author's. A page of the web, and what was copied from one, is not. */
  authored?: boolean;
  /** Its title by its properties, which nobody keeps up: it counts where a line says it too. */
  named?: string;
}

/** A document as the outline reads it. */
export interface Source extends About {
  /** Paragraphs, list items and table rows, a line each. Automatic numbers stand before their lines as if they were typed. */
  text: string;
  /** Rising and apart. Plain text has none. */
  marks: readonly LineMark[];
}
