import type { Span } from '../../../text/outline/source';
import type { TableCell } from '../document';
import type { Flow } from './flow';
import { attribute, descend, hasAttribute, isElement, textContent, type HtmlElement } from './tree';

/** What a table needs of the page that it stands in. */
interface Page {
  readonly flow: Flow;
  children(element: HtmlElement): void;
  element(element: HtmlElement): void;
}

/** More than that in one cell is no cell but a page. */
const PAGE_IN_CELL = 1_500;
const MOST = 1_000;

/** The rows of a table, those of tables inside it left out. */
function rowsOf(table: HtmlElement): HtmlElement[] {
  return [...descend(table, ({ tagName }) => tagName !== 'table' && tagName !== 'tr')].filter(({ tagName }) => tagName === 'tr');
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
}

/** Whether a table only places things on the page: one column or row, tables or headings inside, or cells like pages. */
export function isLayout(table: HtmlElement): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  const rows = rowsOf(table).map(cellsOf);
  if (rows.every((row) => row.length <= 1)) return true;
  const cells = rows.flat();
  if (cells.some(({ tagName }) => tagName === 'th')) return false;
  for (const cell of cells) {
    for (const { tagName } of descend(cell)) if (tagName === 'table' || /^h[1-6]$/.test(tagName)) return true;
    if (textContent(cell).replace(/\s+/g, '').length > PAGE_IN_CELL) return true;
  }
  return false;
}

const span = (cell: HtmlElement, name: string) => Math.min(MOST, Math.max(1, Math.trunc(Number(attribute(cell, name)))) || 1);

/** A table of data: a line a row, its cells parted by tabs. */
export function readTable(table: HtmlElement, page: Page): void {
  const { flow } = page;
  const rows: { at: Span | null; cells: TableCell[] }[] = [];
  const form = { type: 'table' as const, caption: null as Span | null, rows };
  flow.builder.openBlock(form);
  const caption = table.childNodes.filter(isElement).find(({ tagName }) => tagName === 'caption');
  if (caption) {
    const from = flow.builder.position;
    flow.asCell(() => page.children(caption));
    const at = flow.builder.endLine({ fixed: true });
    if (at) form.caption = { from, to: at.to };
  }
  for (const row of rowsOf(table)) {
    const head = row.parentNode && 'tagName' in row.parentNode && row.parentNode.tagName === 'thead';
    const cells = cellsOf(row).map((cell, index): TableCell => {
      if (index > 0) flow.builder.say('\t');
      const header = cell.tagName === 'th' || Boolean(head) || (hasAttribute(cell, 'scope') && index === 0);
      return { lines: flow.asCell(() => page.element(cell)), colspan: span(cell, 'colspan'), rowspan: span(cell, 'rowspan'), header };
    });
    flow.builder.endRow(rows, cells);
  }
  flow.builder.closeBlock();
}
