import type { List, Nodes, Root, Table } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { contextOf, descendants, type MarkdownContext, type MarkdownFindingCode } from '../../../content/markdown-context';
import { RESERVED, revealed, tameMarkdown } from '../../../content/markdown-guard';
import { inlineNodes } from '../../../content/markdown-inline';
import { storable } from '../../../platform/plain-text';
import type { Span } from '../../../text/outline/source';
import { DocumentBuilder, type LineForm } from '../builder';
import type { ImportedDocument, LossCode, TableCell } from '../document';
import { splitFrontMatter } from './front-matter';
import { readHtmlInto } from '../html/read';

/**
 * What the parser's time grows with the square of: the length of a list and of a table, code marks that find no
 * partner. Beyond, and beyond a length that no case has, Markdown is read as text.
 */
const LONGEST = 400_000;
const MOST_ITEMS = 5_000;
const MOST_ROWS = 3_000;
const MOST_CODE_MARKS = 20;
const ITEM = /^[ \t]{0,20}(?:[-+*]|\d{1,9}[.)])[ \t]/gm;
const ROW = /^.{0,2000}\|/gm;

function isTooMuch(text: string): boolean {
  if (text.length > LONGEST || (text.match(ITEM)?.length ?? 0) > MOST_ITEMS || (text.match(ROW)?.length ?? 0) > MOST_ROWS) return true;
  return new Set(text.match(/`+/g)?.map(({ length }) => length)).size > MOST_CODE_MARKS;
}

/** Stands for a picture or the mark of a note while a line is read: a noncharacter, which no text holds. */
const STAND_IN = '\uFDDF';

const LOST: Partial<Record<MarkdownFindingCode, LossCode>> = {
  code: 'code',
  strikethrough: 'strikethrough',
  task: 'task',
  thematic_break: 'rule',
  definition: 'unused_definition',
  link_title: 'link_title',
};

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly).freeze();

type Placed = { type: 'image'; url: string; alt: string } | { type: 'note'; identifier: string; label: string };

class MarkdownReader {
  private readonly context: MarkdownContext;
  private readonly notes = new Map<string, number>();
  private depth = 0;
  /** Set while the paragraphs of a note are joined in one line. */
  private noteLines: Span[] | null = null;

  constructor(
    private readonly builder: DocumentBuilder,
    root: Root,
    private readonly source: string,
  ) {
    const context = contextOf(root, source, new Set(), () => undefined);
    const note: MarkdownContext['note'] = (code) => {
      const lost = LOST[code];
      if (lost) builder.loss(lost);
    };
    this.context = { ...context, note };
  }

  blocks(nodes: Nodes[]): void {
    for (const node of nodes) this.block(node);
  }

  /** Definitions that nothing refers to are words that nobody will see. */
  end(): void {
    for (const [label, { url }] of this.context.definitions) if (!this.context.used.has(label)) this.builder.loss('unused_definition', `${label} ${url}`);
  }

  private block(node: Nodes): void {
    const { builder } = this;
    switch (node.type) {
      case 'heading':
        return this.line(node.children, { heading: node.depth });
      case 'paragraph':
        return this.line(node.children, {});
      case 'list':
        return this.list(node);
      case 'blockquote':
        builder.openBlock({ type: 'quote', blocks: [] });
        this.blocks(node.children);
        return builder.closeBlock();
      case 'code':
        return this.code(node.value, node.lang ?? '');
      case 'table':
        return this.table(node);
      case 'html':
        return readHtmlInto(builder, revealed(node.value));
      case 'thematicBreak':
        return builder.loss('rule');
      case 'footnoteDefinition':
        return this.note(node.identifier, node.label ?? node.identifier, node.children);
      case 'definition':
        return;
      default:
        return this.line([node], {});
    }
  }

  /** A line of the text; a break in it begins another one, but in a heading. */
  private line(nodes: Nodes[], form: LineForm): void {
    if (this.noteLines) {
      const lines = this.noteLines;
      if (lines.length > 0) this.builder.say(' ');
      const from = this.builder.position;
      this.inline(nodes, () => this.builder.say(' '));
      if (this.builder.position > from) lines.push({ from, to: this.builder.position });
      return;
    }
    const whole = this.depth > 0 ? { item: this.depth, ...form } : form;
    this.inline(nodes, () => (form.heading ? this.builder.say(' ') : this.builder.endLine(whole)));
    this.builder.endLine(whole);
  }

  /** The words of a line with their marks, as they are read for a body too; pictures and notes keep their places. */
  private inline(nodes: Nodes[], onBreak: () => void): void {
    const placed: Placed[] = [];
    const copies = nodes.map((node) => this.withStandIns(node, placed));
    for (const node of inlineNodes(copies, this.context)) {
      if (node.type !== 'text') {
        onBreak();
        continue;
      }
      const marks = node.marks ?? [];
      const link = marks.find(({ type }) => type === 'link');
      const style = {
        ...(marks.some(({ type }) => type === 'bold') ? { bold: true } : {}),
        ...(marks.some(({ type }) => type === 'italic') ? { italic: true } : {}),
        ...(link?.type === 'link' ? { href: revealed(link.attrs.href) } : {}),
      };
      revealed(node.text).split(STAND_IN).forEach((text, index) => {
        if (index > 0) this.object(placed.shift());
        this.builder.say(text, style);
      });
    }
  }

  private withStandIns(node: Nodes, placed: Placed[]): Nodes {
    const standIn = { type: 'text' as const, value: STAND_IN };
    if (node.type === 'image') placed.push({ type: 'image', url: node.url, alt: node.alt ?? '' });
    else if (node.type === 'imageReference') {
      this.context.used.add(node.identifier);
      placed.push({ type: 'image', url: this.context.definitions.get(node.identifier)?.url ?? '', alt: node.alt ?? '' });
    } else if (node.type === 'footnoteReference') placed.push({ type: 'note', identifier: node.identifier, label: node.label ?? node.identifier });
    else if ('children' in node) return { ...node, children: node.children.map((child) => this.withStandIns(child, placed)) } as Nodes;
    else return node;
    return standIn;
  }

  private object(placed: Placed | undefined): void {
    if (placed?.type === 'image') {
      const name = revealed(placed.url);
      this.builder.loss('linked_image', name);
      this.builder.image({ bytes: null, name, alt: revealed(placed.alt) });
    } else if (placed) this.builder.noteMark(this.noteNumber(placed.identifier), revealed(placed.label));
  }

  private noteNumber(identifier: string): number {
    const number = this.notes.get(identifier) ?? this.notes.size;
    this.notes.set(identifier, number);
    return number;
  }

  private list(list: List): void {
    const { builder } = this;
    if (this.noteLines) return list.children.forEach((item) => this.blocks(item.children));
    builder.openBlock({ type: 'list', ordered: list.ordered ?? false, blocks: [] });
    this.depth += 1;
    list.children.forEach((item, index) => {
      // The number that was typed, which Markdown itself does not care for.
      const typed = list.ordered ? /^\d{1,9}[.)]/.exec(this.source.slice(item.position?.start.offset ?? 0))?.[0] : undefined;
      const prefix = list.ordered ? `${typed ?? `${(list.start ?? 1) + index}.`} ` : '';
      builder.openBlock({ type: 'item', number: typed ? parseInt(typed, 10) : (list.start ?? 1) + index, prefix: prefix.length, blocks: [] });
      builder.say(prefix);
      if (typeof item.checked === 'boolean') {
        builder.loss('task');
        builder.say(item.checked ? '[x] ' : '[ ] ');
      }
      this.blocks(item.children);
      builder.closeBlock();
    });
    this.depth -= 1;
    builder.closeBlock();
  }

  private code(value: string, language: string): void {
    const { builder } = this;
    builder.loss('code');
    if (this.noteLines) return this.line([{ type: 'text', value }], {});
    builder.openBlock({ type: 'code' });
    const lines = revealed(value).split('\n');
    if (language) lines.unshift(revealed(language));
    for (const line of lines) {
      builder.say(line);
      builder.endLine({ fixed: true });
    }
    builder.closeBlock();
  }

  private table(table: Table): void {
    const { builder } = this;
    const rows: { at: Span | null; cells: TableCell[] }[] = [];
    builder.openBlock({ type: 'table', caption: null, rows });
    table.children.forEach((row, rowIndex) => {
      const cells = row.children.map((cell, index): TableCell => {
        if (index > 0) builder.say('\t');
        const lines: Span[] = [];
        let from = builder.position;
        const end = () => {
          if (builder.position > from) lines.push({ from, to: builder.position });
        };
        this.inline(cell.children, () => {
          end();
          builder.say(' ');
          from = builder.position;
        });
        end();
        return { lines, colspan: 1, rowspan: 1, header: rowIndex === 0 };
      });
      builder.endRow(rows, cells);
    });
    builder.closeBlock();
  }

  private note(identifier: string, label: string, nodes: Nodes[]): void {
    const { builder } = this;
    builder.endLine();
    const from = builder.position;
    builder.say(`[${revealed(label)}] `);
    this.noteLines = [];
    this.blocks(nodes);
    const lines = this.noteLines;
    this.noteLines = null;
    builder.endLine({ fixed: true });
    builder.note(this.noteNumber(identifier), revealed(label), from, lines);
  }
}

/**
 * Reads a Markdown file (CommonMark with GFM, front matter in YAML): what it prints, without its marks. The title of
 * the front matter is the first line where the text has no title of its own.
 */
export function readMarkdown(source: string): ImportedDocument {
  const { metadata, text: raw } = splitFrontMatter(storable(source));
  const text = raw.replace(RESERVED, '\uFFFD').replaceAll(STAND_IN, '\uFFFD');
  const builder = new DocumentBuilder('markdown');
  for (const [name, value] of Object.entries(metadata)) builder.metadata(name, value);
  if (isTooMuch(text)) {
    builder.loss('markdown_too_large');
    sayTitle(builder, metadata.title);
    for (const line of text.split(/\r\n|\r|\n/)) {
      builder.say(line);
      builder.endLine();
    }
    return builder.finish();
  }
  const tame = tameMarkdown(text);
  if (tame.tamed.length > 0) builder.loss('deep_nesting');
  const root = parser.parse(tame.source);
  const highest = [...descendants(root)].filter((node) => node.type === 'heading' && node.depth === 1);
  // Several of them are sections, or the cases of a collection; one is the title.
  const named = highest.some((node) => wordsIn(node) === metadata.title?.replace(/\s/g, ''));
  if (highest.length !== 1 && !named) sayTitle(builder, metadata.title);
  const reader = new MarkdownReader(builder, root, tame.source);
  reader.blocks(root.children);
  reader.end();
  return builder.finish();
}

function wordsIn(node: Nodes): string {
  return [...descendants(node)].map((one) => (one.type === 'text' || one.type === 'inlineCode' ? one.value : '')).join('').replace(/\s/g, '');
}

function sayTitle(builder: DocumentBuilder, title: string | undefined): void {
  if (!title) return;
  builder.say(title);
  builder.endLine({ heading: 1, centred: true });
}
