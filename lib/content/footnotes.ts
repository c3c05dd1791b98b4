import { descendants } from './descendants';
import type { AnyNode, Registry } from './nodes/node';
import { nodes } from './nodes/registry';
import type { Footnote } from './nodes/schemas';
import { isVisible } from './visible';

function isFootnote(node: AnyNode): node is Footnote {
  return node.type === 'footnote';
}

/** Every note with words, in reading order: the place in this list is the order of the numbers that are printed. */
export function footnotes(body: { content: readonly AnyNode[] }, registry: Registry = nodes): Footnote[] {
  return descendants(body, isFootnote).flatMap(({ node }) => (isVisible(node, registry) ? [node] : []));
}

/** The number of the first note of each body, where notes are counted through all of them, from 1. */
export function firstNotes(bodies: readonly { content: readonly AnyNode[] }[]): number[] {
  let next = 1;
  return bodies.map((body) => {
    const first = next;
    next += footnotes(body).length;
    return first;
  });
}
