import type { FootnoteDefinition, PhrasingContent, Root } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { markedPhrasing } from './marked-phrasing';
import { definitionOf, type AnyNode, type MarkdownWriter, type Registry } from './nodes/node';
import { nodes } from './nodes/registry';
import type { Footnote } from './nodes/schemas';
import { PUBLIC_MEDIA } from './picture-files';
import { isVisible } from './visible';

// Chinese between marks of emphasis needs the extension for it, in writing as in reading (lib/importing/markdown).
const printer = unified()
  .use(remarkStringify, { bullet: '-', emphasis: '*', strong: '*', listItemIndent: 'one' })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkCjkFriendly)
  .freeze();

interface MarkdownOptions {
  /** What picture files' names stand behind; by default the address of what is published. */
  media?: string;
  /** What the nodes of the body are. */
  registry?: Registry;
}

/**
 * A body as Markdown: CommonMark with the tables and footnotes of GFM. Headings are of level `###` and below, as a
 * section's own is `##`, with their number as it is printed; blank blocks are left out; a table's caption is a paragraph
 * above it, merged cells leave empty ones, blocks in a cell are parted by `<br>`. All text is escaped: none of it becomes markup.
 * @param body what `bodySchema` has returned
 * @returns lines that end with a line feed; '' for a body that shows nothing
 */
export function toMarkdown(body: { content: readonly AnyNode[] }, { media = PUBLIC_MEDIA, registry = nodes }: MarkdownOptions = {}): string {
  const notes: Footnote[] = [];
  const nodeMarkdown = (node: AnyNode) => definitionOf(registry, node.type).markdown(node, writer);
  const writer: MarkdownWriter = {
    media,
    blocks: (list) => list.flatMap(nodeMarkdown),
    line: (line = []) => markedPhrasing(line, (node) => nodeMarkdown(node) as PhrasingContent[]),
    isEmpty: (node) => !isVisible(node, registry),
    addNote: (note) => notes.push(note),
  };
  const children = writer.blocks(body.content);
  const definitions = notes.map((note, index): FootnoteDefinition => ({
    type: 'footnoteDefinition',
    identifier: String(index + 1),
    children: [{ type: 'paragraph', children: writer.line(note.content) }],
  }));
  const root: Root = { type: 'root', children: [...children, ...definitions] };
  return root.children.length > 0 ? printer.stringify(root) : '';
}
