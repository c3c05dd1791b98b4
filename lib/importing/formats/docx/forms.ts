import { LineReader } from '../../../text/outline/lines/lines';
import { readMarker } from '../../../text/outline/shapes/table';
import { childValue, child, descendants, elements, textOf, type XmlElement } from './xml';

/*
 * Application forms are tables whose last rows hold the whole case: 案例名称 | …, 申报单位 | …, then a cell of many
 * paragraphs. Such a cell is a page, and what stands above it are lines of a form.
 */

/** More than that in one cell is no cell but a page, headings or not. */
const PAGE = 1_500;
/** Fewest characters of a page that has headings. */
const SHORT_PAGE = 150;
const FEWEST_PARAGRAPHS = 4;
const FEWEST_HEADINGS = 2;
const LONGEST_VALUE = 80;
const LABEL = /^[\p{Script=Han}（）()、/\s]{2,14}[:：]?$/u;
/** Shapes of numbers that sections have and items hardly ever. */
const SECTION = /^(han|han-paren|formal)$/;

/** The words of an element, as they stand in the file. */
export function wordsOf(element: XmlElement): string {
  return [...descendants(element, 'w:t')].map(textOf).join('');
}

const isMerged = (cell: XmlElement) => child(child(cell, 'w:tcPr'), 'w:vMerge') !== undefined;

/**
 * The cells of a row that are read one after the other as text, since the last of them is a page: it alone, or with
 * the label beside it. Null for a row of a table.
 * @param isHeading whether a paragraph is one by its style
 */
export function pageCells(cells: readonly XmlElement[], isHeading: (paragraph: XmlElement) => boolean): readonly XmlElement[] | null {
  const page = cells.at(-1);
  if (!page || cells.length > 2 || cells.some(isMerged)) return null;
  if (cells.length === 2 && wordsOf(cells[0]!).length > LONGEST_VALUE) return null;
  const paragraphs = elements(page).filter(({ name }) => name === 'w:p');
  const texts = paragraphs.map(wordsOf);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (paragraphs.length < FEWEST_PARAGRAPHS || length < SHORT_PAGE) return null;
  const headings = paragraphs.filter((paragraph, index) => isHeading(paragraph) || isSection(texts[index] ?? '')).length;
  return length >= PAGE || headings >= FEWEST_HEADINGS ? cells : null;
}

function isSection(text: string): boolean {
  const words = text.trim();
  return SECTION.test(readMarker(new LineReader(words).moveTo(0, words.length))?.shape ?? '');
}

/** Labels and values of a row of a form, side by side; null for a row of a table. */
export function formPairs(cells: readonly XmlElement[]): [label: XmlElement, value: XmlElement][] | null {
  if (cells.length === 0 || cells.length > 4 || cells.length % 2 === 1 || cells.some(isMerged)) return null;
  const pairs = cells.flatMap((label, index): [XmlElement, XmlElement][] => (index % 2 === 0 ? [[label, cells[index + 1]!]] : []));
  return pairs.every(([label, value]) => LABEL.test(wordsOf(label).trim()) && wordsOf(value).length <= LONGEST_VALUE) ? pairs : null;
}

/** Whether a paragraph names a style or an outline level that makes it a heading, as far as `levelOf` knows its style. */
export function isHeadingBy(levelOf: (style: string | undefined) => number | undefined): (paragraph: XmlElement) => boolean {
  return (paragraph) => {
    const pPr = child(paragraph, 'w:pPr');
    const own = childValue(pPr, 'w:outlineLvl');
    return (own === undefined ? (levelOf(childValue(pPr, 'w:pStyle')) ?? 9) : Number(own)) < 9;
  };
}
