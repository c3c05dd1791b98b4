import { isBlank } from '../../platform/characters';
import { attributeWords } from './attributes';
import type { AnyNode, Size, UncheckedNode } from './node';

/** How many characters words in attributes count; an empty text counts as one, so that millions of them are refused too. */
function wordsLength(attrs: unknown, but?: readonly string[]): number {
  return attributeWords(attrs, but).reduce((sum, text) => sum + Math.max(1, text.length), 0);
}

/** What most nodes answer to `measure`: one block, and every text in its attributes but ids. */
export function block({ attrs }: UncheckedNode): Size {
  return { blocks: 1, characters: wordsLength(attrs) };
}

/** As `block`, where the texts under some keys are no words, as the hash of a file is none. */
export function blockBut(...keys: string[]): (node: UncheckedNode) => Size {
  return ({ attrs }) => ({ blocks: 1, characters: wordsLength(attrs, keys) });
}

/** What a node in a line answers that is no block: its own text and its marks. */
export function inLine({ text, marks }: UncheckedNode): Size {
  const own = typeof text === 'string' ? Math.max(1, text.length) : 1;
  return { blocks: 0, characters: own + (Array.isArray(marks) ? marks.reduce<number>((sum, mark: unknown) => sum + markLength(mark), 0) : 0) };
}

function markLength(mark: unknown): number {
  return typeof mark === 'object' && mark !== null && 'attrs' in mark ? wordsLength(mark.attrs) : 0;
}

/** What a node answers to `tidy` that has nothing of its own that could say nothing. */
export function nothingToTidy(): void {}

/** What most nodes answer to `isEmpty`: nothing in the content shows, and no words in the attributes do. */
export function withoutWords({ attrs, content }: AnyNode, isEmpty: (child: AnyNode) => boolean): boolean {
  return (content?.every(isEmpty) ?? true) && attributeWords(attrs).every(isBlank);
}
