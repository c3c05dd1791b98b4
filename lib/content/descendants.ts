import type { AnyNode } from './nodes/node';

/** A node in a body, and the way to it from the body. */
interface Placed<N> {
  node: N;
  path: (string | number)[];
}

/** Every node of one kind in a body, in reading order, each before what stands in it. */
export function descendants<N extends AnyNode>(body: { content: readonly AnyNode[] }, isWanted: (node: AnyNode) => node is N): Placed<N>[] {
  const found: Placed<N>[] = [];
  const path: (string | number)[] = [];
  const look = (nodes: readonly AnyNode[]) => {
    for (const [index, node] of nodes.entries()) {
      path.push('content', index);
      if (isWanted(node)) found.push({ node, path: [...path] });
      if (node.content) look(node.content);
      path.length -= 2;
    }
  };
  look(body.content);
  return found;
}
