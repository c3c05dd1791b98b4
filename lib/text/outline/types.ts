import type { Span } from './source';

/** What a section is about. A deeper section has the kind of its top section. */
export type SectionKind = 'BACKGROUND' | 'PRACTICE' | 'OUTCOME' | 'INSIGHT' | 'OTHER';

/**
 * Where the parts of a section stand in the source. A part of several spans has them rising and apart; its text is
 * what they cut out, joined by "\n", without the line breaks of a page layout (see `Outline.at.wrapped`) and those of
 * pages that end inside a paragraph (page-joins.ts).
 */
interface SectionSpans {
  number?: Span;
  heading: Span;
  text: Span[];
}

export interface OutlineSection {
  /** 1 for a top section of its case, 2 below it, and so on. */
  level: number;
  /** The original number as written, without its separator: 一, (一), 1, 2.1.1. Absent where there is none. */
  number?: string;
  /** Without number, brackets, bullet or end mark. */
  heading: string;
  kind: SectionKind;
  /** How sure it is that this is a heading, 0 to 1; what stays below 0.6 is often none. */
  confidence: number;
  /** How sure the kind is, 0 to 1, in the same sense. */
  kindConfidence: number;
  /** The section's own text before its first child; paragraphs separated by "\n". */
  text: string;
  /** Lists that stand in the sentences of `text` (一是…二是…): what each of their points covers, its mark included. */
  points?: Span[][];
  children: OutlineSection[];
  at: SectionSpans;
}

/** Where the parts of a case stand in the source; an empty list where there is no such part. */
interface CaseSpans {
  /** Joined without anything between them. */
  title: Span[];
  marker?: Span;
  byline: Span[];
  lead: Span[];
  body: Span[];
  tail: Span[];
}

export interface OutlineCase {
  title: string;
  /** The word and number that opened this case in its collection (案例一), where the title does not hold it. */
  marker?: string;
  /** Lines between title and text that say who wrote it, when, and for what (organisation, date, form fields). */
  byline?: string;
  /** What stands before the first section. */
  lead?: string;
  /** The whole text of a case without sections. */
  body?: string;
  /** Closing text that belongs to the whole: a last paragraph after the sections, thanks, a signature. */
  tail?: string;
  sections: OutlineSection[];
  at: CaseSpans;
}

/** Where the document's own parts stand in the source. */
interface OutlineSpans {
  /** Joined without anything between them; those of the only case too where there is one. */
  title: Span[];
  byline: Span[];
  lead: Span[];
  /** One for each entry of `stripped`. */
  stripped: Span[];
  /** Whether a line break inside a span is one of a page layout, and so none of the text. Else it parts paragraphs. */
  wrapped: boolean;
}

export interface Outline {
  /** Title of the document; empty where the document has none. Equal to the case's title when there is one case. */
  title: string;
  /** Of a collection: lines between its title and its introduction that say who put it together, and when. */
  byline?: string;
  /** The document's own introduction (导语), as opposed to a case's opening paragraphs. */
  lead?: string;
  /** One case, or the cases of a collection. */
  cases: OutlineCase[];
  /** Page chrome in reading order: slogans, share words, contents and related lists, labels such as 【导语】. */
  stripped: string[];
  at: OutlineSpans;
}
