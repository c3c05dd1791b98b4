import type { Candidate } from './candidate';
import { foldText } from '../lines/characters';
import type { Content } from '../lines/content';
import { readMarker } from '../shapes/table';

/** What the format says of a line that may be a heading. */
export interface Format {
  /** Level of a heading, 1 to 6 or deeper; 0 for a line that the format does not call one. */
  level: number;
  bold: boolean;
  /** An item of a list. */
  item: boolean;
}

const NONE: Format = { level: 0, bold: false, item: false };
/** Longest line that a heading style makes a heading; of sentences only a short one is. Authors also give it to whole paragraphs, for their looks. */
const LONGEST_HEADING = 100;
const LONGEST_SENTENCE = 34;
const LONGEST_BOLD = 44;
const MUCH_SHORTER = 3;
const CAPTION = /^(附?图|附?表|照片|注|备注|来源|资料来源)\s*[0-9一二三四五六七八九十]*([-—.][0-9]+)?\s*(:|\s|$)/;

/** Reads the formats of one case's lines. */
export class Formats {
  private readonly boldCounts: boolean;

  constructor(
    private readonly content: Content,
    from: number,
    to: number,
  ) {
    this.boldCounts = content.marks.any && this.isBoldRare(from, to);
  }

  of(position: number): Format {
    const mark = this.content.mark(position);
    if (!mark) return NONE;
    const { from, to } = this.content.span(position);
    const length = to - from;
    const level = mark.heading !== undefined && length <= LONGEST_HEADING && !this.isParagraph(position, length) ? mark.heading : 0;
    const bold = mark.bold === true && this.boldCounts && length <= LONGEST_BOLD && !CAPTION.test(foldText(this.content.slice(position)));
    return { level, bold, item: mark.item !== undefined };
  }

  /** A long sentence, or several of them; behind a number it may be a little longer. */
  private isParagraph(position: number, length: number): boolean {
    if (!this.content.slice(position).includes('。')) return false;
    const numbered = (readMarker(this.content.read(this.content.reader(), position))?.ordinal ?? 0) > 0;
    return length > LONGEST_SENTENCE + (numbered ? 12 : 0);
  }

  /** Where half of all paragraphs are bold, and they are not much shorter than the others, being bold says nothing. */
  private isBoldRare(from: number, to: number): boolean {
    let bold = 0;
    let all = 0;
    let boldLength = 0;
    let length = 0;
    for (let position = from; position < to; position++) {
      const mark = this.content.mark(position);
      if (mark?.heading !== undefined || mark?.fixed) continue;
      const { from: start, to: end } = this.content.span(position);
      all++;
      length += end - start;
      if (!mark?.bold) continue;
      bold++;
      boldLength += end - start;
    }
    return bold * 2 < all || (bold < all && boldLength * MUCH_SHORTER < length);
  }
}

/**
 * Tells apart headings of one shape that the format sets at several levels (## 1. … and ### 1. …), or that it sets beside
 * lines that it says nothing of (1. in a list), if the numbers of each level count for themselves. Where they only count
 * together, the levels are a slip of the author's.
 */
export function splitByFormat(candidates: readonly Candidate[]): Candidate[] {
  const families = new Map<string, Map<number, number[]>>();
  for (const { shape, ordinal, format } of candidates) {
    if (ordinal === 0) continue;
    const levels = families.get(shape) ?? new Map<number, number[]>();
    const ordinals = levels.get(format) ?? [];
    ordinals.push(ordinal);
    families.set(shape, levels.set(format, ordinals));
  }
  const counts = ([level, ordinals]: [number, number[]]) => (level > 0 ? countsAlone(ordinals) : countsApart(ordinals));
  const split = new Set([...families].filter(([, levels]) => levels.size > 1 && [...levels].every(counts)).map(([shape]) => shape));
  if (split.size === 0) return [...candidates];
  return candidates.map((candidate) => (candidate.format > 0 && split.has(candidate.shape) ? { ...candidate, shape: `${candidate.shape}@${candidate.format}` } : candidate));
}

/**
 * Tells apart numbered lines that begin in bold from those of the same shape that do not (1. in a list below **2. …**), where
 * each count for themselves and the bold ones count on across the others.
 */
export function splitByBold(candidates: readonly Candidate[]): Candidate[] {
  const families = new Map<string, { bold: number[]; plain: number[] }>();
  for (const { shape, ordinal, format, boldLead } of candidates) {
    if (ordinal === 0 || format > 0) continue;
    const family = families.get(shape) ?? { bold: [], plain: [] };
    family[boldLead ? 'bold' : 'plain'].push(ordinal);
    families.set(shape, family);
  }
  const split = new Set([...families].filter(([, { bold, plain }]) => bold.length >= 2 && plain.length > 0 && plain[0] === 1 && countsAlone(bold) && countsApart(plain)).map(([shape]) => shape));
  if (split.size === 0) return [...candidates];
  return candidates.map((one) => (split.has(one.shape) && one.ordinal > 0 && one.format === 0 && !one.boldLead ? { ...one, shape: `${one.shape}@plain` } : one));
}

function countsAlone(ordinals: readonly number[]): boolean {
  return ordinals.every((ordinal, i) => ordinal === 1 || ordinal === (ordinals[i - 1] ?? 0) + 1);
}

/** The same of lines that the format says nothing of: some of a list's numbers are on lines that are no candidates. */
function countsApart(ordinals: readonly number[]): boolean {
  return ordinals.every((ordinal, i) => ordinal === 1 || ordinal === ordinals[i - 1] || ordinal === (ordinals[i - 1] ?? 0) + 1);
}

/**
 * The ranks of the families as the format's levels have them, where these do not contradict the numbers: families at
 * one level are siblings, and what stands at a higher level is above. `ranks` is what the numbers say.
 */
export function rankByFormat(candidates: readonly Candidate[], ranks: ReadonlyMap<string, number>): Map<string, number> {
  const levels = familyLevels(candidates);
  const formatted = [...levels.keys()].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  if (formatted.length === 0) return new Map(ranks);
  const numbered = new Set(candidates.filter(({ ordinal }) => ordinal > 0).map(({ shape }) => shape));
  const counted = formatted.filter((shape) => numbered.has(shape));
  const contradicted = counted.some((shape, i) => i > 0 && (levels.get(counted[i - 1] ?? '') ?? 0) >= (levels.get(shape) ?? 0));
  return contradicted ? besideNumbered(ranks, levels, counted) : byLevel(ranks, levels, formatted);
}

/** The level that most members of a family have, for families of which most have one. */
function familyLevels(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, Map<number, number>>();
  for (const { shape, format } of candidates) {
    const levels = counts.get(shape) ?? new Map<number, number>();
    levels.set(format, (levels.get(format) ?? 0) + 1);
    counts.set(shape, levels);
  }
  const usual = [...counts].map(([shape, levels]): [string, number] => [shape, [...levels].reduce((best, one) => (one[1] > best[1] ? one : best))[0]]);
  return new Map(usual.filter(([, level]) => level > 0));
}

/** Headings without numbers stand beside the outermost numbered family that shares their level. */
function besideNumbered(ranks: ReadonlyMap<string, number>, levels: ReadonlyMap<string, number>, counted: readonly string[]): Map<string, number> {
  const own = new Map(ranks);
  for (const [shape, level] of levels) {
    if (counted.includes(shape)) continue;
    const beside = counted.find((other) => levels.get(other) === level);
    if (beside !== undefined) own.set(shape, ranks.get(beside) ?? 0);
  }
  return own;
}

/** The places of the formatted families go to them in the order of their levels; equal levels share one. */
function byLevel(ranks: ReadonlyMap<string, number>, levels: ReadonlyMap<string, number>, formatted: readonly string[]): Map<string, number> {
  const places = formatted.map((shape) => ranks.get(shape) ?? 0).sort((a, b) => a - b);
  const distinct = [...new Set(formatted.map((shape) => levels.get(shape) ?? 0))].sort((a, b) => a - b);
  const own = new Map(ranks);
  for (const shape of formatted) own.set(shape, places[distinct.indexOf(levels.get(shape) ?? 0)] ?? 0);
  return own;
}
