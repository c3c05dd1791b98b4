import { isBlank } from '../platform/characters';
import { descendants } from './descendants';
import type { AnyNode } from './nodes/node';
import type { Body, Image } from './schema';

/** A picture in a body, and the way to it from the body. */
interface Placed {
  image: Image;
  path: (string | number)[];
}

function isImage(node: AnyNode): node is Image {
  return node.type === 'image';
}

/** All pictures of a body, in reading order. */
export function images(body: Body): Placed[] {
  return descendants(body, isImage).map(({ node, path }) => ({ image: node, path }));
}

/** Whether nothing is said of a picture for those who do not see it. */
export function isWithoutWords({ attrs: { alt, decorative } }: Image): boolean {
  return isBlank(alt ?? '') && !decorative;
}
