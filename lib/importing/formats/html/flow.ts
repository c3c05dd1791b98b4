import type { Span } from '../../../text/outline/source';
import type { DocumentBuilder, LineForm, Style } from '../builder';

/** Chinese and its punctuation: between two of them a line break of the source is no space. */
const WIDE = /[\u2E80-\u303F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\uD800-\uDFFF]/;
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD]/g;

/** Where the pictures of a page are that came in together with it. */
export type PictureSource = (address: string) => Uint8Array | null;

/** Lines whose letters are that much larger than most of the text are headings by their look. */
const LARGE = 1.14;

/**
 * Text of a page as it flows: white space collapses as in a browser, lines end at blocks and breaks. Inside a cell all
 * lines stand in one, and each is a paragraph of the cell.
 */
export class Flow {
  private space: '' | ' ' | '\n' = '';
  private last = '';
  /** A list number that waits for the first words of its item. */
  private prefix = '';
  private cell: { lines: Span[]; from: number } | null = null;
  private smallest = Infinity;
  private readonly sizes = new Map<number, number>();
  private readonly lines: { at: Span; size: number }[] = [];

  /** @param pictureOf the bytes of a picture that came in with the page, by its address there */
  constructor(
    readonly builder: DocumentBuilder,
    readonly pictureOf: PictureSource = () => null,
  ) {}

  text(raw: string, style: Style, size: number): void {
    const text = raw.replace(INVISIBLE, '');
    // Ends of white space runs are looked at one by one: the source may be one line of a megabyte.
    for (const [run] of text.matchAll(/[ \t\r\n\f]+|[^ \t\r\n\f]+/g)) {
      if (/^[ \t\r\n\f]/.test(run)) this.space ||= run.includes('\n') ? '\n' : ' ';
      else this.word(run, style, size);
    }
  }

  private word(word: string, style: Style, size: number): void {
    const wraps = this.space === '\n' && WIDE.test(this.last) && WIDE.test(word.charAt(0));
    const gap = this.space && this.last && !wraps ? ' ' : '';
    this.begin();
    this.builder.say(gap + word, style);
    this.space = '';
    this.last = word.slice(-1);
    this.smallest = Math.min(this.smallest, size);
    this.sizes.set(size, (this.sizes.get(size) ?? 0) + word.length);
  }

  /** Text that keeps its spaces, and its line breaks as ends of lines. */
  verbatim(text: string): void {
    text.split(/\r\n|\r|\n/).forEach((line, index) => {
      if (index > 0) this.end();
      this.begin();
      this.builder.say(line);
      if (line) this.last = line.slice(-1);
    });
  }

  /** Something that stands in the line and is no word. */
  object(say: () => void): void {
    this.begin();
    if (this.space && this.last) this.builder.say(' ');
    this.space = '';
    say();
    this.last = 'x';
  }

  private begin(): void {
    if (this.cell && this.cell.from < 0) {
      if (this.cell.lines.length > 0) this.builder.say(' ');
      this.cell.from = this.builder.position;
    }
    if (this.prefix) this.builder.say(this.prefix);
    this.prefix = '';
  }

  /** Ends the line, or the paragraph of a cell. */
  end(form: LineForm = {}): void {
    this.space = '';
    this.last = '';
    if (this.cell) {
      if (this.cell.from >= 0 && this.builder.position > this.cell.from) this.cell.lines.push({ from: this.cell.from, to: this.builder.position });
      this.cell.from = -1;
      return;
    }
    const at = this.builder.endLine(form);
    if (at && Number.isFinite(this.smallest)) this.lines.push({ at, size: this.smallest });
    this.smallest = Infinity;
  }

  /** The number of the next words. */
  number(prefix: string): void {
    this.prefix = prefix;
  }

  get inCell(): boolean {
    return this.cell !== null;
  }

  /** Runs `write` with all lines as paragraphs of one cell. */
  asCell(write: () => void): Span[] {
    const outer = this.cell;
    const lines: Span[] = [];
    this.cell = { lines, from: -1 };
    write();
    this.end();
    this.cell = outer;
    return lines;
  }

  /** The lines that are larger than most of the text. */
  largeLines(): Span[] {
    const usual = [...this.sizes].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
    return this.lines.filter(({ size }) => size >= usual * LARGE).map(({ at }) => at);
  }
}
