import type { Body } from './schema';
import { inlineText } from './text';
import { isVisible } from './visible';

export interface ContentsEntry {
  /** The block id; the HTML id is this behind the `idPrefix` given to `renderHtml`. */
  id: string;
  level: 2 | 3 | 4;
  number?: string;
  text: string;
}

/**
 * The headings of a body in reading order, flat, as data for a table of contents. A break inside a
 * heading is a space here; blank headings are left out, as in the HTML.
 */
export function tableOfContents(body: Body): ContentsEntry[] {
  return body.content.flatMap((node): ContentsEntry[] => {
    if (node.type !== 'heading' || !isVisible(node)) return [];
    const { id, level, number } = node.attrs;
    const text = inlineText(node.content).replace(/\s*\n\s*/g, ' ').trim();
    return [{ id, level, ...(number ? { number } : {}), text }];
  });
}
