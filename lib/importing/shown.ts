import { LIMITS } from '../platform/limits';
import type { Span } from '../text/outline/source';
import { wholeTable, type Placed } from './bodies/table-grid';
import type { ImportedDocument, ImportedImage } from './formats/document';

/** A table by where it stands in the text, as a body will have it; words are told by their places. */
export interface ShownTable extends Span {
  caption: Span | null;
  rows: Placed[][];
}

/** A picture by where it stands in the text; `bytes` where the document has it itself. */
export type ShownImage = Span & Pick<ImportedImage, 'alt' | 'caption' | 'name' | 'beside' | 'bytes'>;

/** The tables of a document that become tables, as many as have no more than LIMITS.import.cells together. */
export function shownTables({ blocks }: ImportedDocument): ShownTable[] {
  let left: number = LIMITS.import.cells;
  return blocks.flatMap((block): ShownTable[] => {
    if (block.type !== 'table') return [];
    const rows = wholeTable(block.rows.map(({ cells }) => cells));
    const cells = rows?.reduce((sum, row) => sum + row.length, 0) ?? Infinity;
    if (!rows || cells > left) return [];
    left -= cells;
    const plain = rows.map((row) => row.map(({ lines, header, colspan, rowspan }) => ({ lines, header, colspan, rowspan })));
    return [{ from: block.from, to: block.to, caption: block.caption, rows: plain }];
  });
}

/** The pictures that a document shows, where they stand. */
export function shownImages({ objects, images }: ImportedDocument): ShownImage[] {
  return objects
    .flatMap((one): ShownImage[] => {
      const image = one.type === 'image' ? images[one.image] : undefined;
      if (!image) return [];
      const { alt, caption, name, beside, bytes } = image;
      return [{ from: one.from, to: one.to, alt, name, bytes, ...(caption ? { caption } : {}), ...(beside ? { beside } : {}) }];
    })
    .slice(0, LIMITS.import.pictures);
}
