import type { OutlineCase, OutlineSection } from '../outline/types';
import type { NumberedHeading } from './numbering';

/** The headings of a case in reading order, for `checkNumbering`. */
export function headingsOf(outlineCase: Pick<OutlineCase, 'sections'>): NumberedHeading[] {
  const list = (sections: readonly OutlineSection[]): NumberedHeading[] =>
    sections.flatMap(({ level, number, heading, children }) => [{ level, number, heading }, ...list(children)]);
  return list(outlineCase.sections);
}
