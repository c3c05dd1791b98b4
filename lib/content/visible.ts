import type { Body, BodyNode } from './nodes';

/** A character that shows: no space, no control, no invisible format character, no blank that poses as a letter. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Zs}\u115F\u1160\u2800\u3164\uFE00-\uFE0F\uFFA0]/u;

/** Whether a node holds a character that a reader would see, a picture, or a heading's number. Breaks and spaces do not count. */
export function isVisible(node: BodyNode): boolean {
  if (node.type === 'text') return VISIBLE.test(node.text);
  if (node.type === 'hardBreak') return false;
  if (node.type === 'image') return true;
  if (node.type === 'heading' && node.attrs.number) return true;
  const children: BodyNode[] = node.content ?? [];
  return children.some(isVisible);
}

/** Whether a body shows nothing at all: no blocks, or blank paragraphs and empty tables only. */
export function isEmptyBody(body: Body): boolean {
  return !body.content.some(isVisible);
}
