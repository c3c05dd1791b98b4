import type { Outline, OutlineSection } from '../outline/types';
import { isFormLabel } from './form-lines';
import type { Passage } from './proposal';

/** Characters of running text that are read: who, where and when stand at the beginning. */
const READ_OF_TEXT = 1_500;
/** Results and honours stand at the end; more than this is not read of a case. */
const READ_OF_CASE = 60_000;

const READ_OF_CHROME = 10_000;

/** What is read of a case, the most telling places first. */
export interface CasePassages {
  /** Title, byline, lead and the beginning of the text. */
  head: Passage[];
  /** All of the case. */
  whole: Passage[];
  /** Lines that the page added: where its source line is. */
  chrome: Passage[];
}

/** The passages of the case at an index. A document's own title and lead speak for its case only where it has one. */
export function passagesOf(outline: Outline, index: number): CasePassages {
  const one = outline.cases[index];
  const alone = outline.cases.length === 1;
  if (!one) return { head: [], whole: [], chrome: [] };
  const front: Passage[] = [
    { part: 'byline', text: [one.byline ?? '', ...formSections(one.sections)].join('\n').slice(0, READ_OF_TEXT) },
    { part: 'title', text: one.title },
    { part: 'lead', text: `${alone ? (outline.lead ?? '') : ''}\n${one.lead ?? ''}`.slice(0, READ_OF_TEXT) },
  ];
  const text = [one.body ?? '', ...texts(one.sections)].filter(Boolean).join('\n').slice(0, READ_OF_CASE);
  const tail: Passage = { part: 'tail', text: (one.tail ?? '').slice(0, READ_OF_TEXT) };
  const given = (passage: Passage) => passage.text.trim() !== '';
  return {
    head: [...front, { part: 'text' as const, text: text.slice(0, READ_OF_TEXT) }].filter(given),
    whole: [...front, { part: 'text' as const, text }, tail].filter(given),
    chrome: [{ part: 'stripped' as const, text: outline.stripped.join('\n').slice(0, READ_OF_CHROME) }].filter(given),
  };
}

/** Forms whose labels are headings: 【所属领域】 above its value. */
function formSections(sections: readonly OutlineSection[]): string[] {
  return sections.filter(({ heading }) => isFormLabel(heading)).map(({ heading, text }) => `${heading}：${text.split('\n')[0] ?? ''}`);
}

function texts(sections: readonly OutlineSection[]): string[] {
  return sections.flatMap(({ heading, text, children }) => [heading, text, ...texts(children)]);
}
