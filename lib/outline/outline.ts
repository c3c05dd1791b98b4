import { findCandidates } from './candidates';
import { findChrome } from './chrome';
import { findCases, type CaseRange } from './collection';
import { Content } from './content';
import { findContentsList } from './contents-list';
import { isByline, readDocumentFront, type Span } from './front';
import { joinHardWraps } from './hard-wraps';
import { readLead } from './lead';
import { decideLevels } from './levels';
import { splitLines, type Lines } from './lines';
import { restoreLostBreaks } from './lost-breaks';
import { buildSections } from './tree';
import type { Outline, OutlineCase } from './types';

/**
 * Turns the raw text of a case document into its outline: title, introduction, cases with their sections, and what
 * was stripped as page chrome.
 *
 * Any text is allowed, well-formed or not; nothing is thrown. Every Han character, letter and digit of the input
 * stands in exactly one part of the answer, in its original form; the one repetition is the title of a document that
 * is a single case. Time and memory are linear in the length of the text.
 */
export function outline(text: string): Outline {
  const lines = joinHardWraps(restoreLostBreaks(splitLines(text)));
  const stripped: Span[] = [];
  let content = withoutChrome(lines, stripped);
  content = strip(content, findContentsList(content), stripped);

  const front = readDocumentFront(content);
  if (front.label) stripped.push(front.label);
  const cases = findCases(content, front.next);
  const end = cases?.[0]?.opens ?? content.length;
  for (const position of front.surplus) stripped.push({ from: content.start(position), to: content.end(position) });
  const lead = readLead(content, front.next, end, cases !== null);
  if (lead?.label) stripped.push(lead.label);

  const byline = front.byline.map((position) => content.slice(position)).join('\n');
  const next = lead?.next ?? front.next;
  if (!cases) {
    const single = readCase(content, { title: front.title, opens: next, from: next, to: end }, byline);
    return assemble(text, front.title, lead?.text, [single], stripped);
  }
  const introduction = [byline, lead?.text, content.paragraphs(next, end)].filter(Boolean).join('\n');
  return assemble(text, front.title, introduction, cases.map((range) => readCase(content, range, '')), stripped);
}

function assemble(text: string, title: string, lead: string | undefined, cases: OutlineCase[], stripped: Span[]): Outline {
  const spans = stripped.sort((a, b) => a.from - b.from);
  return { title, ...(lead ? { lead } : {}), cases, stripped: spans.map(({ from, to }) => text.slice(from, to)) };
}

function withoutChrome(lines: Lines, stripped: Span[]): Content {
  const chrome = findChrome(lines);
  const numbers = new Int32Array(lines.count);
  let count = 0;
  for (let line = 0; line < lines.count; line++) {
    if (chrome[line]) stripped.push({ from: lines.start(line), to: lines.end(line) });
    else numbers[count++] = line;
  }
  return new Content(lines, numbers.subarray(0, count));
}

function strip(content: Content, positions: Set<number>, stripped: Span[]): Content {
  for (const position of positions) stripped.push({ from: content.start(position), to: content.end(position) });
  return content.without(positions);
}

function readCase(content: Content, { title, marker, from, to }: CaseRange, given: string): OutlineCase {
  let start = from;
  while (start < to && start < from + 12 && isByline(content, start)) start++;
  const byline = [given, content.paragraphs(from, start)].filter(Boolean).join('\n');
  const levels = decideLevels(findCandidates(content, start, to), to);
  return {
    title,
    ...(marker ? { marker } : {}),
    ...(byline ? { byline } : {}),
    ...buildSections(content, levels, start, to),
  };
}
