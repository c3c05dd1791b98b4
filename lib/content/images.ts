import type { Body, BodyNode, Image } from './schema';

/** A picture in a body, and the way to it from the body. */
interface Placed {
  image: Image;
  path: (string | number)[];
}

/** All pictures of a body, in reading order. */
export function images(body: Body): Placed[] {
  const found: Placed[] = [];
  collect(body.content, [], found);
  return found;
}

function collect(nodes: readonly BodyNode[], path: (string | number)[], found: Placed[]): void {
  for (const [index, node] of nodes.entries()) {
    const here = [...path, 'content', index];
    if (node.type === 'image') found.push({ image: node, path: here });
    else if ('content' in node && node.content) collect(node.content, here, found);
  }
}

/** Whether nothing is said of a picture for those who do not see it. */
export function isWithoutWords({ attrs: { alt, decorative } }: Image): boolean {
  return !alt && !decorative;
}
