import type { AnyNode } from './nodes/node';

/** A node in a body, and the way to it from the body. */
interface Placed {
  node: AnyNode;
  path: (string | number)[];
}

/** Every node of a body, in reading order, each before what stands in it. */
export function* descendants({ content = [] }: { content?: readonly AnyNode[] | undefined }, above: (string | number)[] = []): Generator<Placed> {
  for (const [index, node] of content.entries()) {
    const path = [...above, 'content', index];
    yield { node, path };
    yield* descendants(node, path);
  }
}
