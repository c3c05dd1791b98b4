import { foldText, isHan } from '../lines/characters';
import { phrasesOf, SENTENCES, SHORTCOMINGS } from './kind-phrases';
import { beginsWithMeasure, readKind, secondKind } from './kinds';

/** How much of a section's text is read, in UTF-16 code units. */
export const READ = 600;
/** A heading that is nothing but its word (成效) says what it is more plainly than all else together. */
const PLAIN = 5;
/** One that has it among others (横班党小组建设成效). */
const TELLS = 2;
/** As many turns of phrase tell all that they can. */
const TELLING = 3;

/** A case that is nothing but measures has not more of them. */
const MOST_MEASURES = 12;

/** A top section, as far as its kind is read from it. */
export interface Read {
  heading: string;
  text: string;
}

/**
 * What can be seen of the section at an index, each with how much of it there is: what its heading's words mean, how
 * heading and text are worded (pairs of characters), what its sentences speak of, where it stands among the others.
 */
export function featuresOf(sections: readonly Read[], index: number): Map<string, number> {
  const { heading, text } = sections[index] ?? { heading: '', text: '' };
  const features = new Map<string, number>();
  addHeading(features, heading);
  addText(features, foldText(text.slice(0, READ)).replace(/\s/g, ''));
  const last = sections.length - 1;
  if (index === 0) features.set('first', 1);
  if (index === 1) features.set('second', 1);
  if (index === last) features.set('last', 1);
  const beside = [sections[index - 1], sections[index + 1]].filter((other) => other && isParallel(heading, other.heading)).length;
  if (beside > 0) features.set('parallel', beside / 2);
  if (beside > 0 && sections.length <= MOST_MEASURES && sections.every(({ heading: other }) => other === heading || isParallel(heading, other))) features.set('all parallel', 1);
  features.set('place', index / Math.max(1, last));
  features.set('many', Math.min(8, sections.length) / 8);
  return features;
}

/** 每户一张券, 每季一次会: two headings that begin or end alike, or share characters in the same places. */
function isParallel(heading: string, other: string): boolean {
  if (heading.length < 3 || other.length < 3) return false;
  if (heading.charAt(0) === other.charAt(0) || heading.slice(-2) === other.slice(-2)) return true;
  return heading.length === other.length && [...heading].some((character, i) => character === other.charAt(i) && isHan(character.charCodeAt(0)));
}

function addHeading(features: Map<string, number>, heading: string): void {
  const said = readKind(heading);
  const plain = foldText(heading.slice(0, 60)).replace(/\s/g, '');
  if (said) {
    // 建设横班党小组的成效 says it as plainly.
    const plainly = said.exact || readKind(plain.slice(plain.lastIndexOf('的') + 1))?.exact === true;
    features.set(`word ${said.kind}${plainly ? '!' : ''}`, plainly ? PLAIN : TELLS);
    const second = secondKind(heading);
    if (second && second !== said.kind) features.set(`second ${second}`, 1);
    if (said.kind === 'BACKGROUND' && SHORTCOMINGS.test(plain)) features.set('shortcomings', 1);
  } else {
    features.set('no word', 1);
    if (beginsWithMeasure(heading)) features.set('measure', 1);
    for (const kind of phrasesOf(plain)) features.set(`phrase ${kind}`, 1);
  }
  addPairs(features, 'h', plain);
  if (plain) features.set(`h^${plain.charAt(0)}`, 1).set(`h$${plain.slice(-1)}`, 1);
}

function addText(features: Map<string, number>, text: string): void {
  addPairs(features, 't', text);
  const counts = SENTENCES.map(([kind, words]) => ({ kind, count: text.match(words)?.length ?? 0 }));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  for (const { kind, count } of counts) {
    if (count === 0) continue;
    features.set(`says ${kind}`, Math.min(TELLING, count) / TELLING);
    features.set(`share ${kind}`, (count / all) * Math.min(1, all / TELLING));
  }
  features.set('figures', ((text.match(/\d/g)?.length ?? 0) / Math.max(10, text.length)) * 5);
  features.set('long', Math.min(1, text.length / 300));
}

/** Each pair of neighbouring characters once, however often it comes. */
function addPairs(features: Map<string, number>, where: 'h' | 't', text: string): void {
  for (let i = 0; i + 1 < text.length; i++) features.set(`${where}:${text.slice(i, i + 2)}`, 1);
}
