import type { Block } from '../../content/schema';
import { inlineText } from '../../content/text';
import { isBlank } from '../../platform/characters';
import { LIMITS } from '../../platform/limits';

/**
 * Captions that stand beside what they speak of become its own; one that is more than plain words, or too long, stays a paragraph.
 * @param captionOf of a paragraph that is a caption, where what it speaks of begins in the text
 * @param placeOf where a picture or table begins in the text
 */
export function withOwnCaptions(blocks: Block[], captionOf: (block: Block) => number | undefined, placeOf: (block: Block) => number | undefined): Block[] {
  const placed = new Set<Block>();
  for (const [index, block] of blocks.entries()) {
    const of = captionOf(block);
    const thing = of === undefined ? undefined : [blocks[index - 1], blocks[index + 1]].find((one) => one && placeOf(one) === of);
    if (thing && setCaption(thing, block)) placed.add(block);
  }
  return placed.size > 0 ? blocks.filter((one) => !placed.has(one)) : blocks;
}

/** Gives a picture or a table its caption; false where it has one, or where not all of the paragraph's words would be kept. */
export function setCaption(thing: Block, caption: Block): boolean {
  if (caption.type !== 'paragraph') return false;
  const { content = [] } = caption;
  if ((thing.type !== 'image' && thing.type !== 'table') || thing.attrs.caption) return false;
  if (content.some((node) => node.type !== 'text' || node.marks?.some(({ type }) => type === 'link'))) return false;
  const words = inlineText(content).replace(/\s+/g, ' ').trim();
  if (isBlank(words) || words.length > (thing.type === 'image' ? LIMITS.picture.caption : LIMITS.title)) return false;
  thing.attrs.caption = words;
  return true;
}
