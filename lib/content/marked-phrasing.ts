import type { PhrasingContent } from 'mdast';
import type { AnyNode } from './nodes/node';
import { isSameMark, markDefinition, type Mark } from './marks/registry';

type MarkedNode = AnyNode & { marks?: Mark[]; text?: string };

/** A piece of a line: phrasing that bears marks, or white space and breaks, which bear those of both neighbours. */
interface Piece {
  phrasing: PhrasingContent[];
  marks: Mark[];
  isSpace: boolean;
}

function common(one: readonly Mark[] = [], other: readonly Mark[] = []): Mark[] {
  const end = one.findIndex((mark, index) => !isSameMark(mark, other[index]));
  return one.slice(0, end === -1 ? one.length : end);
}

function isWordy({ isSpace }: Piece): boolean {
  return !isSpace;
}

/** A node in up to three pieces: emphasis in Markdown must not begin or end with white space. */
function piecesOf(node: MarkedNode, phrasingOf: (node: AnyNode) => PhrasingContent[]): Piece[] {
  const { marks = [], text } = node;
  if (text === undefined || marks.length === 0) return [{ phrasing: phrasingOf(node), marks, isSpace: text === undefined ? node.type === 'hardBreak' : text.trim() === '' }];
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return [before, words, after].flatMap((part, index) => (part ? [{ phrasing: phrasingOf({ ...node, text: part } as AnyNode), marks, isSpace: index !== 1 }] : []));
}

/**
 * A line with its marks as Markdown: words that share a mark stand in one link, or one emphasis, together.
 * @param phrasingOf a node of the line, its marks left out
 */
export function markedPhrasing(line: readonly AnyNode[], phrasingOf: (node: AnyNode) => PhrasingContent[]): PhrasingContent[] {
  const all = line.flatMap((node) => piecesOf(node, phrasingOf)).filter(({ phrasing }) => phrasing.length > 0);
  // At the end of a line Markdown has no break, and white space says nothing at either.
  const pieces = all.slice(all.findIndex(isWordy), all.findLastIndex(isWordy) + 1);
  const wordy = (from: number, step: 1 | -1) => {
    for (let at = from + step; pieces[at]; at += step) if (!pieces[at]!.isSpace) return pieces[at]!.marks;
    return [];
  };
  return nested(pieces.map((piece, index) => (piece.isSpace ? { ...piece, marks: common(wordy(index, -1), wordy(index, 1)) } : piece)), 0);
}

/** The pieces inside the first `depth` marks that all of them share. */
function nested(pieces: readonly Piece[], depth: number): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { marks, phrasing } = pieces[at]!;
    const mark = marks[depth];
    let end = at + 1;
    if (!mark) result.push(...phrasing);
    else {
      while (end < pieces.length && isSameMark(mark, pieces[end]!.marks[depth])) end += 1;
      result.push(markDefinition(mark).markdown(mark, nested(pieces.slice(at, end), depth + 1)));
    }
    at = end;
  }
  return result;
}
