import { FOLDED, isLatin, isLineBreak, isSpace } from './characters';

/**
 * The lines of a text that are not blank, as offsets of what they hold between their margins. Two typed arrays and
 * no object a line: a hostile document has millions of them.
 */
export class Lines {
  constructor(
    readonly text: string,
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
    readonly count: number,
    /** Whether lines may hold line breaks that a page layout put there. */
    readonly wrapped: boolean,
    /** Whether line breaks that were lost have been restored: a space may then stand where one was. */
    readonly restored: boolean,
  ) {}

  start(line: number): number {
    return this.starts[line] ?? 0;
  }

  end(line: number): number {
    return this.ends[line] ?? 0;
  }

  length(line: number): number {
    return this.end(line) - this.start(line);
  }

  slice(line: number): string {
    return this.cut(this.start(line), this.end(line));
  }

  /** The text between two offsets inside one line, without the breaks of a page layout. */
  cut(from: number, to: number): string {
    const text = this.text.slice(from, to);
    return this.wrapped ? unwrapped(text) : text;
  }
}

/** A text of one line: a break of a page layout, with the margins around it, was a space between two Latin words, else nothing. */
export function unwrapped(text: string): string {
  const lines = text.split(/\r?\n/);
  if (lines.length === 1) return text;
  let before = NaN;
  return lines
    .map((line, i) => {
      const own = i === 0 ? line.trimEnd() : i < lines.length - 1 ? line.trim() : line.trimStart();
      const apart = isLatin(before) && isLatin(own.charCodeAt(0));
      if (own !== '') before = own.charCodeAt(own.length - 1);
      return apart ? ` ${own}` : own;
    })
    .join('');
}

/** A heading of two lines as one: a space parts them. */
export function inOneLine(text: string): string {
  return text.replace(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, ' ');
}

/** Collects spans of a text; spans that are blank are dropped, margins are cut. */
export class LinesBuilder {
  private starts: Int32Array = new Int32Array(256);
  private ends: Int32Array = new Int32Array(256);
  private count = 0;

  constructor(private readonly text: string) {}

  add(from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && isMargin(this.text.charCodeAt(start))) start++;
    while (end > start && isMargin(this.text.charCodeAt(end - 1))) end--;
    if (start === end) return;
    if (this.count === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  build({ wrapped = false, restored = false } = {}): Lines {
    return new Lines(this.text, this.starts, this.ends, this.count, wrapped, restored);
  }
}

function isMargin(code: number): boolean {
  // Nearly every line starts and ends with one of these, which spares a call.
  if ((code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff)) return false;
  return isSpace(code);
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Splits at every line break that Unicode knows. */
export function splitLines(text: string): Lines {
  const lines = new LinesBuilder(text);
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Most characters are far from any line break.
    if ((code > 0x0d && code < 0x85) || code > 0x2029 || !isLineBreak(code)) continue;
    if (i > from) lines.add(from, i);
    from = i + 1;
  }
  lines.add(from, text.length);
  return lines.build();
}

/** A window on one line in the folded view; one instance is moved from line to line. */
export class LineReader {
  from = 0;
  length = 0;
  /** Kept here, since reaching into another module for every character costs more than the look-up. */
  private readonly folded = FOLDED;

  constructor(private readonly text: string) {}

  moveTo(from: number, to: number): this {
    this.from = from;
    this.length = to - from;
    return this;
  }

  /** The folded code unit at an offset from the line's start, -1 outside the line. */
  at(offset: number): number {
    return offset >= 0 && offset < this.length ? (this.folded[this.text.charCodeAt(this.from + offset)] ?? -1) : -1;
  }

  /** Original text between two offsets from the line's start. */
  slice(from: number, to = this.length): string {
    return this.text.slice(this.from + from, this.from + to);
  }

  /** First offset at or after the given one that is not a space. */
  skipSpaces(offset: number): number {
    while (this.at(offset) === 0x20) offset++;
    return offset;
  }
}
