import type { LineReader } from '../lines/lines';

/** What a recogniser found at the start of a line; offsets count from the line's start. */
export interface Marker {
  /** Family of the shape; members of one family are siblings wherever they meet. */
  shape: string;
  /** The number it counts, 0 for shapes that do not count. */
  ordinal: number;
  /** The first number of a decimal one. */
  major?: number;
  numberFrom: number;
  /** Equal to `numberFrom` where there is no number. */
  numberTo: number;
  /** Where the heading starts. */
  headFrom: number;
  /** Where the heading ends, for shapes that close it themselves (【…】). */
  headTo?: number;
}

/** Looks for one shape at the start of a line. Reads a bounded prefix. */
export type Recogniser = (line: LineReader) => Marker | null;

/** A marker whose number lies between two offsets and whose heading starts at the third. */
export function counted(shape: string, ordinal: number, numberFrom: number, numberTo: number, headFrom: number): Marker {
  return { shape, ordinal, numberFrom, numberTo, headFrom };
}

/** A marker without a number. */
export function unnumbered(shape: string, headFrom: number, headTo?: number): Marker {
  return { shape, ordinal: 0, numberFrom: 0, numberTo: 0, headFrom, ...(headTo === undefined ? {} : { headTo }) };
}

export function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from({ length: characters.length }, (_, i) => characters.charCodeAt(i)));
}
