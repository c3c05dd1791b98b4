import { descendants } from './descendants';
import type { Mark } from './marks/registry';
import type { AnyNode } from './nodes/node';

type Linked = AnyNode & { text: string; marks: Mark[] };

const isMarked = (node: AnyNode): node is Linked => node.type === 'text' && 'marks' in node && Array.isArray(node.marks);

/**
 * Every address that a link in these bodies leads to, each once, in reading order: on paper a link is followed by typing
 * what it is numbered with here, from 1. An address that stands in the text itself is left out.
 */
export function addressesOf(bodies: readonly { content: readonly AnyNode[] }[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const body of bodies) {
    for (const { node } of descendants(body, isMarked)) {
      for (const mark of node.marks) {
        if (mark.type !== 'link') continue;
        const { href } = mark.attrs;
        if (!found.has(href) && !node.text.includes(href.replace(/^mailto:/i, ''))) found.set(href, found.size + 1);
      }
    }
  }
  return found;
}

/** The number of a link's address, shown on paper alone; '' for what has none. */
export function addressMark(mark: Mark, addresses: ReadonlyMap<string, number> | undefined): string {
  const number = mark.type === 'link' ? addresses?.get(mark.attrs.href) : undefined;
  // Drawn by the style sheet: it is no word of the text, on screen, in a copy or for a screen reader.
  return number === undefined ? '' : `<span class="address" data-number="${number}"></span>`;
}
