import { common } from '../i18n/zh-CN/common';
import { addressMark } from './addresses';
import { markDefinition, type Mark } from './marks/registry';
import { noteList } from './nodes/footnote/html';
import { definitionOf, type AnyNode, type HtmlLabels, type HtmlWriter, type Registry } from './nodes/node';
import { nodes } from './nodes/registry';
import type { Footnote } from './nodes/schemas';
import { PUBLIC_MEDIA } from './picture-files';
import { isVisible } from './visible';

interface HtmlOptions {
  /** Stands before the block id in `id` attributes, since a page shows several bodies. */
  idPrefix?: string;
  /** Words for the language of the page; Chinese where nothing is said. */
  labels?: HtmlLabels;
  /** What picture files' names stand behind; by default the address of what is published. */
  media?: string;
  /** The number of its first note, where the notes of several bodies are counted through: see firstNotes. */
  firstNote?: number;
  /** The number of each address that links lead to, where they are listed on paper: see addressesOf. */
  addresses?: ReadonlyMap<string, number>;
  /** What the nodes of the body are. */
  registry?: Registry;
}

/** Nodes of a line with their marks. These stay open over neighbours that share them, so that a link with one bold word in it is one link. */
function lineHtml(line: readonly (AnyNode & { marks?: Mark[] })[], nodeHtml: (node: AnyNode) => string, addresses?: ReadonlyMap<string, number>): string {
  let html = '';
  const open: { mark: Mark; tag: string }[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const last = open.pop();
      if (last) html += markDefinition(last.mark).closeTag + addressMark(last.mark, addresses);
    }
  };
  for (const node of line) {
    const marks = (node.marks ?? []).map((mark) => ({ mark, tag: markDefinition(mark).openTag(mark) }));
    const split = marks.findIndex(({ tag }, index) => open[index]?.tag !== tag);
    closeTo(split === -1 ? marks.length : split);
    for (const item of marks.slice(open.length)) {
      html += item.tag;
      open.push(item);
    }
    html += nodeHtml(node);
  }
  closeTo(0);
  return html;
}

/**
 * A body as HTML for a reader page: a sequence of blocks without a wrapper, all text escaped, no
 * style attributes. A heading of level n is an `<h(n+1)>` with an id; blank paragraphs, headings and notes are left
 * out; notes are numbered from `firstNote` (1) and stand in a list at the end.
 * @param body what `bodySchema` has returned, and nothing else: links are not checked a second time
 */
export function renderHtml(body: { content: readonly AnyNode[] }, options: HtmlOptions = {}): string {
  const { idPrefix = '', labels = common.html, media = PUBLIC_MEDIA, firstNote = 1, addresses, registry = nodes } = options;
  const notes: Footnote[] = [];
  const nodeHtml = (node: AnyNode): string => definitionOf(registry, node.type).html(node, writer);
  const writer: HtmlWriter = {
    idPrefix,
    labels,
    media,
    blocks: (list) => list.map(nodeHtml).join(''),
    line: (line = []) => lineHtml(line, nodeHtml, addresses),
    isEmpty: (node) => !isVisible(node, registry),
    addNote: (note) => firstNote - 1 + notes.push(note),
  };
  return writer.blocks(body.content) + noteList(notes, firstNote, writer);
}
