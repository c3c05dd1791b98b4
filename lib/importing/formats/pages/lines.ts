import type { Style } from '../builder';
import { firstOf, isWide, lastOf } from './characters';
import type { Box, Glyph, PositionedPage } from './page';

/** Words of one look in a line. */
export interface Piece {
  text: string;
  style: Style;
}

/** A line of words; its box is from the tops of its letters to their feet. */
export interface Line extends Box {
  type: 'line';
  glyphs: readonly Glyph[];
  /** Where its letters stand. */
  baseline: number;
  /** Of most of its letters. */
  size: number;
  pieces: Piece[];
  text: string;
  /** Whether all of it is bold. */
  bold: boolean;
}

/** How far off its line a letter may stand, as a part of its size: above that it is another line. */
const OFF = 0.3;
/** Letters of at most this part of the others' size belong to the line beside them: marks of notes, exponents. */
const SMALL = 0.87;
const MOST_SMALL = 60;
/** An empty space between two letters that is a space. */
const SPACE = 0.17;
/** An empty place between Chinese characters that parts them, though nobody typed a space. */
const WIDE_SPACE = 0.8;
/** Where a line is parted, since what follows stands for itself. */
const TAB = 2.6;
/** A line of so few letters is a word that was spread: 目　录. */
const FEW = 4;

/** Letters drawn twice, one almost on the other, are one bold one: that is how programs without a bold font do it. */
function withoutDoubles(glyphs: Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of glyphs) {
    const double = kept.slice(-3).find((one) => one.text === glyph.text && Math.abs(one.x - glyph.x) < glyph.size * 0.12 && Math.abs(one.y - glyph.y) < glyph.size * 0.12);
    if (!double) kept.push(glyph);
    else if (glyph.text.trim() !== '') double.bold = true;
  }
  return kept;
}

/** Glyphs by the lines that they stand on, from the top; each from the left. */
function rows(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs.filter(({ size }) => size > 0).sort((one, other) => one.y - other.y);
  const found: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of sorted) {
    const row = found.at(-1);
    if (row && glyph.y - row.y <= OFF * Math.max(glyph.size, row.size)) row.glyphs.push(glyph);
    else found.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
  }
  for (const row of found) row.size = dominantSize(row.glyphs);
  const merged: typeof found = [];
  for (const row of found) {
    const above = merged.at(-1);
    if (above && above.size <= row.size * SMALL && row.y - above.y < row.size * 0.75 && stands(above.glyphs, row.glyphs)) {
      merged[merged.length - 1] = { ...row, glyphs: [...above.glyphs, ...row.glyphs] };
    } else if (above && row.size <= above.size * SMALL && row.y - above.y < above.size * 0.4 && stands(row.glyphs, above.glyphs)) {
      above.glyphs.push(...row.glyphs);
    } else merged.push(row);
  }
  return merged.map((row) => withoutDoubles(row.glyphs.sort((one, other) => one.x - other.x)));
}

/** Whether small letters stand right behind letters of the line: a line of its own does not. */
function stands(small: readonly Glyph[], line: readonly Glyph[]): boolean {
  const shown = small.filter(({ text }) => text.trim() !== '');
  if (shown.length > MOST_SMALL) return false;
  const behind = (one: Glyph, other: Glyph) => Math.abs(one.x - other.x - other.width) < one.size * 1.5;
  return shown.every((one) => line.some((other) => behind(one, other)) || shown.some((other) => other !== one && behind(one, other)));
}

function dominantSize(glyphs: readonly Glyph[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of glyphs) {
    if (text.trim() === '') continue;
    const rounded = Math.round(size * 4) / 4;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  let best = 0;
  for (const [size, count] of counts) if (count > (counts.get(best) ?? 0)) best = size;
  return best || (glyphs[0]?.size ?? 0);
}

/** Lines of glyphs, from the top. */
export function linesOf(glyphs: readonly Glyph[], links: PositionedPage['links'], spaced: boolean): Line[] {
  return rows(glyphs).flatMap((row) => {
    const line = lineOf(row, links, spaced);
    return line ? [line] : [];
  });
}

/** The part of a line between two places, as a line of its own. */
export function part(line: Line, from: number, to: number, links: PositionedPage['links'], spaced: boolean): Line | null {
  return lineOf(line.glyphs.filter(({ x, width }) => x + width / 2 >= from && x + width / 2 < to), links, spaced);
}

/**
 * @param spaced whether the document has a space between all Chinese characters, as some programs write them
 * @returns null for glyphs that show nothing
 */
function lineOf(row: readonly Glyph[], links: PositionedPage['links'], spaced: boolean): Line | null {
  const shown = row.filter(({ text }) => text.trim() !== '');
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return null;
  const glyphs = row.slice(row.indexOf(first), row.lastIndexOf(last) + 1);
  const size = dominantSize(glyphs);
  const baselines = shown.filter((glyph) => glyph.size > size * SMALL).map(({ y }) => y);
  const baseline = baselines[baselines.length >> 1] ?? first.y;
  const pieces: Piece[] = [];
  const say = (text: string, style: Style) => {
    const open = pieces.at(-1);
    if (open && open.style.bold === style.bold && open.style.italic === style.italic && open.style.href === style.href) open.text += text;
    else pieces.push({ text, style });
  };
  const near = links.filter(({ y0, y1 }) => baseline - size * 0.3 >= y0 && baseline - size * 0.3 <= y1);
  const tab = shown.length <= FEW ? '\u3000' : '\t';
  let before: Glyph | undefined;
  let blank = false;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      blank = true;
      continue;
    }
    const style = styleOf(glyph, near);
    if (before) say(between(before, glyph, { size, tab, blank: blank && !spaced }), pieces.at(-1)?.style ?? style);
    say(isRaised(glyph, baseline, size) ? raised(glyph.text, pieces.at(-1)?.text ?? '') : glyph.text, style);
    before = glyph;
    blank = false;
  }
  // Marks of two digits are one.
  for (const piece of pieces) piece.text = piece.text.replace(/(?<=\[\d+)\]\[(?=\d+\])/g, '');
  if (pieces[0]) pieces[0].text = pieces[0].text.replace(MARK, '$1 ');
  const text = pieces.map((piece) => piece.text).join('');
  const x1 = Math.max(...shown.map(({ x, width }) => x + width));
  return { type: 'line', x0: first.x, x1, y0: baseline - size, y1: baseline + size * 0.25, glyphs, baseline, size, pieces, text, bold: shown.every(({ bold }) => bold) };
}

/** The digits of a note's mark, or of an exponent. */
function isRaised({ text, y, size }: Glyph, baseline: number, usual: number): boolean {
  return size <= usual * SMALL && baseline - y > usual * 0.2 && /^\d$/.test(text);
}

/** Behind a letter or a digit 10³ and m², else the mark of a note, as documents of other formats have it. */
function raised(digit: string, before: string): string {
  // Some authors write the brackets themselves.
  if (/[[［【〔]\d*$/.test(before)) return digit;
  if (/[A-Za-z\d⁰¹²³⁴⁵⁶⁷⁸⁹]$/.test(before)) return '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit;
  return `[${digit}]`;
}

/** The number or the mark of an item, with the empty place behind it. */
const MARK = /^([-–—−•●▪■◆❖➢➤✓○◇□*·]|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[.)）、．]|\d{1,2}(?:\.\d{1,2}){1,3}|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节条篇部分]{1,2})\t/;

/** What stands between two glyphs: nothing, a space, or a tab where the second one stands for itself. */
function between(one: Glyph, other: Glyph, { size, tab, blank }: { size: number; tab: string; blank: boolean }): string {
  const gap = other.x - one.x - one.width;
  if (gap > TAB * size) return tab;
  const wide = [isWide(lastOf(one.text)), isWide(firstOf(other.text))].filter(Boolean).length;
  if (wide === 2) return gap > WIDE_SPACE * size ? '\u3000' : blank && gap > SPACE * size ? ' ' : '';
  // Programs leave a quarter of a square between Chinese and Latin without anybody typing it.
  return (blank && gap > SPACE * size * 0.6) || gap > (wide === 1 ? 0.45 : SPACE) * size ? ' ' : '';
}

function styleOf({ x, width, bold, italic }: Glyph, links: PositionedPage['links']): Style {
  const middle = x + width / 2;
  const link = links.find(({ x0, x1 }) => middle >= x0 && middle <= x1);
  return { ...(bold ? { bold } : {}), ...(italic ? { italic } : {}), ...(link ? { href: link.href } : {}) };
}
