/** A part of the benchmark that is no table of ratios: its own text, and what in it is out of bounds. */
export interface Report {
  text: string;
  /** A line for each; none when all is well. */
  failures: string[];
}
