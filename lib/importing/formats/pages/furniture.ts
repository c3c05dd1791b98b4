import type { Item, Placed } from './columns';
import type { Line } from './lines';
import { median } from './page';

/** How many lines at the head and at the foot of a page may belong to it. */
const EDGE = 3;
/** On how many pages the same words stand at the same place if they belong to the pages. */
const FEWEST_PAGES = 3;
/** How far off that place they may stand, in points. */
const OFF = 4;
const LONGEST = 80;
/** The part of a page that its ground covers. */
const COVERED = 0.8;

/** - 3 -, — 3 —, ·3·, 第 3 页, 第 3 页 共 9 页, 3/9, Page 3 of 9, iii. */
const PAGE_NUMBER = /^(?:[-—–―‒·•\s]*\d{1,4}[-—–―‒·•\s]*|第?\s*\d{1,4}\s*页(?:\s*[,，/／、（(]?\s*共\s*\d{1,4}\s*页[)）]?)?|共\s*\d{1,4}\s*页\s*[,，/／、]?\s*第\s*\d{1,4}\s*页|第\s*[一二三四五六七八九十百零〇]{1,5}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?|[ivxlc]{1,6})$/i;

/** What a line says whatever the number of its page. */
function form(item: Item): string {
  return wordsOf(item).replace(/\s+/g, '').replace(/\d+/g, '#').replace(/第[一二三四五六七八九十百零〇]+页/g, '第#页');
}

/** The words of a line, or of a table in one. */
export function wordsOf(item: Item): string {
  if (item.type === 'table') return item.rows.map((row) => row.map(({ lines }) => lines.map(({ text }) => text).join(' ')).join(' ')).join(' ');
  return item.type === 'line' ? item.text : '';
}

export function isPageNumber(line: Line): boolean {
  return PAGE_NUMBER.test(line.text.trim());
}

/**
 * What belongs to the pages and not to the text: running heads and feet, page numbers. They stand
 * at the edges of at least three pages at the same place, or are a number where others are.
 */
export function pageFurniture(pages: readonly { width: number; height: number; items: readonly Placed[] }[]): Set<Item> {
  const found = new Set<Item>(grounds(pages));
  const edges = pages.map(({ items }) => edgesOf(items.filter(({ item }) => !found.has(item))));
  const seen = new Map<string, { item: Item; page: number }[]>();
  edges.forEach((lines, page) => {
    for (const item of lines) {
      const key = form(item);
      if (key === '' || key.length > LONGEST) continue;
      const known = seen.get(key);
      if (known) known.push({ item, page });
      else seen.set(key, [{ item, page }]);
    }
  });
  for (const same of seen.values()) {
    const sorted = [...same].sort((one, other) => one.item.y1 - other.item.y1);
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1;
      while (to < sorted.length && sorted[to]!.item.y1 - sorted[to - 1]!.item.y1 <= OFF) to += 1;
      const place = sorted.slice(from, to);
      const on = new Set(place.map(({ page }) => page)).size;
      if (on >= FEWEST_PAGES || (on === pages.length && on === 2 && isNumbered(place.map(({ item }) => item)))) for (const { item } of place) found.add(item);
      from = to;
    }
  }
  numbers(edges, found);
  return found;
}

/**
 * Pictures that are the ground of their page: they cover it and there are words on them, as in a scan whose words a
 * program has read; and those at one place of many pages, which are marks of who made them.
 */
function grounds(pages: readonly { width: number; height: number; items: readonly Placed[] }[]): Item[] {
  const places = new Map<string, Item[]>();
  const found: Item[] = [];
  for (const { width, height, items } of pages) {
    const words = items.some(({ item }) => item.type !== 'picture');
    for (const { item } of items) {
      if (item.type !== 'picture') continue;
      if (words && (item.x1 - item.x0) * (item.y1 - item.y0) >= width * height * COVERED) found.push(item);
      const place = [item.x0, item.y0, item.x1, item.y1].map((value) => Math.round(value / OFF)).join(' ');
      const known = places.get(place);
      if (known) known.push(item);
      else places.set(place, [item]);
    }
  }
  return [...found, ...[...places.values()].filter((same) => same.length >= FEWEST_PAGES).flat()];
}

/** Whether lines that say the same differ in their numbers, as feet with page numbers do. */
function isNumbered(items: readonly Item[]): boolean {
  return new Set(items.map(wordsOf)).size === items.length;
}

/** What stands at the head and the foot of a page, in the order in which they stand on the paper. */
function edgesOf(placed: readonly Placed[]): Item[] {
  const sorted = placed.map(({ item }) => item).sort((one, other) => one.y0 - other.y0);
  return [...sorted.slice(0, EDGE), ...sorted.slice(Math.max(EDGE, sorted.length - EDGE))];
}

/** Page numbers at the very edge: also those of a document of one page, and those that change their side. */
function numbers(edges: readonly Item[][], found: Set<Item>): void {
  for (const items of edges) {
    const left = items.filter((item): item is Line => item.type === 'line' && !found.has(item));
    const sizes = median(left.map(({ size }) => size));
    for (const line of [left[0], left.at(-1)]) {
      if (!line || !isPageNumber(line)) continue;
      const others = left.filter((other) => other !== line);
      const apart = others.every((other) => Math.abs(other.baseline - line.baseline) > sizes * 1.5);
      if (others.length > 0 && apart) found.add(line);
    }
  }
}
