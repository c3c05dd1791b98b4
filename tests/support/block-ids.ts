import { descendants } from '../../lib/content/descendants';
import type { AnyNode } from '../../lib/content/nodes/node';
import type { Body } from '../../lib/content/schema';

/** The ids of all blocks of a body, in reading order. */
export function blockIds(body: Body): string[] {
  const all = descendants(body, (_node: AnyNode): _node is AnyNode => true).map(({ node }) => (node.attrs as { id?: string } | undefined)?.id);
  return all.flatMap((id) => id ?? []);
}
