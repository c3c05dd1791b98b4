import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outline, OutlineSection } from '@/lib/text/outline/types';

/** A labelled heading, in the format of the project's outline examples. */
interface LabelledSection {
  level: number;
  number: string;
  heading: string;
  kind: string;
  startsWith: string;
}

export interface Label {
  id: string;
  title: string;
  features: string;
  lead?: string;
  cases: { title: string; lead?: string; tail?: string; sections: LabelledSection[] }[];
  noise: string[];
  notHeadings: string[];
}

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** Every labelled document of the fixtures folder with its text. */
export function labelledDocuments(): { label: Label; text: string }[] {
  return readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      label: JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as Label,
      text: readFileSync(join(FIXTURES, name.replace('.json', '.txt')), 'utf8'),
    }));
}

export function flatten(sections: readonly OutlineSection[]): OutlineSection[] {
  return sections.flatMap((section) => [section, ...flatten(section.children)]);
}

/** All texts of an outline, each once: the title of a single case is the document's. */
export function textsOf(outline: Outline): string[] {
  const [only, ...others] = outline.cases;
  const titles = only && others.length === 0 ? [outline.title] : [outline.title, ...outline.cases.map(({ title }) => title)];
  const parts = outline.cases.flatMap(({ marker, byline, lead, body, tail, sections }) => [
    marker, byline, lead, body, tail,
    ...flatten(sections).flatMap(({ number, heading, text }) => [number, heading, text]),
  ]);
  return [...titles, outline.byline, outline.lead, ...parts, ...outline.stripped].filter((text) => text !== undefined);
}
