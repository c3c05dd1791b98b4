import type { Definition, List, Nodes, Root, Table } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { readKind } from '../../../text/outline/kinds/kinds';
import type { Span } from '../../../text/outline/source';
import { LIMITS } from '../../../platform/limits';
import { storable } from '../../../platform/plain-text';
import { DocumentBuilder, type LineForm } from '../builder';
import type { ImportedDocument, Loss, TableCell } from '../document';
import { controlLoss } from '../text/read';
import { splitFrontMatter } from './front-matter';
import { readHtmlInto } from '../html/read';
import { revealed, tameMarkdown } from './guard';
import { piecesOf, type LineContext, type Piece } from './inline';
import { neverClosed } from './open-html';
import { movesOf, partsOf } from './work';

/**
 * What the parser's time grows with the square of: the length of a list and of a table, code marks that find no
 * partner, and whatever makes it move what it has read (work.ts). Beyond, and beyond a length that no case has, Markdown
 * is read as text.
 */
const LONGEST = 400_000;
const MOST_ITEMS = 5_000;
const MOST_ROWS = 3_000;
const MOST_CODE_MARKS = 20;
const ITEM = /^[ \t]{0,20}(?:[-+*]|\d{1,9}[.)])[ \t]/gm;
const ROW = /^.{0,2000}\|/gm;
const LINE_ENDS = /\r\n|\r|\n/;

function isTooMuch(text: string): boolean {
  if (text.length > LONGEST || (text.match(ITEM)?.length ?? 0) > MOST_ITEMS || (text.match(ROW)?.length ?? 0) > MOST_ROWS) return true;
  if (new Set(text.match(/`+/g)?.map(({ length }) => length)).size > MOST_CODE_MARKS) return true;
  const lines = text.split(LINE_ENDS);
  return partsOf(lines) > LIMITS.markup.parts || movesOf(lines) > LIMITS.markup.moves;
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly).freeze();

class MarkdownReader {
  private readonly context: LineContext;
  private readonly notes = new Map<string, number>();
  private depth = 0;
  /** Set while the paragraphs of a note are joined in one line. */
  private noteLines: Span[] | null = null;

  constructor(
    private readonly builder: DocumentBuilder,
    root: Root,
    private readonly source: string,
  ) {
    const definitions = new Map<string, Definition>();
    for (const node of descendants(root)) {
      if (node.type !== 'definition') continue;
      // The first definition of a label holds, as in CommonMark.
      if (definitions.has(node.identifier)) this.unused(node);
      else definitions.set(node.identifier, node);
    }
    this.context = { source, definitions, used: new Set(), lose: (code) => builder.loss(code) };
  }

  blocks(nodes: Nodes[]): void {
    for (const node of nodes) this.block(node);
  }

  /** What hides the rest of its block, though not of the document, is text with all that it hides. */
  private html(html: string): void {
    if (neverClosed(html).length === 0) return readHtmlInto(this.builder, html);
    for (const line of html.split('\n')) {
      this.builder.say(line);
      this.builder.endLine();
    }
  }

  /** Definitions that nothing refers to are words that nobody will see. */
  end(): void {
    for (const [label, definition] of this.context.definitions) if (!this.context.used.has(label)) this.unused(definition);
  }

  private unused({ identifier, url }: Definition): void {
    this.builder.loss('unused_definition', `${identifier} ${url}`);
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
        return this.html(revealed(node.value));
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

  private inline(nodes: Nodes[], onBreak: () => void): void {
    for (const piece of piecesOf(nodes, this.context)) {
      if (piece.type === 'break') onBreak();
      else this.piece(piece);
    }
  }

  private piece(piece: Exclude<Piece, { type: 'break' }>): void {
    const { builder } = this;
    switch (piece.type) {
      case 'text':
        builder.say(piece.text, piece.style);
        return;
      case 'image':
        builder.loss('linked_image', piece.url);
        return builder.image({ bytes: null, name: piece.url, alt: piece.alt, ...(piece.title ? { caption: piece.title } : {}) });
      case 'note':
        return builder.noteMark(this.noteNumber(piece.identifier), piece.label);
    }
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
    if (this.noteLines) {
      // A note that is defined inside another one is words of that.
      this.line([{ type: 'text', value: `[${label}]` }], {});
      return this.blocks(nodes);
    }
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

/** All nodes below a node, in reading order; a loop, since inline marks may nest thousands deep. */
function* descendants(node: Nodes): Generator<Nodes> {
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if (!('children' in next)) continue;
    // One by one: a text of a hundred thousand blocks has more children than a call may have arguments.
    for (let at = next.children.length - 1; at >= 0; at -= 1) stack.push(next.children[at]!);
  }
}

/**
 * Reads a Markdown file (CommonMark with GFM, front matter in YAML): what it prints, without its marks. The title of
 * the front matter is the first line where the text has no title of its own.
 */
export function readMarkdown(source: string): ImportedDocument {
  const { metadata, text } = splitFrontMatter(storable(source));
  return { ...withLosses(readText(text, metadata), controlLoss(source)), authored: true };
}

/** Reads Markdown that is the text of a section: without front matter, and so without a title. */
export function readMarkdownText(source: string): ImportedDocument {
  return withLosses(readText(storable(source), {}), controlLoss(source));
}

function withLosses(document: ImportedDocument, losses: Loss[]): ImportedDocument {
  return losses.length > 0 ? { ...document, losses: [...losses, ...document.losses] } : document;
}

/** @param text without the noncharacters that stand in for what is kept from the parser; `storable` has dropped them */
function readText(text: string, metadata: Record<string, string>): ImportedDocument {
  const builder = new DocumentBuilder('markdown');
  for (const [name, value] of Object.entries(metadata)) builder.metadata(name, value);
  if (isTooMuch(text)) {
    builder.loss('markdown_too_large');
    sayTitle(builder, metadata.title);
    for (const line of text.split(LINE_ENDS)) {
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
  const named = highest.some((node) => wordsIn(node) === metadata.title?.replace(/\s/g, '').normalize('NFC'));
  // 工作总结 says less than the front matter does.
  const general = highest.length === 1 && readKind(wordsIn(highest[0]!))?.exact === true;
  if ((highest.length !== 1 || general) && !named) sayTitle(builder, metadata.title);
  const reader = new MarkdownReader(builder, root, tame.source);
  reader.blocks(root.children);
  reader.end();
  return builder.finish();
}

function wordsIn(node: Nodes): string {
  return [...descendants(node)].map((one) => (one.type === 'text' || one.type === 'inlineCode' ? one.value : '')).join('').replace(/\s/g, '').normalize('NFC');
}

function sayTitle(builder: DocumentBuilder, title: string | undefined): void {
  if (!title) return;
  builder.say(title);
  builder.endLine({ heading: 1, centred: true });
}
