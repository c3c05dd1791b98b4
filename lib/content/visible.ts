import { definitionOf, type AnyNode, type Registry } from './nodes/node';
import { nodes } from './nodes/registry';

/** Whether a reader would see something of a node: a character, a picture, a heading's number. Breaks and spaces do not count. */
export function isVisible(node: AnyNode, registry: Registry = nodes): boolean {
  return !definitionOf(registry, node.type).isEmpty(node, (child) => !isVisible(child, registry));
}

/** Whether a body shows nothing at all: no blocks, or blank paragraphs and empty tables only. */
export function isEmptyBody(body: { content: readonly AnyNode[] }, registry: Registry = nodes): boolean {
  return !body.content.some((node) => isVisible(node, registry));
}
