/** What a section is about. A deeper section has the kind of its top section. */
export type SectionKind = 'BACKGROUND' | 'PRACTICE' | 'OUTCOME' | 'INSIGHT' | 'OTHER';

export interface OutlineSection {
  /** 1 for a top section of its case, 2 below it, and so on. */
  level: number;
  /** The original number as written, without its separator: 一, (一), 1, 2.1.1. Absent where there is none. */
  number?: string;
  /** Without number, brackets, bullet or end mark. */
  heading: string;
  kind: SectionKind;
  /** The section's own text before its first child; paragraphs separated by "\n". */
  text: string;
  children: OutlineSection[];
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
}

export interface Outline {
  /** Title of the document; empty where the document has none. Equal to the case's title when there is one case. */
  title: string;
  /** The document's own introduction (导语), as opposed to a case's opening paragraphs. */
  lead?: string;
  /** One case, or the cases of a collection. */
  cases: OutlineCase[];
  /** Page chrome in reading order: slogans, share words, contents and related lists, labels such as 【导语】. */
  stripped: string[];
}
