import type { Candidate } from './candidate';
import { closingStart } from './closing';
import { confidencesOf } from './confidence';
import type { Content } from '../lines/content';
import { inOneLine } from '../lines/lines';
import type { Levels } from './levels';
import { findPoints } from './points';
import { giveKinds } from '../kinds/section-kinds';
import type { Span } from '../source';
import type { OutlineSection } from '../types';

/** A case's own text and its sections. */
export interface CaseText {
  lead: Span[];
  body: Span[];
  tail: Span[];
  sections: OutlineSection[];
}

/**
 * Builds a case's lead, sections and tail from its headings. `from` and `to` bound its content lines; every line
 * between them goes to exactly one part.
 */
export function buildSections(content: Content, { headings, ranks }: Levels, from: number, to: number): CaseText {
  const first = headings[0];
  if (!first) return { lead: [], body: content.spans(from, to), tail: [], sections: [] };
  const tailFrom = closingStart(content, headings, to);
  const sections: OutlineSection[] = [];
  const open: { rank: number; section: OutlineSection }[] = [];
  const levelled = promoteLabels(content, headings, ranks);
  const confidences = confidencesOf(headings);
  headings.forEach((heading, i) => {
    const rank = levelled[i] ?? 0;
    while ((open.at(-1)?.rank ?? -1) >= rank) open.pop();
    const section = toSection(content, heading, headings[i + 1]?.position ?? tailFrom, open.length + 1, confidences[i] ?? 0);
    (open.at(-1)?.section.children ?? sections).push(section);
    open.push({ rank, section });
  });
  giveKinds(sections);
  return { lead: content.spans(from, first.position), body: [], tail: content.spans(tailFrom, to), sections };
}

function toSection(content: Content, heading: Candidate, textTo: number, level: number, confidence: number): OutlineSection {
  const { lines } = content;
  const number = lines.cut(heading.numberFrom, heading.numberTo);
  const text = content.spans(heading.next, textTo, heading.rest);
  const points = findPoints(lines.text, text, lines.wrapped);
  return {
    level,
    ...(number ? { number } : {}),
    heading: inOneLine(lines.cut(heading.headFrom, heading.headTo)),
    kind: 'OTHER',
    confidence,
    kindConfidence: 0,
    text: content.textOf(text),
    ...(points.length > 0 ? { points } : {}),
    children: [],
    at: {
      ...(number ? { number: { from: heading.numberFrom, to: heading.numberTo } } : {}),
      heading: { from: heading.headFrom, to: heading.headTo },
      text,
    },
  };
}

/**
 * Ranks of the headings, where a label without number behind the last numbered section (启示, after 三、成效) is lifted
 * beside it: it says another thing than the section that it would fall into.
 */
function promoteLabels(content: Content, headings: readonly Candidate[], ranks: ReadonlyMap<string, number>): number[] {
  const own = headings.map(({ shape }) => ranks.get(shape) ?? 0);
  const lastTop = headings.findLastIndex(({ ordinal }, i) => own[i] === 0 && ordinal > 0);
  if (lastTop < 0) return own;
  const topKind = headings[lastTop]?.kind?.kind;
  // What comes in each of several groups (情景分析 in 案例一, 案例二 …) is a part of them all, of the last one too.
  const words = headings.map(({ headFrom, headTo }) => content.lines.cut(headFrom, headTo));
  const often = new Set(words.filter((one, i) => words.indexOf(one) < i));
  return own.map((rank, i) => {
    const { kind, ordinal } = headings[i] ?? { kind: null, ordinal: 1 };
    return i > lastTop && ordinal === 0 && !often.has(words[i] ?? '') && kind?.exact && kind.kind !== topKind ? 0 : rank;
  });
}
