import { decideKinds, type DecidedKind } from './kind-chain';
import { READ, type Read } from './kind-features';
import type { OutlineSection } from '../types';

/**
 * Gives each section, and all below it, a kind: the one that is given for it, or what is read from its words and from
 * the sections around it. The sections are changed in place.
 * @param top the top sections of one case, in reading order
 * @param given kinds that somebody has chosen, by section
 */
export function giveKinds(top: readonly OutlineSection[], given: ReadonlyMap<OutlineSection, DecidedKind> = new Map()): void {
  const read = given.size < top.length ? decideKinds(top.map(readAsTop)) : [];
  top.forEach((section, i) => setKind(section, given.get(section) ?? read[i] ?? { kind: 'OTHER', confidence: 0 }));
}

/** A top section, as far as its kind is read from it: its heading, and the beginning of all that stands below. */
export function readAsTop(section: OutlineSection): Read {
  return { heading: section.heading, text: beginningOf(section) };
}

/** A section's own text and that of its children, as far as it is read for its kind. */
function beginningOf(section: OutlineSection): string {
  let text = section.text.slice(0, READ);
  for (const child of section.children) {
    if (text.length >= READ) break;
    text += `\n${child.heading}\n${beginningOf(child)}`;
  }
  return text;
}

function setKind(section: OutlineSection, decided: DecidedKind): void {
  section.kind = decided.kind;
  section.kindConfidence = decided.confidence;
  for (const child of section.children) setKind(child, decided);
}
