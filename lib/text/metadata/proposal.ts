/** What may be known of a case besides its text. The first four are columns of an article, the rest are for the editor to see. */
export type Facet = 'region' | 'organisation' | 'year' | 'field' | 'township' | 'author' | 'source' | 'honour' | 'recommender' | 'contact';

/** Where in the outline something stands. */
export type Part = 'title' | 'byline' | 'lead' | 'text' | 'tail' | 'stripped';

/** A value found in a document: proposed to the editor, never set without him. */
export interface Proposal {
  facet: Facet;
  /** As it would be stored: a six-digit division code for a region, four digits for a year, else the words. */
  value: string;
  /** As people read it: the division's full name, else the value. */
  label: string;
  /** Of a township that the list of divisions has: its code, nine digits. */
  code?: string;
  /** The words of the document that it was read from. */
  quote: string;
  part: Part;
  /** 0 to 1: 0.9 and more was stated as such (申报单位：…), below 0.5 is a guess among others. */
  confidence: number;
}

/** A stretch of the document that is searched, with the weight of its place. */
export interface Passage {
  part: Part;
  text: string;
}
