import type { Block, Body } from '@/lib/content/schema';
import { keepIds } from './keep-ids';
import { readBlocks, type Kept } from './text-read';
import { alternates, keyOf, placeholder, writeBlock } from './text-write';

const NOTHING: Kept = new Map();
const context = (kept: Kept) => ({ top: true, level: 0, kept });

/** A block's text, if reading it gives the block back. */
function faithful(block: Block, other: boolean): string | null {
  const text = writeBlock(block, other);
  if (text === null) return null;
  const read = readBlocks(text.split('\n'), context(NOTHING));
  return read.length === 1 && keyOf(read[0]!) === keyOf(block) ? text : null;
}

/** A list that is written as a placeholder parts its neighbours, and so on: decided block by block. */
function written(blocks: readonly Block[]): { text: string; kept: Block[] } {
  const others = alternates(blocks);
  const kept: Block[] = [];
  const texts = blocks.map((block, index) => {
    const text = faithful(block, others[index]!);
    if (text === null) kept.push(block);
    return text ?? placeholder(block);
  });
  return { text: texts.join('\n\n'), kept };
}

/**
 * A body as the text that an author edits: paragraphs parted by blank lines, `## ` to `#### ` headings (`{一、}` is
 * their number), `- ` and `1. ` lists nested by two spaces, `> ` quotes, **bold**, *italic*, [text](address) and
 * `| a | b |` tables. Nothing is simplified: a block that this form cannot hold (merged cells, say) becomes one line
 * `{{id first words}}`, which `textToBody` puts the untouched block back for.
 */
export function bodyToText(body: Body): string {
  return written(body.content).text;
}

/** The blocks of a body that its text only names. */
export function keptBlocks(body: Body): Block[] {
  return written(body.content).kept;
}

/**
 * The body that a text says. Blocks keep the ids they have in `previous` where they are the same or stand in the
 * same place. Soft breaks (Word's VT, a page's FF) are line breaks. Takes any text and never throws; limits are the schema's to check.
 * @param others blocks of other bodies that a placeholder may name, since lines are carried from section to section
 */
export function textToBody(text: string, previous: Body, others: Kept = NOTHING): Body {
  const kept = new Map([...others, ...previous.content.map((block) => [block.attrs.id, block] as const)]);
  const blocks = readBlocks(text.replace(/\r\n?|[\v\f]/g, '\n').split('\n'), context(kept));
  return { type: 'doc', schemaVersion: previous.schemaVersion, content: keepIds(previous.content, blocks) };
}
