import { BREADCRUMB, PAGE_LABELS } from '../../text/outline/chrome/chrome-words';
import { isByline } from '../../text/outline/front/byline';
import { isTitle } from '../../text/outline/front/title-line';
import { foldText } from '../../text/outline/lines/characters';
import { Content } from '../../text/outline/lines/content';
import { LineMarks } from '../../text/outline/lines/line-marks';
import { LineReader, splitLines } from '../../text/outline/lines/lines';
import { gluedNumber } from '../../text/outline/shapes/numbered';
import { readMarker } from '../../text/outline/shapes/table';
import type { LineMark } from '../../text/outline/source';
import type { Row } from './rows';

/** How long a row is and how it ends: a short line, a sentence, words that announce what follows, a day, a paragraph. */
type Form = 'line' | 'sentence' | 'announcement' | 'day' | 'paragraph';

/** What a row looks like, whatever it was taken for. */
export interface RowShape {
  /** Its family as the outline has families: `han`, `decimal-2`, `bracket`; `format-2` where the format calls it a heading, `bold`, `bare-line`. */
  family: string;
  /** The number that it counts, 0 for none. */
  ordinal: number;
  /** The level that the document's format gives it as a heading, 0 for none. */
  format: number;
  /** It is bold, or begins so. */
  bold: boolean;
  /** A row of a table, a picture, code: never a heading. */
  fixed: boolean;
  form: Form;
  /** Rows with one look are alike, as far as a row tells by itself. */
  look: string;
}

const LONGEST_LINE = 40;
/** Longest label with a colon that may be a heading. */
const LONGEST_LABEL = 24;
const LONGEST_SENTENCE = 60;
/** Longest numbered sentence that may be a heading. */
const LONGEST_HEADING_SENTENCE = 34;
const DAY = /^[\d〇○零一二三四五六七八九十]{2,4}\s*年.{1,8}[日月]$/;
/** What stands between a title and its text on a page, besides what the outline has words for. */
const BUTTON = /^(分享|打印|字[号体]|收藏|关闭|保存|朗读|纠错|返回)/;
/** Nothing that a row of one of these roles is can be compared with what text and headings are. */
const GROUPS: Partial<Record<Row['role'], string>> = { title: 'title', marker: 'title', byline: 'byline', tail: 'tail', stripped: 'stripped' };

function formOf(line: string): Form {
  if (DAY.test(line)) return 'day';
  const inside = line.slice(0, -1);
  if (line.length > LONGEST_SENTENCE || /[。！]/.test(inside)) return 'paragraph';
  if (/[：:]$/.test(line)) return 'announcement';
  return line.length > LONGEST_LINE || /[。；;！!，,、]$/.test(line) ? 'sentence' : 'line';
}

/**
 * The shapes of a document's rows, by which one row finds all that are like it. They are those of the outline: the marks at the
 * start of a line, what the format says of it, its length and end; of a plain short line also whether text follows,
 * which tells a heading from an entry of a list. Each row is read once.
 * @param marks as the document's format has them; rising and apart
 */
export class RowShapes {
  private readonly known = new WeakMap<Row, RowShape>();

  constructor(
    private readonly text: string,
    private readonly marks: readonly LineMark[],
  ) {}

  of(row: Row): RowShape {
    const known = this.known.get(row);
    if (known) return known;
    const shape = this.read(row);
    this.known.set(row, shape);
    return shape;
  }

  /** The rows that are like one of them, itself among them, rising. */
  alike(rows: readonly Row[], index: number): number[] {
    const own = this.keyOf(rows, index);
    return rows.flatMap((_, at) => (this.keyOf(rows, at) === own ? [at] : []));
  }

  /** Whether a row looks as headings do: by the format, by a number or bold with no more than a heading's words, or as a short line with text below. */
  isHeadingLike(rows: readonly Row[], index: number): boolean {
    const row = rows[index];
    if (!row || row.opens || (GROUPS[row.role] && row.role !== 'stripped')) return false;
    if (row.role === 'heading') return true;
    const { family, format, fixed, form, ordinal, bold } = this.of(row);
    if (fixed) return false;
    if (format > 0) return true;
    if (form === 'sentence') return ordinal > 0 && row.to - row.from <= LONGEST_HEADING_SENTENCE && this.text[row.to - 1] === '。' && this.hasText(rows, index);
    if (form === 'announcement') return (ordinal > 0 || bold) && row.to - row.from <= LONGEST_LABEL;
    if (form !== 'line') return false;
    return family === 'bare-line' || family === 'item' ? this.hasText(rows, index) : true;
  }

  /** Whether a row could be the title of a document by its words. */
  isTitleLike({ from, to }: Row): boolean {
    const lines = splitLines(this.text.slice(from, to));
    const content = new Content(lines, Int32Array.from({ length: lines.count }, (_, line) => line), new LineMarks(lines, []));
    if (lines.count !== 1 || lines.length(0) < 4 || !isTitle(content, 0)) return false;
    const words = foldText(lines.slice(0));
    // “三治融合”托起幸福家园 ends as an organisation does, but no organisation is quoted.
    return !(isByline(content, 0) && !/["“《「]/.test(words)) && !PAGE_LABELS.test(words) && !BREADCRUMB.test(words) && !BUTTON.test(words);
  }

  private keyOf(rows: readonly Row[], index: number): string {
    const row = rows[index];
    if (!row) return '';
    const { family, form, look } = this.of(row);
    const below = family === 'bare-line' && form === 'line' ? this.hasText(rows, index) : false;
    return `${row.opens ? 'title' : (GROUPS[row.role] ?? '')} ${look} ${below}`;
  }

  /** Whether what follows is the text of a row, which then is more than the last of several short lines. */
  private hasText(rows: readonly Row[], index: number): boolean {
    const next = rows[index + 1];
    if (!next || next.opens || GROUPS[next.role] !== GROUPS[rows[index]!.role]) return false;
    const { family, form, fixed } = this.of(next);
    const isText = fixed || (form !== 'line' && form !== 'day') || family !== 'bare-line';
    return isText && !this.endsList(rows, index);
  }

  /** Whether short lines stand above a row: three of them, or as many as are announced. */
  private endsList(rows: readonly Row[], index: number): boolean {
    const group = GROUPS[rows[index]!.role];
    const isLine = (row: Row | undefined) => row !== undefined && !row.opens && GROUPS[row.role] === group && this.of(row).form === 'line' && this.of(row).family === 'bare-line';
    let first = index;
    while (first > index - 3 && isLine(rows[first - 1])) first -= 1;
    const above = rows[first - 1];
    return index - first > 2 || (above !== undefined && this.of(above).form === 'announcement');
  }

  private read({ from, to, continues }: Row): RowShape {
    const line = new LineReader(this.text).moveTo(from, to);
    const words = line.slice(0).trim();
    const mark = this.markAt(from, to);
    const form = formOf(words);
    const fixed = mark?.fixed === true;
    const format = continues ? 0 : (mark?.heading ?? 0);
    const marker = readMarker(line);
    const numbered = marker && marker.ordinal > 0 ? marker : format > 0 ? gluedNumber(line) : null;
    const bold = mark?.bold === true || (mark?.boldTo ?? 0) > from;
    const shape = { ordinal: numbered?.ordinal ?? 0, format, fixed, form, bold };
    const as = (family: string, look = `${family} ${bold} ${form}`): RowShape => ({ ...shape, family, look });
    if (fixed) return as('fixed', 'fixed');
    // A style is the author's own word, so it stands above all that the line looks like.
    if (format > 0) return as(`format-${format}`, `format-${format}`);
    if (numbered ?? marker) return as((numbered ?? marker)!.shape);
    if (mark?.bold) return as('bold');
    return as(mark?.item === undefined ? 'bare-line' : 'item');
  }

  /** What the format says of the line that a row stands in. */
  private markAt(from: number, to: number): LineMark | undefined {
    let low = 0;
    let high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle]!.to <= from) low = middle + 1;
      else high = middle;
    }
    const found = this.marks[low];
    return found && found.from < to ? found : undefined;
  }
}
