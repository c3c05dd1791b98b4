import type { Outline, OutlineCase, OutlineSection } from './types';

/** A section as the command prints it. */
export type PrintedSection = Omit<OutlineSection, 'at' | 'points' | 'children'> & { children: PrintedSection[] };

/** An outline as the command prints it: all texts, and no place in the source. */
export type PrintedOutline = Omit<Outline, 'at' | 'cases'> & {
  cases: (Omit<OutlineCase, 'at' | 'sections'> & { sections: PrintedSection[] })[];
};

/** The outline without the spans of its parts. */
export function printed({ at: _, cases, ...rest }: Outline): PrintedOutline {
  return {
    title: rest.title,
    ...(rest.byline === undefined ? {} : { byline: rest.byline }),
    ...(rest.lead === undefined ? {} : { lead: rest.lead }),
    cases: cases.map(({ at: __, sections, ...one }) => ({ ...one, sections: sections.map(printedSection) })),
    stripped: rest.stripped,
  };
}

function printedSection({ at: _, points: __, children, ...section }: OutlineSection): PrintedSection {
  return { ...section, children: children.map(printedSection) };
}
