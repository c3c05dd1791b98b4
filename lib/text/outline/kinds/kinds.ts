import { foldText, isWordCode } from '../lines/characters';
import { KIND_WORDS, MODIFIERS, PRACTICE_VERBS } from './kind-words';
import type { SectionKind } from '../types';

/** What a heading's words say. `exact`: it is made of nothing but words of case headings, as 几点启示 is. */
export interface HeadingKind {
  kind: SectionKind;
  exact: boolean;
}

interface Word {
  text: string;
  kind: SectionKind | null;
}

/** Longest heading looked at; what is longer is a sentence, of which only the end can hold a head word. */
const LONGEST = 60;
/** Up to this length a heading is a label, and a head word counts wherever it stands. */
const LABEL = 14;

const WORDS_BY_FIRST = indexWords();
const VERBS = PRACTICE_VERBS.split(' ');
/** What is still to be done belongs to what was learnt. */
const FUTURE = /^(下一?步|下一?阶段|今后|明年|来年|未来|下半年|努力方向|改进方向)/;
const CONNECTORS = new Set('与和及暨、,');

function indexWords(): Map<string, Word[]> {
  const words = new Map<string, Word>(MODIFIERS.split(' ').map((text) => [text, { text, kind: null }]));
  for (const [kind, list] of Object.entries(KIND_WORDS)) {
    for (const text of list.split(' ')) words.set(text, { text, kind: kind as SectionKind });
  }
  const index = new Map<string, Word[]>();
  for (const word of words.values()) {
    const first = word.text.charAt(0);
    index.set(first, [...(index.get(first) ?? []), word].sort((a, b) => b.text.length - a.text.length));
  }
  return index;
}

/** Characters that a label may begin with. */
export function labelStarts(): string {
  return [...WORDS_BY_FIRST.keys()].join('');
}

function wordAt(text: string, at: number): Word | undefined {
  return WORDS_BY_FIRST.get(text.charAt(at))?.find((word) => text.startsWith(word.text, at));
}

/** Splits at connectors that part two nouns: 做法与成效. */
function parts(heading: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (let i = 1; i < heading.length; i++) {
    if (!CONNECTORS.has(heading.charAt(i))) continue;
    if (i > from) out.push(heading.slice(from, i));
    from = i + 1;
  }
  out.push(heading.slice(from));
  return out;
}

function headWord(part: string): SectionKind | null {
  let found: SectionKind | null = null;
  for (let i = 0; i < part.length; ) {
    const word = wordAt(part, i);
    const end = i + (word?.text.length ?? 1);
    const atEnd = end >= part.length || (part.length - end <= 2 && wordAt(part, end) !== undefined);
    if (word?.kind && (part.length <= LABEL || atEnd)) found = word.kind;
    i = end;
  }
  return found;
}

const FRAMING = /^(前言|引言|引子|序言|序|导言|绪论|写在前面|结语|结束语|后记|尾声|参考文献|参考资料|附录|致谢)$/;

/** Whether the heading frames a whole case rather than parting it: 前言, 结语, 参考文献. */
export function isFraming(heading: string): boolean {
  return heading.length <= 6 && FRAMING.test(foldText(heading).replace(/\s/g, ''));
}

/** What the words of a heading say about its section; null where they say nothing. Any text is allowed. */
export function readKind(heading: string): HeadingKind | null {
  if (heading.length > LONGEST) return null;
  // Authors space words out: 问 题 由 来.
  const plain = foldText(heading).replace(/ /g, '');
  const exact = isLabel(plain);
  if (FUTURE.test(plain) && plain.length <= LABEL) return { kind: 'INSIGHT', exact };
  // 坚持问题导向 is a measure although 问题 stands in it; 推进自治的主要做法 is a label although it begins with a verb.
  if (!exact && !labelBeforeColon(plain) && beginsWithMeasure(plain) && !plain.includes('的')) return null;
  // 痛点:地在睡觉: the label before the colon tells, in quotation marks as well.
  const label = labelBeforeColon(plain);
  const labelled = label && headWord(label);
  if (labelled && labelled !== 'OTHER') return { kind: labelled, exact: isLabel(label) };
  for (const part of parts(plain)) {
    const kind = headWord(part);
    if (kind) return { kind, exact };
  }
  return null;
}

/** 破局 of 破局:一栋一策; empty where no short label opens the heading. */
function labelBeforeColon(plain: string): string {
  return /^[“"「『‘']?([\u4e00-\u9fff]{2,6})[”"」』’']?:./.exec(plain)?.[1] ?? '';
}

/** The kind of the second noun of a heading that joins two (成效与启示); null where it says nothing of its own. */
export function secondKind(heading: string): SectionKind | null {
  const [, ...others] = parts(foldText(heading.slice(0, LONGEST)).trim());
  return others.map(headWord).find((kind) => kind !== null) ?? null;
}

/** Whether the text is made of nothing but the words of case headings. */
function isLabel(text: string): boolean {
  if (text.length > LABEL) return false;
  let at = 0;
  while (at < text.length) {
    const word = wordAt(text, at);
    if (!word && isWordCode(text.charCodeAt(at))) return false;
    at += word?.text.length ?? 1;
  }
  return true;
}

/** Length of the longest label that the text begins with and that ends in a head word; 0 if none. 主要做法支部从… gives 4. */
export function labelPrefix(text: string): number {
  const plain = foldText(text.slice(0, LABEL));
  let at = 0;
  let length = 0;
  for (let word = wordAt(plain, 0); word && at < plain.length; word = wordAt(plain, at)) {
    at += word.text.length;
    if (word.kind) length = at;
  }
  return length;
}

export function beginsWithMeasure(heading: string): boolean {
  const plain = foldText(heading.slice(0, 8)).trim();
  return VERBS.some((verb) => plain.startsWith(verb));
}
