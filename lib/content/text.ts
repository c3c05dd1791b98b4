import { isBlank } from '../platform/characters';
import { footnotes } from './footnotes';
import { definitionOf, type AnyNode, type Registry, type TextWriter } from './nodes/node';
import { nodes } from './nodes/registry';

function writerOf(registry: Registry): TextWriter {
  const writer: TextWriter = {
    line: (list = []) => list.map((node) => definitionOf(registry, node.type).text(node, writer)).join(''),
    blocks: (list) => list.map((node) => writer.line([node])).filter((text) => !isBlank(text)).join('\n'),
  };
  return writer;
}

/** The words of a line; a break is a line feed. Notes are not part of it. */
export function inlineText(line: readonly AnyNode[] = [], registry: Registry = nodes): string {
  return writerOf(registry).line(line);
}

/**
 * The words of a body without their form, for search, excerpts and comparing: a line for each block,
 * headings with their number, `- ` or `1. ` before list items (nested ones indented), table cells
 * parted by tabs, for a picture its alternative text and its caption. Notes stand behind all else, `[1] ` before each,
 * so that no mark parts the words of a sentence. Blank blocks leave no line. Takes a body that `bodySchema` has returned.
 */
export function toPlainText(body: { content: readonly AnyNode[] }, registry: Registry = nodes): string {
  const writer = writerOf(registry);
  const notes = footnotes(body, registry).map((note, index) => `[${index + 1}] ${writer.line(note.content).replace(/\s*\n\s*/g, ' ')}`);
  return [writer.blocks(body.content), ...notes].filter(Boolean).join('\n');
}
