import type { HeadingKind } from '../kinds/kinds';
import type { HeadingStyle } from './run-in';

/** A line that has the shape of a heading. Positions count content lines, offsets are those of the text. */
export interface Candidate {
  shape: string;
  ordinal: number;
  /** The first number of a decimal one (2 in 2.1.3), else 0. */
  major: number;
  /** First content line of the candidate and the line behind its last: two lines where the number stands alone. */
  position: number;
  next: number;
  numberFrom: number;
  numberTo: number;
  headFrom: number;
  headTo: number;
  /** Where text follows in the same line, -1 if none does. */
  rest: number;
  style: HeadingStyle;
  kind: HeadingKind | null;
  /** Level that the document's format gives it, 0 for none. */
  format: number;
  bold: boolean;
  /** It begins in bold, its number too where it has one. */
  boldLead: boolean;
  /** An item of a list that the format declares. */
  item: boolean;
}
