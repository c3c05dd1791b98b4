import type { SectionKind } from '../../platform/database/generated/enums';
import { fill } from '../../i18n/fill';
import { words } from '../../i18n/words';
import { ELEMENTS, TEMPLATES, type ElementName, type TemplateName, type UsualLength } from './templates';

/** A section as a template starts it: a kind and a heading. `element` names what it asks for, which is no text of the case. */
interface StartedSection {
  kind: SectionKind;
  heading: string;
  element: string;
}

/** The sections with which an article of this template begins, headed in the site's language. */
export function sectionsOf(template: TemplateName): StartedSection[] {
  const { elements } = words().templates;
  const names = Object.keys(ELEMENTS) as ElementName[];
  return names.filter((name) => name in TEMPLATES[template]).map((name) => ({ kind: ELEMENTS[name], heading: elements[name], element: `${template}/${name}` }));
}

/** What the writer of a section is told. */
export interface Guidance {
  /** What belongs there, as questions. */
  text: string;
  /** How long it usually is, in words. */
  length: string;
}

/** The guidance for a stored element, in the site's language; null for a section of no template, or of one that is gone by now. */
export function guidanceOf(element: string | null): Guidance | null {
  const [template = '', name = ''] = element?.split('/') ?? [];
  const lengths = at<Record<string, UsualLength>>(TEMPLATES, template);
  const texts = at<Record<string, string>>(words().templates.guidance, template);
  const length = lengths && at<UsualLength>(lengths, name);
  const text = texts && at<string>(texts, name);
  return length && text ? { text, length: inWords(length) } : null;
}

function at<T>(record: object, key: string): T | undefined {
  return Object.hasOwn(record, key) ? (record as Record<string, T>)[key] : undefined;
}

function inWords([from, to]: UsualLength): string {
  const { length, lengthAtMost } = words().templates;
  return from === 0 ? fill(lengthAtMost, { to }) : fill(length, { from, to });
}
