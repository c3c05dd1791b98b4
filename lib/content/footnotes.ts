import type { Body, BodyNode, Footnote } from './schema';
import { isVisible } from './visible';

/** Every note with words, in reading order: the place in this list, counted from 1, is the number that is printed. */
export function footnotes(body: Body): Footnote[] {
  const found: Footnote[] = [];
  collect(body.content, found);
  return found;
}

function collect(nodes: readonly BodyNode[], found: Footnote[]): void {
  for (const node of nodes) {
    if (node.type === 'footnote') {
      if (isVisible(node)) found.push(node);
    } else if ('content' in node && node.content) collect(node.content, found);
  }
}
