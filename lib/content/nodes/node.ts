import type { PhrasingContent, RootContent } from 'mdast';
import type { NodeSchema } from './node-schema';
import type { Footnote } from './schemas';

/** A node of any kind, as the walks over a body see it. */
export interface AnyNode {
  type: string;
  attrs?: object | undefined;
  content?: readonly AnyNode[] | undefined;
}

/** A node before any schema has seen it: every key may be missing or hold anything. */
export type UncheckedNode = Readonly<Record<string, unknown>>;

/** What a node costs by itself, its content left out. */
export interface Size {
  /** Of the limit of blocks. */
  blocks: number;
  /** Of the limit of text, in UTF-16 code units: its own text, and all words in its attributes. */
  characters: number;
}

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

/** What stands around a node while its HTML is written. All strings that come from here are HTML. */
export interface HtmlWriter {
  readonly idPrefix: string;
  readonly labels: HtmlLabels;
  /** What picture files' names stand behind. */
  readonly media: string;
  blocks(nodes: readonly AnyNode[]): string;
  line(nodes: readonly AnyNode[] | undefined): string;
  isEmpty(node: AnyNode): boolean;
  /** Takes a note into the list at the end; the number that it bears. */
  addNote(note: Footnote): number;
}

/** What stands around a node while its plain text is written. */
export interface TextWriter {
  /** A line for each block that shows something. */
  blocks(nodes: readonly AnyNode[]): string;
  line(nodes: readonly AnyNode[] | undefined): string;
}

/** What stands around a node while its Markdown is written, as a tree (mdast). */
export interface MarkdownWriter {
  readonly media: string;
  blocks(nodes: readonly AnyNode[]): RootContent[];
  line(nodes: readonly AnyNode[] | undefined): PhrasingContent[];
  isEmpty(node: AnyNode): boolean;
  addNote(note: Footnote): number;
}

/**
 * Everything that the product knows of one kind of node. `N` is the node as `bodySchema` returns it. All of it is
 * asked for: a node that has nothing to say somewhere says so by one of the answers in defaults.ts.
 */
export interface NodeDefinition<N extends AnyNode> {
  readonly schema: NodeSchema;
  /** The node on a page: all text escaped, no style attributes; '' for what shows nothing. */
  html(node: N, writer: HtmlWriter): string;
  /** Its words without their form, the words in its attributes too; '' for a node that stands elsewhere. */
  text(node: N, writer: TextWriter): string;
  /** The node as Markdown: blocks for a block, phrasing for what stands in a line; its words if Markdown has no form for it. */
  markdown(node: N, writer: MarkdownWriter): RootContent[];
  /** What it costs of the limits, before anything about it is known; must not throw, recurse or trust any key. */
  measure(node: UncheckedNode): Size;
  /** Takes away, in place, what says nothing; unset attributes and empty content are gone by then. */
  tidy(node: N): void;
  /** Whether a reader would see nothing of it. */
  isEmpty(node: N, isEmpty: (child: AnyNode) => boolean): boolean;
}

/** Nodes by their type: those of registry.ts, or more of them. */
export type Registry = Readonly<Record<string, NodeDefinition<AnyNode>>>;

/** @throws Error for a type that the registry lacks, which no body holds that `bodySchema` has returned */
export function definitionOf(registry: Registry, type: string): NodeDefinition<AnyNode> {
  const definition = Object.hasOwn(registry, type) ? registry[type] : undefined;
  if (!definition) throw new Error(`No node is called ${type}`);
  return definition;
}
