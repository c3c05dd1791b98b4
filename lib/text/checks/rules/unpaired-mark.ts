import { type Found, rule } from '../rule';

/** Opening and closing marks by the pair that they belong to; widths of a bracket make no difference here. */
const OPENING: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '（': '）', '(': '）', '《': '》', '〈': '〉', '【': '】', '「': '」', '『': '』', '〔': '〕', '[': ']' };
const CLOSING: Readonly<Record<string, string>> = { '”': '”', '’': '’', '）': '）', ')': '）', '》': '》', '〉': '〉', '】': '】', '」': '」', '』': '』', '〕': '〕', ']': ']' };

/** 1) a) 一） and the like at the start of a line or a clause: an item's number, with half a bracket on purpose. */
const ITEM_NUMBER = /(?:^|[\n，。；：！？,;:!?、 \u3000])[0-9A-Za-z一二三四五六七八九十]{1,3}$/;

/** A line, with the lines behind it that a page layout broke off: a full one ends within a clause, and Han goes on. */
const PARAGRAPH = /[^\n]+(?:(?<=[^\n]{20}[\u3400-\u9fff，、])\n(?=[\u3400-\u9fff])[^\n]+)*/g;

interface Open {
  at: number;
  closer: string;
}

/** Quotes and brackets without their other half, paragraph by paragraph. */
export const unpairedMark = rule({
  id: 'unpaired-mark',
  standard: 'GB/T 15834-2011 4.8, 4.9, 4.15',
  find(text) {
    const found: Found[] = [];
    for (const paragraph of text.matchAll(PARAGRAPH)) {
      for (const one of readParagraph(paragraph[0])) found.push({ ...one, from: one.from + paragraph.index, to: one.to + paragraph.index });
    }
    return found;
  },
});

function readParagraph(line: string): Found[] {
  const marks = [...line.matchAll(/[“”‘’（）()《》〈〉【】「」『』〔〕[\]]/g)];
  if (marks.length === 0) return [];
  const found: Found[] = [];
  const open: Open[] = [];
  const waiting = new Map<string, number>();
  const nextQuote = followingQuotes(marks);
  const surplus = countOf(marks, '”') - countOf(marks, '“');
  const add = (at: number, suggestion?: string) =>
    isInChinese(line, at) &&
    found.push({ from: at, to: at + 1, ...(suggestion === undefined ? {} : { suggestion }), certainty: suggestion === undefined ? 'likely' : 'certain' });
  const drop = (lost: Open | undefined) => {
    if (!lost) return;
    waiting.set(lost.closer, (waiting.get(lost.closer) ?? 0) - 1);
  };

  marks.forEach((match, index) => {
    const [character] = match;
    const at = match.index;
    const closer = OPENING[character];
    if (closer) {
      // “红色引擎“: the second opening quote was meant to close, unless it has a closing one of its own.
      if (character === '“' && open.at(-1)?.closer === '”' && nextQuote[index] !== '”') {
        drop(open.pop());
        add(at, '”');
        return;
      }
      open.push({ at, closer });
      waiting.set(closer, (waiting.get(closer) ?? 0) + 1);
      return;
    }
    const own = CLOSING[character] ?? '';
    const top = open.at(-1);
    // “”白天有人”: an empty pair and a quote too many are one slip of the hand.
    if (character === '”' && surplus > 0 && top?.closer === '”' && top.at === at - 1 && nextQuote[index] === '”') return void add(at, '');
    if ((waiting.get(own) ?? 0) > 0) {
      while (open.length > 0) {
        const last = open.pop();
        drop(last);
        if (last && last.closer === own) return;
        if (last) add(last.at);
      }
    }
    if (!isAllowedAlone(line, at, character)) add(at);
  });
  // A quotation of several paragraphs opens each of them and closes in the last.
  const first = line.search(/\S/);
  for (const { at, closer } of open) if (closer !== '”' || at !== first) add(at);
  return found.sort((a, b) => a.from - b.from);
}

/** For each mark the next double quote behind it. */
function followingQuotes(marks: readonly RegExpExecArray[]): string[] {
  const next: string[] = new Array<string>(marks.length).fill('');
  let last = '';
  for (let i = marks.length - 1; i >= 0; i--) {
    next[i] = last;
    const character = marks[i]?.[0] ?? '';
    if (character === '“' || character === '”') last = character;
  }
  return next;
}

function countOf(marks: readonly RegExpExecArray[], character: string): number {
  return marks.reduce((sum, match) => sum + (match[0] === character ? 1 : 0), 0);
}

/** Half-width brackets far from any Han are part of a formula or of code. */
function isInChinese(line: string, at: number): boolean {
  return !/[()[\]]/.test(line[at] ?? '') || /[\u3400-\u9fff]/.test(line.slice(Math.max(0, at - 12), at + 12));
}

function isAllowedAlone(line: string, at: number, character: string): boolean {
  if (character === '’') return /[A-Za-z0-9]/.test(line[at - 1] ?? '') || /[0-9]/.test(line[at + 1] ?? ''); // an apostrophe
  if (character === ')' || character === '）') return ITEM_NUMBER.test(line.slice(Math.max(0, at - 4), at));
  return false;
}
