import { escapeHtml } from '../../escape-html';
import type { HtmlWriter } from '../node';
import type { Table, TableCell, TableRow } from '../schemas';
import { gridOf } from './grid';
import { numericColumns } from './numeric';
import { widthOf } from './width';

/** From so many columns on a table is made as wide as it needs, and scrolls; on paper it is set smaller. */
const WIDE = 5;
/** What a sheet of paper holds beside each other, in characters of a wide table: upright, and turned (A4, 8 points, 20 mm margins). */
const SHEET = { upright: 58, turned: 88 };

/** A cell; `scope`: what it heads if it is a header, where that is known; `isNumeric`: whether it stands in a column of amounts. */
export function cellHtml({ type, attrs, content }: TableCell, writer: HtmlWriter, scope?: 'col' | 'row', isNumeric = false): string {
  const { colspan, rowspan } = attrs ?? {};
  const span = `${isNumeric ? ' class="numeric"' : ''}${colspan ? ` colspan="${colspan}"` : ''}${rowspan ? ` rowspan="${rowspan}"` : ''}`;
  const inner = writer.blocks(content);
  return type === 'tableHeader' ? `<th${scope ? ` scope="${scope}"` : ''}${span}>${inner}</th>` : `<td${span}>${inner}</td>`;
}

/** A row; the headers of the first one, and of one that holds several headers and nothing else, head their columns. */
export function rowHtml(row: TableRow, writer: HtmlWriter, isFirst: boolean, numeric: ReadonlySet<TableCell> = new Set()): string {
  const cells = row.content ?? [];
  const heads = isFirst || (cells.length > 1 && cells.every((cell) => cell.type === 'tableHeader'));
  return `<tr>${cells.map((cell, index) => cellHtml(cell, writer, heads ? 'col' : index === 0 ? 'row' : undefined, numeric.has(cell))).join('')}</tr>`;
}

/**
 * How many rows from the top are the head of the table, which each sheet of paper repeats: rows of headers alone, as many as
 * no cell leads out of. A table of headers alone has none.
 */
function headRows(rows: readonly TableRow[]): number {
  let head = 0;
  // How far down the cells lead that have been seen.
  let reach = 0;
  for (const [index, { content = [] }] of rows.entries()) {
    if (content.some(({ type }) => type !== 'tableHeader')) return head;
    reach = Math.max(reach, ...content.map(({ attrs }) => index + (attrs?.rowspan ?? 1)));
    if (reach <= index + 1) head = index + 1;
  }
  return 0;
}

/** The class of a table's box: whether it is wide, whether a sheet of paper is turned for it, and whether that is still too narrow. */
function boxClass(grid: readonly (readonly (TableCell | null)[])[]): string {
  if ((grid[0]?.length ?? 0) < WIDE) return 'table';
  const characters = widthOf(grid);
  return `table wide${characters > SHEET.upright ? ' turned' : ''}${characters > SHEET.turned ? ' dense' : ''}`;
}

/** A table in a box of its own, which scrolls where the page is narrower. */
export function tableHtml({ attrs: { caption }, content }: Table, writer: HtmlWriter): string {
  const label = escapeHtml(caption ?? writer.labels.table);
  const title = caption ? `<caption>${escapeHtml(caption)}</caption>` : '';
  const grid = gridOf(content);
  const columns = numericColumns(grid);
  const numeric = new Set(grid.flatMap((row) => row.filter((cell, column): cell is TableCell => cell !== null && columns[column] === true && (cell.attrs?.colspan ?? 1) === 1)));
  const rows = content.map((row, index) => rowHtml(row, writer, index === 0, numeric));
  const head = headRows(content);
  const parts = `${head > 0 ? `<thead>${rows.slice(0, head).join('')}</thead>` : ''}<tbody>${rows.slice(head).join('')}</tbody>`;
  return `<div class="${boxClass(grid)}" tabindex="0" role="group" aria-label="${label}"><table>${title}${parts}</table></div>`;
}
