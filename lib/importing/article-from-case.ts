import type { z } from 'zod';
import type { newArticle } from '../domains/articles/schema';
import { doc, heading, paragraph, paragraphs } from '../content/build';
import type { Block, Inline } from '../content/schema';
import { inlineText } from '../content/text';
import { LIMITS } from '../platform/limits';
import { isBlank } from '../platform/characters';
import { cut, inOneLine } from '../platform/plain-text';
import type { OutlineCase, OutlineSection } from '../text/outline/types';
import type { Span } from '../text/outline/source';
import type { BodyCutter } from './bodies/body';

type ArticleInput = z.input<typeof newArticle>;
type SectionInput = NonNullable<ArticleInput['sections']>[number];

const BODY_LEVELS = [2, 3, 4] as const;

/** Length of a heading as the body's schema counts it. */
function headingLength(nodes: Inline[]): number {
  return nodes.reduce((sum, node) => sum + (node.type === 'text' ? node.text.length : 1), 0);
}

/** A section inside a body: its heading, its text, then what lies below it. A heading too long to be one stays text. */
function blocksOf(section: OutlineSection, level: number, body: BodyCutter): Block[] {
  const { words, pictures } = body.heading(section.at.heading);
  const depth = BODY_LEVELS[Math.min(level, 4) - 2] ?? 4;
  const number = section.number ?? '';
  const fits = headingLength(words) <= LIMITS.heading && number.length <= LIMITS.headingNumber && !isBlank(inlineText(words));
  return [
    fits ? heading(depth, words, section.number) : paragraph([...(number ? [{ type: 'text' as const, text: number }] : []), ...words]),
    ...pictures,
    ...body.blocks(section.at.text),
    ...section.children.flatMap((child) => blocksOf(child, level + 1, body)),
  ];
}

function topSection(section: OutlineSection, body: BodyCutter): SectionInput {
  const fits = section.heading.length <= LIMITS.heading;
  // A section's heading is plain text: a note in it keeps its mark, and its words their place at the end.
  const { words, pictures } = fits ? { words: [], pictures: body.pictures(section.at.heading) } : body.heading(section.at.heading);
  return {
    kind: section.kind,
    heading: fits ? section.heading : '',
    number: cut(section.number ?? '', LIMITS.headingNumber),
    body: doc([
      ...(fits ? [] : [paragraph(words)]),
      ...pictures,
      ...body.blocks(section.at.text),
      ...section.children.flatMap((child) => blocksOf(child, 2, body)),
    ]),
  };
}

/** Text that stands in no section (a case without headings, a closing paragraph) becomes a section without heading. */
function plainSection(blocks: Block[]): SectionInput[] {
  return blocks.length > 0 ? [{ kind: 'OTHER', heading: '', body: doc(blocks) }] : [];
}

/** More sections than an article can hold go, with their headings, into its last one. */
function withinLimit(sections: OutlineSection[], room: number, body: BodyCutter): SectionInput[] {
  if (sections.length <= room) return sections.map((section) => topSection(section, body));
  const rest = sections.slice(room - 1);
  const first = sections.slice(0, room - 1).map((section) => topSection(section, body));
  return [...first, ...plainSection(rest.flatMap((section) => blocksOf(section, 2, body)))];
}

/** A lead is text: what is more (a table, a picture) opens a section of its own, with all that follows it. */
function leadOf(spans: Span[], text: string, body: BodyCutter, textOf: (spans: Span[]) => string): { lead: string; rest: Block[] } {
  const rich = body.richPart(spans);
  const first = rich[0]?.from;
  if (first === undefined) return { lead: text, rest: [] };
  const before = spans.flatMap(({ from, to }) => (from < first ? [{ from, to: Math.min(to, first) }] : []));
  return { lead: textOf(before), rest: body.blocks(rich) };
}

/**
 * One case of an outline as the input of `createArticle`. Nothing of it is lost: what fits no field becomes text, and
 * what stood in lists, tables or quotes does so in the bodies.
 * @param body cuts the blocks out of the document that the outline is of
 * @param document the document's own lead, where the case is the whole document, and its text
 */
export function articleFromCase(source: OutlineCase, body: BodyCutter, { text, lead: documentLead }: { text: string; lead?: string | undefined }): ArticleInput {
  const title = inOneLine(source.title);
  const titleFits = title.length <= LIMITS.title;
  const own = leadOf(source.at.lead, source.lead ?? '', body, (spans) => spans.map(({ from, to }) => text.slice(from, to).trim()).filter(Boolean).join('\n'));
  const lead = [source.byline, documentLead, own.lead].filter(Boolean).join('\n');
  const leadFits = lead.length <= LIMITS.lead;
  const around = [
    ...plainSection(titleFits ? [] : paragraphs(title)),
    ...plainSection([...(leadFits ? [] : paragraphs(lead)), ...own.rest]),
    ...plainSection(body.blocks(source.at.body)),
  ];
  // Read before the tail: a note's words stand where its mark is, and the marks come first.
  const head = { title: cut(title, LIMITS.title), lead: leadFits ? lead : '' };
  const room = LIMITS.sections - around.length - (source.at.tail.length > 0 ? 1 : 0);
  const sections = withinLimit(source.sections, room, body);
  return { ...head, sections: [...around, ...sections, ...plainSection(body.blocks(source.at.tail))] };
}
