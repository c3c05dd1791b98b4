import type { imports } from '../../i18n/zh-CN/imports';
import type { Source, Span } from '../../text/outline/source';

/** The formats that documents come in by. */
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'docx' | 'doc' | 'rtf' | 'odt' | 'word_xml' | 'pdf' | 'ofd' | 'mht' | 'eml' | 'epub';

/** What a document's format says of a stretch of text inside its lines. Stretches rise and lie apart. */
export interface StyledSpan extends Span {
  bold?: boolean;
  italic?: boolean;
  /** A link's target as the document has it, checked by nobody. */
  href?: string;
}

/** A picture or the mark of a footnote where it stands in a line: it covers its stand-in in the text. Rising and apart. */
export type InlineObject = Span & ({ type: 'image'; image: number } | { type: 'note'; note: number });

export interface ImportedImage {
  /** Null where the document only points to a picture that lies elsewhere. */
  bytes: Uint8Array | null;
  /** The picture's name or address in the document. */
  name: string;
  /** A second address, where a page has two. */
  otherwise?: string;
  /** Where it lies beside the document (beside.ts). */
  beside?: string;
  /** The alternative text; empty where the document gives none. */
  alt: string;
  /** The words below it, where the format keeps them with the picture and not as text. */
  caption?: string;
}

/** A footnote or endnote; its words stand at the end of the text, in one line behind the mark `[label]`. */
interface ImportedNote {
  label: string;
  /** Its line, mark and all. */
  at: Span;
  /** The paragraphs of its words, without the mark. */
  lines: Span[];
}

export interface TableCell {
  /** The paragraphs of the cell; none in an empty one. */
  lines: Span[];
  colspan: number;
  rowspan: number;
  header: boolean;
}

/** A line that says what a picture or table beside it is. */
export interface Caption extends Span {
  /** Where that picture or table begins in the text; null where none stands beside the line, whatever the format calls it. */
  of: number | null;
}

/** Lines that belong together; whatever line stands in no block is a paragraph. An empty block is none. */
export type BlockSpan = Span & BlockForm;

export type BlockForm =
  | { type: 'list'; ordered: boolean; blocks: BlockSpan[] }
  /** `prefix`: the number that stands before its first line as text, with its space; UTF-16 code units. */
  | { type: 'item'; number: number; prefix: number; blocks: BlockSpan[] }
  | { type: 'quote'; blocks: BlockSpan[] }
  | { type: 'code' }
  /** A row has a place where it holds text. Cells that a span from above covers are not there. */
  | { type: 'table'; caption: Span | null; rows: { at: Span | null; cells: TableCell[] }[] };

/** What the product cannot hold, as the dictionary's `imports.losses` names it. */
export type LossCode = keyof typeof imports.losses;

/** Something that a document has and its article will not, or not in this form. */
export interface Loss {
  code: LossCode;
  count: number;
  /** Where the first ones stand or stood in the text, rising. */
  at: number[];
  /** The words that are not in the text, where it takes words away. */
  texts: string[];
}

/** A document as it came in: its text and the form of its lines for the outline, and all else that a body can hold. */
export interface ImportedDocument extends Source {
  format: DocumentFormat;
  /** Front matter and document properties, by their names in lower case. */
  metadata: Record<string, string>;
  styles: StyledSpan[];
  objects: InlineObject[];
  blocks: BlockSpan[];
  images: ImportedImage[];
  /** Rising and apart: those that the format itself calls so, and, once all is read, those that look it (bodies/captions.ts). */
  captions: Caption[];
  notes: ImportedNote[];
  losses: Loss[];
}

/** The stand-in for a picture without alternative text, as Unicode has it. */
export const OBJECT = '\uFFFC';
