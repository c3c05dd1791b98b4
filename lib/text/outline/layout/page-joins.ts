import { foldText, isLatin, isSentenceEnd, isSpace, wordsOf } from '../lines/characters';
import { PAGE_MARK } from '../chrome/chrome-words';
import { columns, indentColumns, SLACK, wrapWidthOf } from './hard-wraps';
import { LineReader, Lines } from '../lines/lines';
import { readMarker } from '../shapes/table';
import type { Span } from '../source';
import type { Outline, OutlineSection } from '../types';

/** Most lines of page chrome between the halves of a paragraph: a header, a footer and a number, of both pages. */
const MOST_BETWEEN = 6;
const LONGEST_CHROME = 60;
/** Shortest line without an end mark that is the beginning of a paragraph, in a document that is not hard-wrapped. */
const PARAGRAPH = 28;
/** Marks behind which an author begins anew, beside the ends of sentences. */
const PAUSES = new Set([0x3b, 0x3a, 0x2026]); // ; : …
const CLOSING = /[”’》）」』)\]]$/;

/**
 * Tells where a paragraph goes on over the end of a page: between its halves stand nothing but a page's number, header
 * and footer, which the outline has stripped. Only what is plain counts: the line above fills its width and ends no
 * sentence, the line below begins neither a heading nor an item nor, by its indent, a paragraph.
 */
export class PageJoins {
  private readonly text: string;
  private readonly stripped: readonly Span[];
  private readonly wrapped: boolean;
  private width = -1;
  private repeats: Map<string, number> | null = null;

  /** @param text the source of the outline */
  constructor(text: string, { at }: Pick<Outline, 'at'>) {
    this.text = text;
    this.stripped = at.stripped;
    this.wrapped = at.wrapped;
  }

  /** Whether the last line of one span and the first of the next one are one paragraph. */
  goesOn(before: Span, next: Span): boolean {
    if (!this.isPageEnd(before.to, next.from)) return false;
    const { text } = this;
    const above = { from: lineStart(text, before), to: before.to };
    const end = text.slice(next.from, next.to).indexOf('\n');
    const below = { from: next.from, to: end < 0 ? next.to : next.from + end };
    return !this.endsSentence(above) && this.isFull(above) && !this.beginsAnew(before, above, below);
  }

  private isPageEnd(from: number, to: number): boolean {
    const between: Span[] = [];
    let rest = from;
    for (let i = this.firstFrom(from); i < this.stripped.length && this.stripped[i]!.from < to; i++) {
      const span = this.stripped[i]!;
      if (between.push(span) > MOST_BETWEEN || span.to - span.from > LONGEST_CHROME || this.text.slice(rest, span.from).trim() !== '') return false;
      rest = span.to;
    }
    return between.length > 0 && this.text.slice(rest, to).trim() === '' && between.some((span) => this.isFurniture(this.text.slice(span.from, span.to)));
  }

  /** The first stripped span that begins at or behind an offset. */
  private firstFrom(offset: number): number {
    let low = 0;
    let high = this.stripped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.stripped[middle]!.from < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A page's number, or what comes again on other pages. */
  private isFurniture(line: string): boolean {
    const folded = foldText(line.trim());
    if (/^[0-9]{1,4}$/.test(folded) || PAGE_MARK.test(folded)) return true;
    this.repeats ??= this.countRepeats();
    return (this.repeats.get(withoutNumber(line)) ?? 0) > 1;
  }

  private countRepeats(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { from, to } of this.stripped) {
      if (to - from > LONGEST_CHROME) continue;
      const key = withoutNumber(this.text.slice(from, to));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  private endsSentence({ from, to }: Span): boolean {
    let end = to;
    while (end > from && CLOSING.test(this.text.charAt(end - 1))) end--;
    const last = foldText(this.text.charAt(end - 1)).charCodeAt(0);
    return isSentenceEnd(last) || PAUSES.has(last);
  }

  private isFull(line: Span): boolean {
    if (!this.wrapped) return line.to - line.from >= PARAGRAPH;
    if (this.width < 0) this.width = wrapWidthOf(this.text);
    return this.width > 0 && columns(this.text, line.from, line.to) >= this.width - SLACK;
  }

  private beginsAnew(before: Span, above: Span, below: Span): boolean {
    const { text } = this;
    if (readMarker(new LineReader(text).moveTo(below.from, below.to)) !== null) return true;
    const indent = indentColumns(text, below.from);
    // The only line of a paragraph so far shows its first indent; any other one shows the margin.
    return above.from === before.from ? indent > 0 && indent >= indentColumns(text, before.from) : indent > indentColumns(text, above.from);
  }

  /** What stands between the two halves: a space between words that are written with one. */
  static glue(before: string, after: string): '' | ' ' {
    return isLatin(before.charCodeAt(before.length - 1)) && isLatin(after.charCodeAt(0)) ? ' ' : '';
  }
}

/** Makes one paragraph of the texts of an outline where one goes on over the end of a page; their spans stay as they are. */
export function joinPages(outline: Outline, text: string): Outline {
  if (outline.at.stripped.length === 0) return outline;
  const joins = new PageJoins(text, outline);
  const lines = new Lines(text, new Int32Array(0), new Int32Array(0), 0, outline.at.wrapped, false);
  const joined = (spans: readonly Span[], plain: string): string => {
    const goesOn = spans.map((span, index) => index > 0 && joins.goesOn(spans[index - 1]!, span));
    if (!goesOn.includes(true)) return plain;
    const pieces = spans.map(({ from, to }) => lines.cut(from, to));
    return pieces.map((piece, index) => (index === 0 ? piece : (goesOn[index] ? PageJoins.glue(pieces[index - 1]!, piece) : '\n') + piece)).join('');
  };
  const section = (one: OutlineSection): OutlineSection => ({ ...one, text: joined(one.at.text, one.text), children: one.children.map(section) });
  return {
    ...outline,
    ...(outline.lead === undefined ? {} : { lead: joined(outline.at.lead, outline.lead) }),
    cases: outline.cases.map((one) => ({
      ...one,
      ...(one.lead === undefined ? {} : { lead: joined(one.at.lead, one.lead) }),
      ...(one.body === undefined ? {} : { body: joined(one.at.body, one.body) }),
      ...(one.tail === undefined ? {} : { tail: joined(one.at.tail, one.tail) }),
      sections: one.sections.map(section),
    })),
  };
}

/** Where the last line of a span begins, behind its indent. */
function lineStart(text: string, { from, to }: Span): number {
  let start = from + text.slice(from, to).lastIndexOf('\n') + 1;
  while (start < to && isSpace(text.charCodeAt(start))) start++;
  return start;
}

function withoutNumber(line: string): string {
  return wordsOf(line).replace(/[0-9]{1,4}$/, '');
}
