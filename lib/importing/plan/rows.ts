import type { Outline, OutlineCase, OutlineSection, SectionKind } from '../../text/outline/types';
import type { Span } from '../../text/outline/source';
import { LINE_BREAK } from '../formats/line-break';

/**
 * What a row is. `marker` opens a case without being its title (案例一), `intro` is the document's own lead, `tail` closes
 * a case, `stripped` is page chrome.
 */
export type Role = 'title' | 'marker' | 'byline' | 'intro' | 'heading' | 'text' | 'tail' | 'stripped';

/** What a heading's row is besides. */
export interface RowHeading {
  /** 1 for a top section. */
  level: number;
  number?: Span;
  words: Span;
  /** How sure it is that this is a heading, 0 to 1. */
  confidence: number;
  /** Only of a top section; absent where it is still to be read from the words. */
  kind?: { kind: SectionKind; confidence: number };
}

/** A stretch of a document inside one line, with what it is. Rows rise, lie apart, and hold all that is said in the text. */
export interface Row extends Span {
  role: Role;
  /** A case of a collection begins here. */
  opens: boolean;
  /** What of it stands in the outline: without the marks around a heading. */
  core: Span;
  heading?: RowHeading;
  /** Of a marker: it joins its case's title, since titles alone do not tell the cases apart. */
  joined?: boolean;
  /** It goes on in the line of the row before, which is no text: a run-in heading, a label. */
  continues: boolean;
  /** Of what is stripped: it is of one range with the row before. */
  ranged?: boolean;
}


/**
 * The rows of an outline, in the order of the text.
 * @param text the source of the outline
 */
export function rowsOf({ at, cases }: Pick<Outline, 'at' | 'cases'>, text: string): Row[] {
  const rows: Row[] = [];
  const plain = (role: Role, spans: readonly Span[]) => {
    for (const span of spans) {
      (at.wrapped ? [span] : lines(text, span)).forEach((line, index) => {
        rows.push({ ...line, core: line, role, opens: false, continues: false, ...(role === 'stripped' && index > 0 ? { ranged: true } : {}) });
      });
    }
  };
  plain('title', at.title);
  plain('byline', at.byline);
  plain('intro', at.lead);
  plain('stripped', at.stripped);
  for (const one of cases) {
    if (cases.length > 1) caseTitle(one, text, rows);
    plain('byline', one.at.byline);
    plain('text', [...one.at.lead, ...one.at.body]);
    plain('tail', one.at.tail);
    for (const section of one.sections) sectionRows(section, rows, plain);
  }
  rows.sort((a, b) => a.from - b.from);
  return extended(rows, text);
}

/** The lines of a span; two of them are parted by one line feed. */
function lines(text: string, { from, to }: Span): Span[] {
  const found: Span[] = [];
  let start = from;
  for (let end = text.indexOf('\n', start); end >= 0 && end < to; end = text.indexOf('\n', start)) {
    found.push({ from: start, to: end });
    start = end + 1;
  }
  found.push({ from: start, to });
  return found.filter((line) => line.to > line.from);
}

function caseTitle({ title, at }: OutlineCase, text: string, rows: Row[]): void {
  const joined = at.title.length > 1 && title.endsWith('）') && title !== at.title.map(({ from, to }) => text.slice(from, to)).join('');
  const spans = [...(at.marker ? [at.marker] : []), ...at.title];
  spans.forEach((span, index) => {
    const marks = index === 0 && (at.marker !== undefined || joined);
    rows.push({ ...span, core: span, role: marks ? 'marker' : 'title', opens: index === 0, continues: false, ...(marks && joined ? { joined } : {}) });
  });
}

function sectionRows({ level, at, kind, kindConfidence, confidence, children }: OutlineSection, rows: Row[], plain: (role: Role, spans: readonly Span[]) => void): void {
  const from = at.number?.from ?? at.heading.from;
  const core = { from: Math.min(from, at.heading.from), to: at.heading.to };
  const heading: RowHeading = {
    level,
    ...(at.number ? { number: at.number } : {}),
    words: at.heading,
    confidence,
    ...(level === 1 ? { kind: { kind, confidence: kindConfidence } } : {}),
  };
  rows.push({ ...core, core, role: 'heading', opens: false, heading, continues: false });
  plain('text', at.text);
  for (const child of children) sectionRows(child, rows, plain);
}

/** Gives each row the marks around it in its line, so that a row that becomes something else has all of them. */
function extended(rows: Row[], text: string): Row[] {
  let end = 0;
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const limit = rows[index + 1]?.from ?? text.length;
    if (before && !LINE_BREAK.test(text.slice(before.to, row.from))) {
      const isText = before.role === 'text' || before.role === 'tail' || before.role === 'intro' || before.role === 'byline';
      // What stands between the two belongs to the first, which is nearly always a heading with its colon or point.
      before.to = row.from;
      row.continues = !isText;
    } else {
      row.from = lineStart(text, row.from, end);
    }
    row.to = lineEnd(text, row.to, limit);
    end = row.to;
  });
  return rows;
}

function lineStart(text: string, from: number, limit: number): number {
  let start = from;
  while (start > limit && !LINE_BREAK.test(text[start - 1] ?? '')) start--;
  while (start < from && /\s/.test(text[start] ?? '')) start++;
  return start;
}

function lineEnd(text: string, to: number, limit: number): number {
  let end = to;
  while (end < limit && !LINE_BREAK.test(text[end] ?? '')) end++;
  while (end > to && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
