import { isByline } from './front/byline';
import { isCaseName } from './front/case-name';
import { findCandidates } from './headings/candidates';
import { findChrome } from './chrome/chrome';
import { findCases, type CaseRange } from './cases/collection';
import { Content } from './lines/content';
import { findContentsList } from './chrome/contents-list';
import { readDocumentFront } from './front/front';
import { joinHardWraps } from './layout/hard-wraps';
import { partInserted } from './chrome/inserted';
import { readLead } from './front/lead';
import { decideLevels } from './headings/levels';
import { LineMarks } from './lines/line-marks';
import { splitLines, type Lines } from './lines/lines';
import { restoreLostBreaks } from './layout/lost-breaks';
import { joinPages } from './layout/page-joins';
import type { LineMark, Source, Span } from './source';
import { buildSections } from './headings/tree';
import type { Outline, OutlineCase } from './types';

/**
 * Turns a case document into its outline: title, introduction, cases with their sections, and what was stripped as
 * page chrome. A string is a source without marks.
 *
 * Any text is allowed, well-formed or not; nothing is thrown. Every Han character, letter and digit of the input
 * stands in exactly one part of the answer, in its original form, and in the spans of that part; the one repetition is
 * the title of a document that is a single case. Time and memory are linear in the length of the text.
 */
export function outline(source: string | Source): Outline {
  const { text, marks, ...about }: Source = typeof source === 'string' ? { text: source, marks: [] } : source;
  const { lines, inserted } = toLines(text, marks);
  const stripped: Span[] = [];
  let content = withoutChrome(lines, inserted, new LineMarks(lines, marks, about), stripped);
  content = strip(content, findContentsList(content), stripped);

  const front = readDocumentFront(content);
  stripped.push(...front.labels);
  const cases = findCases(content, front.next);
  const end = cases?.[0]?.opens ?? content.length;
  for (const position of front.surplus) stripped.push(content.span(position));
  const lead = readLead(content, front.next, end, cases !== null);
  if (lead?.label) stripped.push(lead.label);

  const title = front.title.map((span) => content.textOf([span])).join('');
  const byline = front.byline.map((position) => content.span(position));
  const introduction = lead ? [lead.text] : [];
  const next = lead?.next ?? front.next;
  const read = cases
    ? cases.map((range) => readCase(content, range, [], []))
    : [readCase(content, { title, titleAt: front.title, opens: next, from: next, to: end }, byline, front.above)];
  if (cases) introduction.push(...content.spans(next, end));
  if (cases) introduction.unshift(...front.above);
  stripped.sort((a, b) => a.from - b.from);
  const whole: Outline = {
    title,
    ...(cases && byline.length > 0 ? { byline: content.textOf(byline) } : {}),
    ...(introduction.length > 0 ? { lead: content.textOf(introduction) } : {}),
    cases: read,
    stripped: stripped.map((span) => content.textOf([span])),
    at: { title: front.title, byline: cases ? byline : [], lead: introduction, stripped, wrapped: lines.wrapped },
  };
  return joinPages(whole, text);
}

/** Lines as their author meant them. What the format marks is as he meant it. */
function toLines(text: string, marks: readonly LineMark[]): ReturnType<typeof partInserted> {
  const split = splitLines(text);
  const restored = restoreLostBreaks(split, new LineMarks(split, marks));
  const joined = joinHardWraps(restored, new LineMarks(restored, marks));
  return partInserted(joined, new LineMarks(joined, marks));
}

function withoutChrome(lines: Lines, inserted: ReadonlySet<number>, marks: LineMarks, stripped: Span[]): Content {
  const chrome = findChrome(lines, marks);
  const numbers = new Int32Array(lines.count);
  let count = 0;
  for (let line = 0; line < lines.count; line++) {
    const mark = marks.of(line);
    const last = stripped.at(-1);
    // A box of a page is one range, as its format marks it; where a layout wraps the lines, a range has only one.
    if (last && !lines.wrapped && mark?.chrome && mark === marks.of(line - 1)) last.to = lines.end(line);
    else if (chrome[line] || inserted.has(lines.start(line))) stripped.push({ from: lines.start(line), to: lines.end(line) });
    else numbers[count++] = line;
  }
  return new Content(lines, numbers.subarray(0, count), marks);
}

function strip(content: Content, positions: Set<number>, stripped: Span[]): Content {
  for (const position of positions) stripped.push(content.span(position));
  return content.without(positions);
}

/**
 * @param given lines about who and when that stand around the title
 * @param above pictures and tables above it
 */
function readCase(content: Content, { title, titleAt, marker, from, to }: CaseRange, given: Span[], above: Span[]): OutlineCase {
  let start = from;
  while (start < to && start < from + 12 && (isByline(content, start) || (start === from && title !== '' && isCaseName(content, start)))) start++;
  const byline = [...given, ...content.spans(from, start)];
  const levels = decideLevels(findCandidates(content, start, to), to);
  const { lead, body, tail, sections } = buildSections(content, levels, start, to);
  (sections.length > 0 ? lead : body).unshift(...above);
  const part = <Name extends string>(name: Name, spans: Span[]) => (spans.length > 0 ? { [name]: content.textOf(spans) } : {}) as { [K in Name]?: string };
  return {
    title,
    ...(marker ? { marker: content.textOf([marker]) } : {}),
    ...part('byline', byline),
    ...part('lead', lead),
    ...part('body', body),
    ...part('tail', tail),
    sections,
    at: { title: titleAt, ...(marker ? { marker } : {}), byline, lead, body, tail },
  };
}
