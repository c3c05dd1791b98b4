import type { LineMarks } from './line-marks';
import { LineReader, type Lines } from './lines';
import type { LineMark, Span } from '../source';

/** The lines of a document that are left when page chrome is gone, counted from 0 without gaps. */
export class Content {
  constructor(
    readonly lines: Lines,
    private readonly numbers: Int32Array,
    readonly marks: LineMarks,
  ) {}

  get length(): number {
    return this.numbers.length;
  }

  start(position: number): number {
    return this.lines.start(this.numbers[position] ?? 0);
  }

  end(position: number): number {
    return this.lines.end(this.numbers[position] ?? 0);
  }

  slice(position: number): string {
    return this.lines.cut(this.start(position), this.end(position));
  }

  span(position: number): Span {
    return { from: this.start(position), to: this.end(position) };
  }

  /** Whether page chrome stood between the line and the next one. */
  isParted(position: number): boolean {
    return (this.numbers[position + 1] ?? 0) - (this.numbers[position] ?? 0) > 1;
  }

  /** What the format says of the line. */
  mark(position: number): LineMark | undefined {
    return this.marks.of(this.numbers[position] ?? -1);
  }

  /** A reader of its own; `read` moves it. */
  reader(): LineReader {
    return new LineReader(this.lines.text);
  }

  read(reader: LineReader, position: number): LineReader {
    return reader.moveTo(this.start(position), this.end(position));
  }

  /**
   * Where the lines from `from` to before `to` stand in the text, after the text from offset `rest` to the end of the
   * line before them where `rest` is not negative. Lines that a single line feed parts are one span: a million of them
   * cost nothing. Where lines hold breaks of a page layout, each has a span of its own.
   */
  spans(from: number, to: number, rest = -1): Span[] {
    const { lines } = this;
    const spans: Span[] = [];
    let start = rest;
    let end = rest < 0 ? -1 : this.end(from - 1);
    for (let position = from; position < to; position++) {
      if (start >= 0 && this.start(position) === end + 1 && !lines.wrapped && lines.text.charCodeAt(end) === 0x0a) {
        end = this.end(position);
        continue;
      }
      if (start >= 0) spans.push({ from: start, to: end });
      start = this.start(position);
      end = this.end(position);
    }
    if (start >= 0 && end > start) spans.push({ from: start, to: end });
    return spans;
  }

  /** The paragraphs that spans cut out, separated by "\n". */
  textOf(spans: readonly Span[]): string {
    return spans.map(({ from, to }) => this.lines.cut(from, to)).join('\n');
  }

  /** The content without some of its positions. */
  without(positions: ReadonlySet<number>): Content {
    if (positions.size === 0) return this;
    const left = new Int32Array(this.length - positions.size);
    let count = 0;
    for (let position = 0; position < this.length; position++) if (!positions.has(position)) left[count++] = this.numbers[position] ?? 0;
    return new Content(this.lines, left, this.marks);
  }
}
