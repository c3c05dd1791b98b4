import type { Item, Placed } from './columns';
import { pageFurniture } from './furniture';
import type { Line } from './lines';
import type { PagePicture } from './page';
import { paragraphsOf, ranged, sizeOfText, type Paragraph, type Ranged } from './paragraphs';
import type { PageTable } from './tables';

export interface PlacedPage {
  width: number;
  height: number;
  items: Placed[];
}

/** A part of a document in reading order; `furniture` belongs to the pages. */
export type Part = ({ type: 'paragraph' } & Paragraph) | PageTable | ({ type: 'picture' } & PagePicture) | { type: 'furniture'; item: Item };

/** Letters of a note at the foot of a page are smaller than those of the text, and its first line has its mark. */
const NOTE_SIZE = 0.93;
const NOTE = /^(?:\[\d{1,3}\]|\d{1,3}[\s.、]|[①-⑳]|[*※†]|注[:：])/;
/** How far off its place a table's column may stand on the next page, in points. */
const OFF = 6;

/** What the document says in reading order; a paragraph and a table go on over the ends of pages. */
export function flow(pages: readonly PlacedPage[]): Part[] {
  const furniture = pageFurniture(pages);
  const lines = pages.flatMap(({ items, width }, page) => items.flatMap(({ item, column }) => (item.type === 'line' && !furniture.has(item) ? [{ line: item, page, column, width }] : [])));
  const known = new Map(ranged(lines).map((one) => [one.line, one]));
  const notes = notesOf(pages, furniture, sizeOfText(lines.map(({ line }) => line)));
  const parts: Part[] = [];
  let open: Ranged[] = [];
  /** What came while a paragraph may go on, and behind how many lines: it stands behind that paragraph. */
  let waiting: { behind: number; item?: Item; note?: Ranged }[] = [];
  const end = () => {
    let said = 0;
    let next = 0;
    const place = () => {
      const note: Ranged[] = [];
      for (; next < waiting.length && waiting[next]!.behind <= said; next += 1) {
        const one = waiting[next]!;
        if (one.note) note.push(one.note);
        else if (one.item) parts.push({ type: 'furniture', item: one.item });
      }
      parts.push(...paragraphsOf(note).map((one): Part => ({ type: 'paragraph', ...one })));
    };
    place();
    for (const one of paragraphsOf(open)) {
      parts.push({ type: 'paragraph', ...one });
      said += one.lines.length;
      place();
    }
    open = [];
    waiting = [];
  };
  /** The page of the last table. */
  let tabled = -1;
  for (const [page, { items }] of pages.entries()) {
    for (const { item } of items) {
      if (furniture.has(item)) waiting.push({ item, behind: open.length });
      else if (item.type === 'line') {
        const line = known.get(item);
        if (line && notes.has(item)) waiting.push({ note: line, behind: open.length });
        else if (line) open.push(line);
      } else {
        const last = parts.at(-1);
        const isNext = item.type === 'table' && tabled === page - 1 && open.length === 0;
        if (item.type === 'table') tabled = page;
        if (isNext && last?.type === 'table' && goesOn(last, item)) last.rows.push(...withoutHead(last, item));
        else {
          end();
          parts.push(item);
        }
      }
    }
  }
  end();
  return parts;
}

/** The lines of notes at the feet of pages. */
function notesOf(pages: readonly PlacedPage[], furniture: ReadonlySet<Item>, usual: number): Set<Line> {
  const found = new Set<Line>();
  for (const { items } of pages) {
    const own = items.map(({ item }) => item).filter((item) => !furniture.has(item));
    let from = own.length;
    for (let index = own.length - 1; index > 0; index -= 1) {
      const item = own[index]!;
      if (item.type !== 'line' || item.size > usual * NOTE_SIZE) break;
      if (NOTE.test(item.text)) from = index;
    }
    for (const item of own.slice(from)) if (item.type === 'line') found.add(item);
  }
  return found;
}

/** Whether the table on the next page has the columns of this one. */
function goesOn(one: PageTable, other: PageTable): boolean {
  return one.xs.length === other.xs.length && one.xs.every((x, index) => Math.abs(x - other.xs[index]!) < OFF);
}

/** The rows of the second part; the head that is printed on every page is there once. */
function withoutHead(one: PageTable, other: PageTable): PageTable['rows'] {
  const words = (row: PageTable['rows'][number] | undefined) => row?.map(({ lines }) => lines.map(({ text }) => text).join('')).join('\t');
  return words(one.rows[0]) === words(other.rows[0]) ? other.rows.slice(1) : other.rows;
}
