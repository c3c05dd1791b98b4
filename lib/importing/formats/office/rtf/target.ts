import type { XmlElement } from '../../docx/xml';
import type { PackageMaker } from '../package-maker';

/**
 * What becomes of the text in a group: it is the document's, it is kept as `words`, as the bytes of a picture, as a `group`
 * of the head, or it is none; in `quiet` groups there are others whose text counts.
 */
export type Kind = 'text' | 'words' | 'picture' | 'group' | 'quiet' | 'skip';

/** What the beginning of a group may ask of the reader: how that group is to be read. */
export interface RtfTarget {
  readonly maker: PackageMaker;
  readonly pictures: { beginShape(): void; propertyName(): void; propertyValue(): void; beginPicture(): void };
  /** Makes the group one of a kind; `onClose` is called where it ends. */
  become(kind: Kind, onClose?: () => void): void;
  /** Takes the text of the group for `use`. */
  collect(use: (words: string) => void): void;
  /** Reads the group as a group of the head. */
  readHead(use: 'fonts' | 'styles' | 'lists' | 'instances'): void;
  addProperty(name: string): void;
  /** The number of a paragraph as it is printed. */
  printedNumber(): void;
  note(): void;
  comment(): void;
  /** What stands above or below all pages. */
  furniture(): void;
  textBox(): void;
  /** Puts something into the line of the story. */
  put(element: XmlElement): void;
  fieldMark(type: 'begin' | 'separate' | 'end'): void;
  field(): void;
  /** The rows of a table in a table say their form behind their cells. */
  nestedRow(): void;
}
