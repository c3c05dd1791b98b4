import type { AnyNode } from '../node';

/** The words of a cell without its notes. */
export function wordsOf(node: AnyNode): string {
  if (node.type === 'footnote') return '';
  if ('text' in node) return String(node.text);
  return (node.content ?? []).map(wordsOf).join('');
}
