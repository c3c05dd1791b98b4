import { isExternal } from './links';
import type { Block, Body, Inline, ListItem, Mark, Table } from './schema';
import { printedNumber } from './printed-number';
import { isVisible } from './visible';

interface Context {
  idPrefix: string;
  tableLabel: string;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function openMark(mark: Mark): string {
  if (mark.type === 'bold') return '<strong>';
  if (mark.type === 'italic') return '<em>';
  const rel = isExternal(mark.attrs.href) ? ' rel="noopener nofollow"' : '';
  return `<a href="${escape(mark.attrs.href)}"${rel}>`;
}

const CLOSE: Record<Mark['type'], string> = { bold: '</strong>', italic: '</em>', link: '</a>' };

/** Marks stay open over neighbours that share them, so that a link with one bold word in it is one link. */
function renderInline(nodes: Inline[] = []): string {
  let html = '';
  const open: { mark: Mark; tag: string }[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const last = open.pop();
      if (last) html += CLOSE[last.mark.type];
    }
  };
  for (const node of nodes) {
    const marks = (node.marks ?? []).map((mark) => ({ mark, tag: openMark(mark) }));
    const split = marks.findIndex(({ tag }, index) => open[index]?.tag !== tag);
    closeTo(split === -1 ? marks.length : split);
    for (const item of marks.slice(open.length)) {
      html += item.tag;
      open.push(item);
    }
    html += node.type === 'text' ? escape(node.text) : '<br>';
  }
  closeTo(0);
  return html;
}

function renderTable(node: Table, context: Context): string {
  const { caption } = node.attrs;
  const rows = node.content.map((row, rowIndex) => {
    const all = row.content ?? [];
    const heads = rowIndex === 0 || (all.length > 1 && all.every((cell) => cell.type === 'tableHeader'));
    const cells = all.map((cell, cellIndex) => {
      const { colspan, rowspan } = cell.attrs ?? {};
      const span = `${colspan ? ` colspan="${colspan}"` : ''}${rowspan ? ` rowspan="${rowspan}"` : ''}`;
      const scope = heads ? ' scope="col"' : cellIndex === 0 ? ' scope="row"' : '';
      const content = renderAll(cell.content, context);
      return cell.type === 'tableHeader' ? `<th${scope}${span}>${content}</th>` : `<td${span}>${content}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const label = escape(caption ?? context.tableLabel);
  const title = caption ? `<caption>${escape(caption)}</caption>` : '';
  return `<div class="table" tabindex="0" role="group" aria-label="${label}"><table>${title}<tbody>${rows.join('')}</tbody></table></div>`;
}

function renderAll(nodes: (Block | ListItem)[], context: Context): string {
  let html = '';
  for (const node of nodes) html += renderNode(node, context);
  return html;
}

function renderNode(node: Block | ListItem, context: Context): string {
  switch (node.type) {
    case 'paragraph':
      return isVisible(node) ? `<p>${renderInline(node.content)}</p>` : '';
    case 'heading': {
      if (!isVisible(node)) return '';
      const { id, level, number } = node.attrs;
      const prefix = number ? `<span class="number">${escape(printedNumber(number))}</span>` : '';
      return `<h${level + 1} id="${escape(context.idPrefix + id)}">${prefix}${renderInline(node.content)}</h${level + 1}>`;
    }
    case 'bulletList':
      return `<ul>${renderAll(node.content, context)}</ul>`;
    case 'orderedList':
      return `<ol${node.attrs.start === undefined ? '' : ` start="${node.attrs.start}"`}>${renderAll(node.content, context)}</ol>`;
    case 'listItem':
      return `<li>${renderAll(node.content, context)}</li>`;
    case 'blockquote':
      return `<blockquote>${renderAll(node.content, context)}</blockquote>`;
    case 'table':
      return renderTable(node, context);
  }
}

/**
 * A body as HTML for a reader page: a sequence of blocks without a wrapper, all text escaped, no
 * style attributes. A heading of level n is an `<h(n+1)>` with an id; blank paragraphs and headings are left
 * out.
 * @param body what `bodySchema` has returned, and nothing else: links are not checked a second time
 * @param options `idPrefix` stands before the block id in `id` attributes (a page shows several
 * bodies); `tableLabel` names the scrolling box of a table without caption, default 表格
 */
export function renderHtml(body: Body, options: { idPrefix?: string; tableLabel?: string } = {}): string {
  return renderAll(body.content, { idPrefix: options.idPrefix ?? '', tableLabel: options.tableLabel ?? '表格' });
}
