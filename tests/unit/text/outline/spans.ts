import type { Span } from '@/lib/text/outline/source';
import type { Outline, OutlineSection } from '@/lib/text/outline/types';

/** One text of an outline and the spans that it says to stand in; `glue` joins them. */
interface Part {
  text: string;
  spans: readonly Span[];
  glue: string;
}

/** Every part of the tree with its spans; the title of a single case is the document's and counts once. */
export function partsOf(outline: Outline): Part[] {
  const { at, cases } = outline;
  const title = { text: outline.title, spans: at.title, glue: '' };
  return [
    ...(cases.length === 1 ? [] : [title]),
    { text: outline.byline ?? '', spans: at.byline, glue: '\n' },
    { text: outline.lead ?? '', spans: at.lead, glue: '\n' },
    ...outline.stripped.map((text, i) => ({ text, spans: at.stripped.slice(i, i + 1), glue: '' })),
    ...cases.flatMap((one) => [
      // A mark that joins the title does so in parentheses, which are not in the text.
      { text: one.title.replace(/^(.*)（(.*)）$/, (whole, words: string, mark: string) => (one.at.title.length > 1 ? mark + words : whole)), spans: one.at.title, glue: '' },
      { text: one.marker ?? '', spans: one.at.marker ? [one.at.marker] : [], glue: '' },
      { text: one.byline ?? '', spans: one.at.byline, glue: '\n' },
      { text: one.lead ?? '', spans: one.at.lead, glue: '\n' },
      { text: one.body ?? '', spans: one.at.body, glue: '\n' },
      { text: one.tail ?? '', spans: one.at.tail, glue: '\n' },
      ...one.sections.flatMap(sectionParts),
    ]),
  ];
}

function sectionParts(section: OutlineSection): Part[] {
  const { number, heading, text, at, children } = section;
  return [
    { text: number ?? '', spans: at.number ? [at.number] : [], glue: '' },
    { text: heading, spans: [at.heading], glue: '' },
    { text, spans: at.text, glue: '\n' },
    ...children.flatMap(sectionParts),
  ];
}

/** How many spans each code unit of the source lies in. */
export function coverage(source: string, parts: readonly Part[]): Uint8Array {
  const covered = new Uint8Array(source.length);
  for (const { spans } of parts) for (const { from, to } of spans) for (let i = from; i < to; i++) covered[i] = (covered[i] ?? 0) + 1;
  return covered;
}
