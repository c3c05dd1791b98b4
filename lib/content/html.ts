import { common } from '../i18n/zh-CN/common';
import { PUBLIC_MEDIA, fileName, variantWidths } from './picture-files';
import { isExternal } from './links';
import type { Block, Body, Footnote, Image, Inline, ListItem, Mark, Table } from './schema';
import { printedNumber } from './printed-number';
import { isVisible } from './visible';

/** The words that HTML needs and a body does not have, in the language of the page. */
export interface HtmlLabels {
  /** Names the scrolling box of a table without caption. */
  table: string;
  /** Stands for a picture of which nothing is said. */
  image: string;
  /** Names the list of notes. */
  notes: string;
  /** Before the number of a note, where it is referred to. */
  note: string;
  /** Before the number of a note, for the way back from it. */
  back: string;
}

/** The column of text is no wider (app/palette.css), so that a browser can choose a file before the styles are there. */
const SIZES = '(min-width: 48rem) 39rem, 100vw';

interface Context {
  idPrefix: string;
  labels: HtmlLabels;
  media: string;
  /** The notes met so far. */
  notes: Footnote[];
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

function noteIds({ idPrefix }: Context, { attrs: { id } }: Footnote): { note: string; reference: string } {
  return { note: escape(`${idPrefix}note-${id}`), reference: escape(`${idPrefix}ref-${id}`) };
}

function renderReference(node: Footnote, context: Context): string {
  if (!isVisible(node)) return '';
  const number = context.notes.push(node);
  const { note, reference } = noteIds(context, node);
  const label = escape(`${context.labels.note} ${number}`);
  // The word joiner keeps the number at the word that it is for.
  return `\u2060<sup class="note"><a id="${reference}" href="#${note}" role="doc-noteref" aria-label="${label}">${number}</a></sup>`;
}

function renderNotes(context: Context): string {
  if (context.notes.length === 0) return '';
  const items = context.notes.map((node, index) => {
    const { note, reference } = noteIds(context, node);
    const label = escape(`${context.labels.back} ${index + 1}`);
    return `<li id="${note}">${renderInline(node.content, context)} <a href="#${reference}" role="doc-backlink" aria-label="${label}">↩</a></li>`;
  });
  return `<ol class="notes" aria-label="${escape(context.labels.notes)}">${items.join('')}</ol>`;
}

/** Marks stay open over neighbours that share them, so that a link with one bold word in it is one link. */
function renderInline(nodes: Inline[] = [], context: Context): string {
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
    if (node.type === 'footnote') html += renderReference(node, context);
    else html += node.type === 'text' ? escape(node.text) : '<br>';
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
  const label = escape(caption ?? context.labels.table);
  const title = caption ? `<caption>${escape(caption)}</caption>` : '';
  return `<div class="table" tabindex="0" role="group" aria-label="${label}"><table>${title}<tbody>${rows.join('')}</tbody></table></div>`;
}

/**
 * A picture with its size, so that nothing moves when it comes, in the widths that the store keeps. Of a picture without
 * a size (in a body that was not saved yet) no widths are known, and its largest file is asked for.
 */
function renderImage({ attrs: { asset, alt, decorative, caption, width, height } }: Image, context: Context): string {
  const words = decorative ? '' : (alt ?? context.labels.image);
  const address = (wide?: number) => escape(context.media + fileName(asset, wide));
  const widths = width && height ? variantWidths(width) : [];
  const sources = widths.length > 1 ? ` srcset="${widths.map((wide) => `${address(wide)} ${wide}w`).join(', ')}" sizes="${SIZES}"` : '';
  const size = width && height ? ` width="${width}" height="${height}"` : '';
  const title = caption ? `<figcaption>${escape(caption)}</figcaption>` : '';
  return `<figure><img src="${address(widths[1] ?? widths[0])}"${sources}${size} loading="lazy" decoding="async" alt="${escape(words)}">${title}</figure>`;
}

function renderAll(nodes: (Block | ListItem)[], context: Context): string {
  let html = '';
  for (const node of nodes) html += renderNode(node, context);
  return html;
}

function renderNode(node: Block | ListItem, context: Context): string {
  switch (node.type) {
    case 'paragraph':
      return isVisible(node) ? `<p>${renderInline(node.content, context)}</p>` : '';
    case 'heading': {
      if (!isVisible(node)) return '';
      const { id, level, number } = node.attrs;
      const prefix = number ? `<span class="number">${escape(printedNumber(number))}</span>` : '';
      return `<h${level + 1} id="${escape(context.idPrefix + id)}">${prefix}${renderInline(node.content, context)}</h${level + 1}>`;
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
    case 'image':
      return renderImage(node, context);
  }
}

interface HtmlOptions {
  /** Stands before the block id in `id` attributes, since a page shows several bodies. */
  idPrefix?: string;
  /** Words for the language of the page; Chinese where nothing is said. */
  labels?: HtmlLabels;
  /** What picture files' names stand behind; by default the address of what is published. */
  media?: string;
}

/**
 * A body as HTML for a reader page: a sequence of blocks without a wrapper, all text escaped, no
 * style attributes. A heading of level n is an `<h(n+1)>` with an id; blank paragraphs, headings and notes are left
 * out; notes are numbered from 1 and stand in a list at the end.
 * @param body what `bodySchema` has returned, and nothing else: links are not checked a second time
 */
export function renderHtml(body: Body, { idPrefix = '', labels = common.html, media = PUBLIC_MEDIA }: HtmlOptions = {}): string {
  const context: Context = { idPrefix, labels, media, notes: [] };
  return renderAll(body.content, context) + renderNotes(context);
}
