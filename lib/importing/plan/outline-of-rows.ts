import type { DecidedKind } from '../../text/outline/kinds/kind-chain';
import { inOneLine, Lines } from '../../text/outline/lines/lines';
import { joinPages } from '../../text/outline/layout/page-joins';
import { findPoints } from '../../text/outline/headings/points';
import { giveKinds } from '../../text/outline/kinds/section-kinds';
import type { Span } from '../../text/outline/source';
import type { Outline, OutlineCase, OutlineSection } from '../../text/outline/types';
import { LINE_BREAK } from '../formats/line-break';
import type { Row } from './rows';

/** Rows up to the next one that opens a case. */
interface Part {
  rows: Row[];
}

/**
 * The outline that rows say; `outlineOfRows(text, rowsOf(outline, text))` is that outline. Takes any rows that rise and lie
 * apart: levels that jump are closed up, and text in places where no text belongs goes to the nearest part that holds
 * text, so every row stands in exactly one part. Linear; pure; browser-safe.
 * @param wrapped whether line breaks inside a row are those of a page layout, as in `Outline.at`
 */
export function outlineOfRows(text: string, rows: readonly Row[], wrapped: boolean): Outline {
  return joinPages(new Builder(text, wrapped).build(rows), text);
}

class Builder {
  private readonly lines: Lines;

  constructor(
    private readonly text: string,
    private readonly wrapped: boolean,
  ) {
    this.lines = new Lines(text, new Int32Array(0), new Int32Array(0), 0, wrapped, false);
  }

  build(rows: readonly Row[]): Outline {
    const stripped = ranges(rows);
    const { preface, cases } = parts(rows);
    const whole = (title: Span[], byline: Span[], lead: Span[], read: OutlineCase[]): Outline => ({
      title: this.joined(title),
      ...(byline.length > 0 ? { byline: this.textOf(byline) } : {}),
      ...(lead.length > 0 ? { lead: this.textOf(lead) } : {}),
      cases: read,
      stripped: stripped.map((span) => this.textOf([span])),
      at: { title, byline, lead, stripped, wrapped: this.wrapped },
    });
    if (cases.length < 2) {
      const one = asOne(preface, cases[0]);
      const read = this.case(one.rows, true);
      return whole(read.at.title, [], this.spans(one.rows.filter(({ role }) => role === 'intro')), [read]);
    }
    const titles = preface.rows.filter(({ role }) => role === 'title').map(({ core }) => core);
    const bylines = this.spans(preface.rows.filter(({ role }) => role === 'byline'));
    return whole(titles, bylines, this.spans(preface.rows.filter(({ role }) => role !== 'title' && role !== 'byline')), cases.map((part) => this.case(part.rows, false)));
  }

  private case(rows: readonly Row[], alone: boolean): OutlineCase {
    const of = (...roles: Row['role'][]) => rows.filter(({ role }) => roles.includes(role));
    const marker = of('marker')[0];
    const title = of('title').map(({ core }) => core);
    const naming = this.naming(marker, title);
    const own = alone ? rows.filter(({ role }) => role !== 'intro') : rows;
    const { before, sections, tail } = this.sections(own.filter((row) => row.role !== 'title' && row.role !== 'byline' && row !== marker));
    const byline = this.spans(of('byline'));
    const [lead, body] = sections.length > 0 ? [before, []] : [[], [...before, ...tail]];
    const part = <Name extends string>(name: Name, spans: Span[]) => (spans.length > 0 ? { [name]: this.textOf(spans) } : {}) as { [K in Name]?: string };
    const closing = sections.length > 0 ? tail : [];
    return {
      ...naming.words,
      ...part('byline', byline),
      ...part('lead', lead),
      ...part('body', body),
      ...part('tail', closing),
      sections,
      at: { title: naming.at, ...(naming.marker ? { marker: naming.marker } : {}), byline, lead, body, tail: closing },
    };
  }

  private naming(marker: Row | undefined, title: Span[]): { words: Pick<OutlineCase, 'title' | 'marker'>; at: Span[]; marker?: Span } {
    const words = this.joined(title);
    if (!marker) return { words: { title: words }, at: title };
    const marked = this.joined([marker.core]);
    if (words === '') return { words: { title: marked }, at: [marker.core] };
    if (marker.joined) return { words: { title: `${words}（${marked}）` }, at: [marker.core, ...title] };
    return { words: { title: words, marker: marked }, at: title, marker: marker.core };
  }

  /** The sections of a case with what stands before and behind them; anything that is no heading is text. */
  private sections(rows: readonly Row[]): { before: Span[]; sections: OutlineSection[]; tail: Span[] } {
    const first = rows.findIndex(({ role }) => role === 'heading');
    const last = rows.findLastIndex(({ role }) => role === 'heading');
    const closing = rows.findIndex(({ role }, index) => index > last && role === 'tail');
    const end = closing < 0 ? rows.length : closing;
    if (first < 0) return { before: this.spans(rows.slice(0, end)), sections: [], tail: this.spans(rows.slice(end)) };
    const top: OutlineSection[] = [];
    const given = new Map<OutlineSection, DecidedKind>();
    const open: { level: number; section: OutlineSection }[] = [];
    for (let at = first; at < end; ) {
      const { heading } = rows[at] as Row;
      let next = at + 1;
      while (next < end && rows[next]?.role !== 'heading') next++;
      while (heading && (open.at(-1)?.level ?? -1) >= heading.level) open.pop();
      const section = this.section(rows[at] as Row, rows.slice(at + 1, next), open.length + 1);
      if (heading?.kind && open.length === 0) given.set(section, heading.kind);
      (open.at(-1)?.section.children ?? top).push(section);
      open.push({ level: heading?.level ?? 1, section });
      at = next;
    }
    giveKinds(top, given);
    return { before: this.spans(rows.slice(0, first)), sections: top, tail: this.spans(rows.slice(end)) };
  }

  private section({ heading, core }: Row, textRows: readonly Row[], level: number): OutlineSection {
    const text = this.spans(textRows);
    const points = findPoints(this.text, text, this.wrapped);
    const words = heading?.words ?? core;
    return {
      level,
      ...(heading?.number ? { number: this.joined([heading.number]) } : {}),
      heading: inOneLine(this.joined([words])),
      kind: 'OTHER',
      confidence: heading?.confidence ?? 1,
      kindConfidence: 0,
      text: this.textOf(text),
      ...(points.length > 0 ? { points } : {}),
      children: [],
      at: { ...(heading?.number ? { number: heading.number } : {}), heading: words, text },
    };
  }

  /** Where the rows stand; what one line feed parts is one span, and what was one line is one again. */
  private spans(rows: readonly Row[]): Span[] {
    const spans: Span[] = [];
    let before: Row | undefined;
    for (const row of rows) {
      const last = spans.at(-1);
      const apart = last ? this.text.slice(last.to, row.core.from) : '';
      if (last && before && row.continues && before.to === row.from && !LINE_BREAK.test(apart)) last.to = row.core.to;
      else if (last && apart === '\n' && !this.wrapped) last.to = row.core.to;
      else spans.push({ ...row.core });
      before = row;
    }
    return spans;
  }

  private joined(spans: readonly Span[]): string {
    return spans.map(({ from, to }) => this.lines.cut(from, to)).join('');
  }

  private textOf(spans: readonly Span[]): string {
    return spans.map(({ from, to }) => this.lines.cut(from, to)).join('\n');
  }
}

/** What is stripped; rows of one range are one, as long as none of them has become something else. */
function ranges(rows: readonly Row[]): Span[] {
  const spans: Span[] = [];
  rows.forEach(({ role, ranged, core }, index) => {
    const last = spans.at(-1);
    if (role !== 'stripped') return;
    if (last && ranged && rows[index - 1]?.role === 'stripped') last.to = core.to;
    else spans.push({ ...core });
  });
  return spans;
}

function parts(rows: readonly Row[]): { preface: Part; cases: Part[] } {
  const preface: Part = { rows: [] };
  const cases: Part[] = [];
  for (const row of rows) {
    if (row.role === 'stripped') continue;
    if (row.opens) cases.push({ rows: [] });
    (cases.at(-1) ?? preface).rows.push(row);
  }
  // Sections before the first case belong to a case of their own, which the title above them names.
  if (cases.length > 0 && preface.rows.some(({ role }) => role === 'heading')) return { preface: { rows: [] }, cases: [preface, ...cases] };
  return { preface, cases };
}

/** One case is no collection: the document's title is its title, and a title of the case's own, beside it, is text. */
function asOne(preface: Part, only: Part | undefined): Part {
  const named = preface.rows.some(({ role }) => role === 'title');
  const own = (only?.rows ?? []).map((row): Row => (named && (row.role === 'title' || row.role === 'marker') ? { ...row, role: 'text', core: { from: row.from, to: row.to } } : row));
  return { rows: [...preface.rows, ...own] };
}
