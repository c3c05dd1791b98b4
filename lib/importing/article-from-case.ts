import type { z } from 'zod';
import type { newArticle } from '../articles/schema';
import { heading, paragraph, paragraphs } from '../content/build';
import { BODY_VERSION, type Block, type Body } from '../content/schema';
import { LIMITS } from '../limits';
import { cut } from '../plain-text';
import type { OutlineCase, OutlineSection } from '../outline/types';

type ArticleInput = z.input<typeof newArticle>;
type SectionInput = NonNullable<ArticleInput['sections']>[number];

const BODY_LEVELS = [2, 3, 4] as const;

function body(blocks: Block[]): Body {
  return { type: 'doc', schemaVersion: BODY_VERSION, content: blocks };
}

/** A section inside a body: its heading, its text, then what lies below it. A heading too long to be one stays text. */
function blocksOf(section: OutlineSection, level: number): Block[] {
  const fits = section.heading.length <= LIMITS.heading;
  const depth = BODY_LEVELS[Math.min(level, 4) - 2] ?? 4;
  return [
    fits ? heading(depth, section.heading, section.number) : paragraph(`${section.number ?? ''}${section.heading}`),
    ...paragraphs(section.text),
    ...section.children.flatMap((child) => blocksOf(child, level + 1)),
  ];
}

function topSection(section: OutlineSection): SectionInput {
  const fits = section.heading.length <= LIMITS.heading;
  return {
    kind: section.kind,
    heading: fits ? section.heading : '',
    number: cut(section.number ?? '', LIMITS.headingNumber),
    body: body([
      ...(fits ? [] : [paragraph(section.heading)]),
      ...paragraphs(section.text),
      ...section.children.flatMap((child) => blocksOf(child, 2)),
    ]),
  };
}

/** Text that stands in no section (a case without headings, a closing paragraph) becomes a section without heading. */
function plainSection(text: string | undefined): SectionInput[] {
  return text ? [{ kind: 'OTHER', heading: '', body: body(paragraphs(text)) }] : [];
}

/** More sections than an article can hold go, with their headings, into its last one. */
function withinLimit(sections: OutlineSection[], room: number): SectionInput[] {
  if (sections.length <= room) return sections.map(topSection);
  const rest = sections.slice(room - 1);
  const last: SectionInput = { kind: 'OTHER', heading: '', body: body(rest.flatMap((section) => blocksOf(section, 2))) };
  return [...sections.slice(0, room - 1).map(topSection), last];
}

/**
 * One case of an outline as the input of `createArticle`. Nothing of it is lost: what fits no field becomes text.
 * @param documentLead the document's own lead, where the case is the whole document
 */
export function articleFromCase(source: OutlineCase, documentLead?: string): ArticleInput {
  const title = source.title.replace(/\s*\n\s*/g, ' ');
  const titleFits = title.length <= LIMITS.title;
  const lead = [source.byline, documentLead, source.lead].filter(Boolean).join('\n');
  const leadFits = lead.length <= LIMITS.lead;
  const around = [
    ...plainSection(titleFits ? undefined : title),
    ...plainSection(leadFits ? undefined : lead),
    ...plainSection(source.body),
  ];
  const tail = plainSection(source.tail);
  return {
    title: cut(title, LIMITS.title),
    lead: leadFits ? lead : '',
    sections: [...around, ...withinLimit(source.sections, LIMITS.sections - around.length - tail.length), ...tail],
  };
}
