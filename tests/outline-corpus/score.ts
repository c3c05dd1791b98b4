import { outline } from '@/lib/text/outline/outline';
import { printed as print, type PrintedOutline, type PrintedSection } from '@/lib/text/outline/surface';
import { decodeText } from '@/lib/importing/formats/text/decode';
import { bare, characterCounts, sharesStart, wordsOnly } from './compare';
import { type Label, type LabelledDocument, type LabelledSection, readLabelled } from './label';

/** Reads a document of a format other than plain text. */
export type Reader = (fileName: string, bytes: Uint8Array) => PrintedOutline;

/** Counts of one document; sums of them make the shares of a folder. */
export interface DocumentScore {
  id: string;
  /** Headings of the label (soft ones left out), of them found, and headings that the label does not have. */
  want: number;
  matched: number;
  extra: number;
  /** Of the matched headings: right level, right original number, text that begins right. */
  level: number;
  number: number;
  body: number;
  /** Matched top sections, and of them those of the right kind. */
  tops: number;
  kind: number;
  title: number;
  leads: number;
  lead: number;
  casesWant: number;
  casesGot: number;
  /** Lines of chrome in the label, and of them those that stand in the text. */
  noise: number;
  leaked: number;
  traps: number;
  /** Han characters, letters and digits that stand nowhere in the outline. Not counted for HTML, whose code has letters too. */
  lost: number;
  missed: string[];
  extraHeadings: string[];
  /** Why there is no outline; all counts are then those of nothing found. */
  error?: string;
}

const NOTHING: PrintedOutline = { title: '', cases: [], stripped: [] };

interface Printed extends PrintedSection {
  name: string;
  full: string;
}

type Pair = [wanted: LabelledSection & { name: string }, got: Printed];

function flatten(sections: readonly PrintedSection[]): PrintedSection[] {
  return sections.flatMap((section) => [section, ...flatten(section.children)]);
}

const NO_TEXT = new Set(['kind', 'level', 'confidence', 'kindConfidence']);

/** All texts of a value, its kinds, levels and confidences left out. */
function texts(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => (NO_TEXT.has(key) ? [] : texts(inner)));
}

/** The longest pairing of two lists that keeps the order of both. */
function matchInOrder<A, B>(wanted: readonly A[], got: readonly B[], same: (a: A, b: B) => boolean): [A, B][] {
  const width = got.length + 1;
  const longest = new Uint32Array((wanted.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  const equal = (i: number, j: number) => same(wanted[i] as A, got[j] as B);
  for (let i = wanted.length - 1; i >= 0; i--) {
    for (let j = got.length - 1; j >= 0; j--) {
      longest[i * width + j] = equal(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [A, B][] = [];
  for (let i = 0, j = 0; i < wanted.length && j < got.length; ) {
    if (equal(i, j)) pairs.push([wanted[i++] as A, got[j++] as B]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** A heading may run a few characters on: a bracket or a word that the label leaves out. */
const sameHeading = (wanted: { name: string }, got: Printed) =>
  got.name !== '' && (wanted.name === got.name || (wanted.name.length > 3 && got.name.startsWith(wanted.name) && got.name.length <= wanted.name.length + 4));

function beginsRight([wanted, got]: Pair): boolean {
  const text = bare(got.text);
  const start = bare(wanted.startsWith);
  if (start !== '') return sharesStart(text, start, Math.min(12, start.length));
  const unsplit = wanted.startsWithIfUnsplit !== undefined && sharesStart(text, bare(wanted.startsWithIfUnsplit), 10);
  return text === '' || unsplit || got.children.length === 0;
}

/** Of a soft item and a heading, as many first characters as must be the same. */
const SOFT = 8;

/** Whether the label allows the heading. Soft items are written with their numbers or without, and with any mark behind the number. */
function isSoft({ name, full }: Printed, soft: readonly string[]): boolean {
  if (name.length < 2) return false;
  const written = [name, full].map(wordsOnly);
  return soft.map(wordsOnly).some((item) => item.length > 1 && written.some((words) => words !== '' && (words.startsWith(item.slice(0, SOFT)) || item.startsWith(words.slice(0, SOFT)))));
}

function countTraps(label: Label, unmatched: readonly Printed[]): number {
  const traps = label.notHeadings.map(bare).filter((trap) => trap.length > 1);
  const unmarked = (trap: string) => trap.replace(/^[一二三四五六七八九十]是?/u, '');
  const isTrap = ({ name, full }: Printed, trap: string) =>
    full.startsWith(trap) || name === unmarked(trap) || (name.length >= 4 && (trap.startsWith(full) || trap.startsWith(name)));
  return unmatched.filter((section) => section.name.length > 1 && traps.some((trap) => isTrap(section, trap))).length;
}

function countLeaks(label: Label, printed: PrintedOutline): Pick<DocumentScore, 'noise' | 'leaked'> {
  const body = wordsOnly(texts([printed.lead, printed.cases]).join(''));
  const title = wordsOnly(label.title);
  const noise = label.noise.map(wordsOnly).filter((line) => line.length > 4 && line !== title);
  return { noise: noise.length, leaked: noise.filter((line) => body.includes(line)).length };
}

/** Compares one outline with its document's label. `lost` is 0: it needs the document, see `lostCharacters`. */
function scoreOutline(label: Label, printed: PrintedOutline): DocumentScore {
  const named = label.cases.flatMap(({ sections }) => sections).map((section) => ({ ...section, name: bare(section.heading) }));
  const wanted = named.filter(({ soft }) => soft !== true);
  const got = printed.cases
    .flatMap(({ sections }) => flatten(sections))
    .map((section): Printed => ({ ...section, name: bare(section.heading), full: bare(`${section.number ?? ''}${section.heading}`) }));
  const pairs: Pair[] = matchInOrder(wanted, got, sameHeading);
  const found = new Set(pairs.map(([section]) => section));
  const matched = new Set(pairs.map(([, section]) => section));
  const unmatched = got.filter((section) => !matched.has(section));
  const soft = [...named.filter((section) => section.soft).map(({ name }) => name), ...label.softItems.map((item) => bare(typeof item === 'string' ? item : item.heading))];
  const extra = unmatched.filter((section) => !isSoft(section, soft));
  const tops = pairs.filter(([section]) => section.level === 1);
  const lead = label.lead === undefined ? undefined : bare(label.lead);
  return {
    id: label.id,
    want: wanted.length,
    matched: pairs.length,
    extra: extra.length,
    level: pairs.filter(([want, section]) => want.level === section.level).length,
    number: pairs.filter(([want, section]) => bare(want.number) === bare(section.number ?? '')).length,
    body: pairs.filter(beginsRight).length,
    tops: tops.length,
    kind: tops.filter(([want, section]) => [want.kind, ...[want.kindAlt ?? []].flat()].includes(section.kind)).length,
    title: bare(printed.title) === bare(label.title) ? 1 : 0,
    leads: lead === undefined ? 0 : 1,
    lead: lead !== undefined && sharesStart(bare(printed.lead ?? printed.cases[0]?.lead ?? ''), lead, Math.min(10, lead.length)) ? 1 : 0,
    casesWant: label.cases.length,
    casesGot: printed.cases.length,
    ...countLeaks(label, printed),
    traps: countTraps(label, unmatched),
    lost: 0,
    missed: wanted.filter((section) => !found.has(section)).map(({ heading }) => heading),
    extraHeadings: extra.map(({ heading }) => heading),
  };
}

/** How many Han characters, letters and digits of a document stand nowhere in its outline. */
export function lostCharacters(input: string, printed: PrintedOutline): number {
  const [only, ...others] = printed.cases;
  // The title of a single case is the document's, once.
  const once = only && others.length === 0 && bare(only.title) === bare(printed.title) ? { ...printed, title: undefined } : printed;
  const kept = characterCounts(texts(once).join(' '));
  let lost = 0;
  for (const [character, count] of characterCounts(input)) lost += Math.max(0, count - (kept.get(character) ?? 0));
  return lost;
}

/** Names of files and what programs call pictures, which no reader is told. */
const PICTURE = /!\[(?:image|图片)?[\w .-]*\]\([^)]*\)/g;

/** What of a document must be found again: in Markdown, front matter, the addresses of links, the names of files and the tags of HTML are no text. */
function textToKeep({ label, bytes }: LabelledDocument): string {
  const { text } = decodeText(bytes);
  return label.format === 'md' ? text.replace(/^---[\s\S]*?\n---/, '').replace(PICTURE, '').replace(/\]\([^)]*\)/g, ']').replace(/<\/?[a-z][^<>]*>/gi, '') : text;
}

/**
 * Scores the labelled documents of a folder. Plain text is read by the outline itself, Markdown and HTML by `read`; a
 * document that makes it throw counts as one of which nothing was found.
 */
export function scoreFolder(folder: string, read: Reader): DocumentScore[] {
  return readLabelled(folder).map((document) => {
    const { label, fileName, bytes } = document;
    const keep = textToKeep(document);
    try {
      const printed = label.format === 'txt' ? print(outline(decodeText(bytes).text)) : read(fileName, bytes);
      return { ...scoreOutline(label, printed), lost: label.format === 'html' ? 0 : lostCharacters(keep, printed) };
    } catch (error) {
      const none = scoreOutline(label, NOTHING);
      const tops = label.cases.flatMap(({ sections }) => sections).filter(({ level, soft }) => level === 1 && soft !== true).length;
      const message = error instanceof Error ? error.message : String(error);
      return { ...none, tops, leaked: none.noise, lost: lostCharacters(keep, NOTHING), error: message };
    }
  });
}
