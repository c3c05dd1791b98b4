import type { Span } from '../../text/outline/source';
import type { BlockSpan, ImportedDocument, TableCell } from '../formats/document';
import type { Repair } from './plan';
import type { Row } from './rows';

/** A text with its corrections put in, and where each of its offsets has gone. */
export interface Repaired {
  text: string;
  /** The place of an offset of the old text; one inside a correction goes to its end. Rises where offsets rise. */
  move(offset: number): number;
}

/** @param repairs inside the text and apart, in any order (`misfits` in plan.ts tells) */
export function repairText(text: string, repairs: readonly Repair[]): Repaired {
  const sorted = [...repairs].sort((a, b) => a.from - b.from);
  const pieces: string[] = [];
  /** For each correction where the old text behind it begins, and how far all behind it has moved. */
  const shifts: number[] = [];
  let at = 0;
  let shift = 0;
  for (const { from, to, text: words } of sorted) {
    pieces.push(text.slice(at, from), words);
    shift += words.length - (to - from);
    shifts.push(shift);
    at = to;
  }
  pieces.push(text.slice(at));
  const move = (offset: number) => {
    let low = 0;
    let high = sorted.length;
    // The corrections that begin before the offset.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.from < offset) low = middle + 1;
      else high = middle;
    }
    const last = sorted[low - 1];
    return last ? Math.max(offset, last.to) + shifts[low - 1]! : offset;
  };
  return { text: pieces.join(''), move };
}

/** A row where its words have gone. */
export function movedRow(row: Row, move: (offset: number) => number): Row {
  const span = ({ from, to }: Span) => ({ from: move(from), to: move(to) });
  const { heading } = row;
  const moved = heading && { ...heading, words: span(heading.words), ...(heading.number ? { number: span(heading.number) } : {}) };
  return { ...row, ...span(row), core: span(row.core), ...(moved ? { heading: moved } : {}) };
}

/** A document with another text: everything that points into the text follows its words. */
export function repairedDocument(document: ImportedDocument, { text, move }: Repaired): ImportedDocument {
  const spans = <S extends Span>(all: readonly S[]): S[] => all.map((one) => ({ ...one, from: move(one.from), to: move(one.to) })).filter(({ from, to }) => to > from);
  const cell = (one: TableCell): TableCell => ({ ...one, lines: spans(one.lines) });
  /** The body prints an item's number from what it counts, so a number that was corrected counts as it reads now. */
  const numberOf = ({ number }: { number: number }, from: number, to: number) => ({ prefix: to - from, number: Number(/[0-9]{1,9}/.exec(text.slice(from, to))?.[0] ?? number) });
  const block = (one: BlockSpan): BlockSpan => {
    const place = { from: move(one.from), to: move(one.to) };
    if (one.type === 'code') return { ...one, ...place };
    if (one.type === 'item') return { ...one, ...place, ...numberOf(one, place.from, move(one.from + one.prefix)), blocks: one.blocks.map(block) };
    if (one.type !== 'table') return { ...one, ...place, blocks: one.blocks.map(block) };
    const rows = one.rows.map(({ at, cells }) => ({ at: at && { from: move(at.from), to: move(at.to) }, cells: cells.map(cell) }));
    return { ...one, ...place, caption: one.caption && { from: move(one.caption.from), to: move(one.caption.to) }, rows };
  };
  return {
    ...document,
    text,
    marks: spans(document.marks),
    styles: spans(document.styles),
    objects: spans(document.objects),
    captions: spans(document.captions.map((one) => ({ ...one, of: one.of === null ? null : move(one.of) }))),
    blocks: document.blocks.map(block),
    notes: document.notes.map((note) => ({ ...note, at: { from: move(note.at.from), to: move(note.at.to) }, lines: spans(note.lines) })),
    losses: document.losses.map((loss) => ({ ...loss, at: loss.at.map(move) })),
  };
}
