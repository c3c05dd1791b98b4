import type { Definition, Nodes, Root } from 'mdast';

/** What Markdown can say and a body cannot, or what had to be changed on the way. */
export type MarkdownFindingCode =
  | 'image'
  | 'html'
  | 'code'
  | 'footnote'
  | 'strikethrough'
  | 'task'
  | 'thematic_break'
  | 'definition'
  | 'link_title'
  | 'bad_link'
  | 'heading_level'
  | 'heading_too_long'
  | 'nested_block'
  | 'too_many_columns'
  | 'too_deep'
  | 'too_long'
  | 'unstorable_text';

/** What went otherwise than written, and in which line (from 1) of the source. */
export type MarkdownFinding = `${MarkdownFindingCode}:${number}`;

/** What a conversion carries along: its findings, and the link definitions, which may stand anywhere in the text. */
export interface MarkdownContext {
  source: string;
  note: (code: MarkdownFindingCode, node: Nodes) => void;
  definitions: ReadonlyMap<string, Definition>;
  used: Set<string>;
}

/** All nodes below a node, in reading order; a loop, since inline marks may nest thousands deep. */
export function* descendants(node: Nodes): Generator<Nodes> {
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if ('children' in next) stack.push(...[...next.children].reverse());
  }
}

/** The context of a parsed document: `findings` fills while blocks are converted. */
export function contextOf(root: Root, source: string, findings: Set<MarkdownFinding>): MarkdownContext {
  const definitions = new Map<string, Definition>();
  const note: MarkdownContext['note'] = (code, node) => findings.add(`${code}:${node.position?.start.line ?? 1}`);
  for (const node of descendants(root)) {
    if (node.type !== 'definition') continue;
    // The first definition of a label holds, as in CommonMark.
    if (definitions.has(node.identifier)) note('definition', node);
    else definitions.set(node.identifier, node);
  }
  return { source, definitions, used: new Set(), note };
}
