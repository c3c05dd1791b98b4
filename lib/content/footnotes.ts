import { descendants } from './descendants';
import type { AnyNode, Registry } from './nodes/node';
import { nodes } from './nodes/registry';
import type { Footnote } from './nodes/schemas';
import { isVisible } from './visible';

function isFootnote(node: AnyNode): node is Footnote {
  return node.type === 'footnote';
}

/** Every note with words, in reading order: the place in this list, counted from 1, is the number that is printed. */
export function footnotes(body: { content: readonly AnyNode[] }, registry: Registry = nodes): Footnote[] {
  return descendants(body, isFootnote).flatMap(({ node }) => (isVisible(node, registry) ? [node] : []));
}
