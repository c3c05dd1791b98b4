import { escapeHtml } from '../../escape-html';
import type { HtmlWriter } from '../node';
import type { Table, TableCell, TableRow } from '../schemas';

/** A cell; `scope`: what it heads if it is a header, where that is known. */
export function cellHtml({ type, attrs, content }: TableCell, writer: HtmlWriter, scope?: 'col' | 'row'): string {
  const { colspan, rowspan } = attrs ?? {};
  const span = `${colspan ? ` colspan="${colspan}"` : ''}${rowspan ? ` rowspan="${rowspan}"` : ''}`;
  const inner = writer.blocks(content);
  return type === 'tableHeader' ? `<th${scope ? ` scope="${scope}"` : ''}${span}>${inner}</th>` : `<td${span}>${inner}</td>`;
}

/** A row; the headers of the first one, and of one that holds several headers and nothing else, head their columns. */
export function rowHtml(row: TableRow, writer: HtmlWriter, isFirst: boolean): string {
  const cells = row.content ?? [];
  const heads = isFirst || (cells.length > 1 && cells.every((cell) => cell.type === 'tableHeader'));
  return `<tr>${cells.map((cell, index) => cellHtml(cell, writer, heads ? 'col' : index === 0 ? 'row' : undefined)).join('')}</tr>`;
}

/** A table in a box of its own, which scrolls where the page is narrower. */
export function tableHtml({ attrs: { caption }, content }: Table, writer: HtmlWriter): string {
  const label = escapeHtml(caption ?? writer.labels.table);
  const title = caption ? `<caption>${escapeHtml(caption)}</caption>` : '';
  const rows = content.map((row, index) => rowHtml(row, writer, index === 0));
  return `<div class="table" tabindex="0" role="group" aria-label="${label}"><table>${title}<tbody>${rows.join('')}</tbody></table></div>`;
}
