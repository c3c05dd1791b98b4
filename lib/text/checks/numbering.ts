import { foldText } from '../outline/lines/characters';
import type { Certainty, MessageKey, RuleId } from './rule';

/** A heading as the outline and the editor have it. */
export interface NumberedHeading {
  /** 1 for a top heading, 2 below it. */
  level: number;
  /** As written, without the mark behind it: 一, （一）, 1, 2.1, 第一部分. */
  number?: string | undefined;
  heading: string;
}

export interface NumberingFinding {
  rule: RuleId;
  message: MessageKey;
  /** Which of the headings. */
  index: number;
  /** What the suggestion replaces. */
  part: 'number' | 'heading';
  suggestion?: string;
  certainty: Certainty;
}

interface Numeral {
  /** What is around and within the number, its value taken out: （#）, #, 第#部分, 2.1.# */
  style: string;
  value: number;
  /** The same number with another value. */
  print(value: number): string;
}

const HAN_DIGITS = '零一二三四五六七八九';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const HAN_NUMBER = /^[一二三四五六七八九十]{1,3}$/;

/**
 * Gaps, repeats and mixed styles in the numbers of headings, list by list: the headings of one level below one parent.
 * A list may begin anew at one; a heading without a number between numbered ones says nothing.
 * @param headings in reading order, all of one article
 */
export function checkNumbering(headings: readonly NumberedHeading[]): NumberingFinding[] {
  const findings: NumberingFinding[] = [];
  const lists: (Numeral | undefined)[] = [];
  const order = nextOfList(headings);
  headings.forEach(({ level, number, heading }, index) => {
    findings.push(...checkEnding(heading, index));
    lists.length = Math.min(lists.length, level + 1);
    const own = readNumber(number ?? '');
    if (!own) return;
    const last = lists[level];
    const next = order[index] === undefined ? null : readNumber(headings[order[index]]?.number ?? '');
    const found = compare(own, last, next, index);
    findings.push(...found);
    // One number of another style does not change the style of its list.
    const stray = last && own.style !== last.style && own.value !== 1;
    // What follows a repeat that a suggestion mends is counted as if it were mended.
    const isMended = last && found.some(({ rule, suggestion }) => rule === 'numbering-repeat' && suggestion !== undefined);
    lists[level] = stray ? { ...last, value: own.value } : isMended ? { ...own, value: last.value + 1 } : own;
  });
  return findings;
}

/** For every numbered heading the numbered one behind it in its list. */
function nextOfList(headings: readonly NumberedHeading[]): (number | undefined)[] {
  const next: (number | undefined)[] = new Array<number | undefined>(headings.length).fill(undefined);
  const open: (number | undefined)[] = [];
  headings.forEach(({ level, number }, index) => {
    open.length = Math.min(open.length, level + 1);
    if (!readNumber(number ?? '')) return;
    const last = open[level];
    if (last !== undefined) next[last] = index;
    open[level] = index;
  });
  return next;
}

function compare(own: Numeral, last: Numeral | undefined, next: Numeral | null, index: number): NumberingFinding[] {
  const at = { index, part: 'number' as const };
  if (!last) {
    if (own.value === 1 || own.value === 0) return [];
    return [{ ...at, rule: 'numbering-start', message: 'numbering-start', certainty: 'possible' }];
  }
  const expected = last.value + 1;
  if (own.style !== last.style) {
    // A new list in another style may follow the first; it would begin at one.
    if (own.value === 1) return [];
    const suggestion = own.value === expected ? { suggestion: last.print(expected) } : {};
    return [{ ...at, ...suggestion, rule: 'numbering-style', message: 'numbering-style', certainty: 'likely' }];
  }
  if (own.value === expected || (own.value === 1 && last.value !== 1)) return [];
  if (own.value !== last.value) return [{ ...at, rule: 'numbering-gap', message: 'numbering-gap', certainty: 'likely' }];
  // 二、二、四、 : with the second as 三 all is right again. 二、二、三、 : all that follows would move.
  const fits = next === null || next.value === expected + 1;
  return [{ ...at, ...(fits ? { suggestion: own.print(expected) } : {}), rule: 'numbering-repeat', message: 'numbering-repeat', certainty: 'certain' }];
}

/** A heading of one sentence that ends with a mark. Run-in headings and questions are left alone. */
function checkEnding(heading: string, index: number): NumberingFinding[] {
  const end = /[。．，；、,;]+$/.exec(heading.trimEnd());
  if (!end || /[。！？；]/.test(heading.slice(0, end.index))) return [];
  return [{ index, part: 'heading', rule: 'heading-mark', message: 'heading-mark', suggestion: heading.slice(0, end.index), certainty: 'likely' }];
}

function readNumber(written: string): Numeral | null {
  const number = foldText(written).trim();
  const circled = CIRCLED.indexOf(number);
  if (number.length === 1 && circled >= 0) return { style: '①', value: circled + 1, print: (value) => CIRCLED[value - 1] ?? String(value) };
  // The last number in it counts: 2.1.3 is the third of 2.1. Anchored to its neighbours, so that nothing is tried twice.
  const match = /^([^0-9一二三四五六七八九十]{0,6}(?:\d{1,3}\.){0,4})(\d{1,3}|[一二三四五六七八九十]{1,3})(\D{0,6})$/.exec(number);
  if (!match) return null;
  const [, before = '', digits = '', after = ''] = match;
  const isHan = HAN_NUMBER.test(digits);
  const value = isHan ? hanValue(digits) : Number(digits);
  const offset = written.indexOf(digits);
  const print = (other: number) => {
    const text = isHan ? hanNumber(other) : String(other).padStart(digits.startsWith('0') ? digits.length : 1, '0');
    return offset < 0 ? before + text + after : written.slice(0, written.lastIndexOf(digits)) + text + written.slice(written.lastIndexOf(digits) + digits.length);
  };
  return { style: `${before}${isHan ? '一' : '1'}${after}`, value, print };
}

function hanValue(digits: string): number {
  const [tens, ones] = digits.includes('十') ? digits.split('十') : ['', digits];
  const ten = digits.includes('十') ? (tens ? HAN_DIGITS.indexOf(tens) : 1) * 10 : 0;
  return ten + (ones ? HAN_DIGITS.indexOf(ones) : 0);
}

/** 1 to 99. */
function hanNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return (tens === 0 ? '' : `${tens === 1 ? '' : (HAN_DIGITS[tens] ?? '')}十`) + (ones === 0 ? '' : (HAN_DIGITS[ones] ?? ''));
}
