import fc from 'fast-check';
import { paragraph } from '@/lib/content/build';
import type { AnyNode } from '@/lib/content/nodes/node';
import type { Block, Body } from '@/lib/content/schema';

/** One thing that somebody does to a body; `at` and `to` are taken modulo what is there. */
export interface Edit {
  kind: 'write' | 'insert' | 'remove' | 'move' | 'removeItem';
  at: number;
  to: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('write' as const, 'write' as const, 'insert' as const, 'remove' as const, 'move' as const, 'removeItem' as const),
  at: fc.nat(99),
  to: fc.nat(99),
});

/** What one person does. */
export const edits = fc.array(edit, { maxLength: 6 });

/**
 * The body after these edits, a copy. Whatever is written has a word of its own: `who`, the number of the edit and a sign that no text has.
 */
export function edited(body: Body, list: readonly Edit[], who: string): Body {
  const copy = structuredClone(body);
  for (const [number, { kind, at, to }] of list.entries()) {
    const blocks = copy.content;
    const word = `⟦${who}${number}⟧`;
    const index = blocks.length === 0 ? 0 : at % blocks.length;
    if (kind === 'insert') blocks.splice(blocks.length === 0 ? 0 : at % (blocks.length + 1), 0, paragraph(word, `${who}${number}`));
    else if (blocks.length === 0) continue;
    else if (kind === 'remove') blocks.splice(index, 1);
    else if (kind === 'move') blocks.splice(to % blocks.length, 0, ...blocks.splice(index, 1));
    else if (kind === 'write') write(blocks[index]!, to, word);
    else removeItem(blocks[index]!, to);
  }
  return copy;
}

/** Puts a word at the end of one of the lines in a block. */
function write(block: Block, which: number, word: string): void {
  const lines = linesOf(block);
  const line = lines[which % Math.max(1, lines.length)];
  if (line) Object.assign(line, { content: [...(line.content ?? []), { type: 'text', text: word }] });
}

function linesOf(node: AnyNode): AnyNode[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [node];
  return (node.content ?? []).flatMap(linesOf);
}

function removeItem(block: Block, which: number): void {
  if ((block.type === 'bulletList' || block.type === 'orderedList') && block.content.length > 1) block.content.splice(which % block.content.length, 1);
}

/** The words that edits have left in a body, or in a part of it. */
export function wordsIn(part: unknown): string[] {
  return JSON.stringify(part ?? null).match(/⟦\w+⟧/g) ?? [];
}
