import type { Children, PackageMaker } from '../package-maker';
import { MOST_CELLS, type RowForm } from '../open-table';
import { sprms, type Sprm } from './sprms';

/** What a paragraph's modifications say of it (MS-DOC 2.6.2 and 2.6.3). */
export interface ParagraphForm {
  style?: number;
  outlineLevel?: number;
  centred?: boolean;
  listLevel?: number;
  list?: number;
  /** In how many tables it stands, one in the other. */
  depth: number;
  /** Whether it is the end of a row, and holds no text. */
  isRowEnd: boolean;
  /** Whether it ends a cell of a table in a table; in an outer one a character says so. */
  endsInnerCell: boolean;
  row: RowForm;
}

/** Characters of a kind, and what stands at the places of special ones (MS-DOC 2.6.1). */
export interface CharacterForm {
  /** What a run's properties say, as elements. */
  properties: Children;
  isSpecial: boolean;
  isDeleted: boolean;
  isBold: boolean | undefined;
  /** Whether the place of a picture is that of data of a form. */
  isData: boolean;
  picture?: number;
  symbol?: { font: number; code: number };
}

const HUGE = new Set([0x6646, 0x646b]);
/** Words' numbers of lists beyond this one say that there is none. */
const MOST_LISTS = 0x7fe;

/** The modifications of a paragraph; where one of them says that there are more in another stream, those. */
function* paragraphSprms(list: Buffer, data: Buffer | null): Generator<Sprm> {
  for (const sprm of sprms(list)) {
    if (!HUGE.has(sprm.code)) {
      yield sprm;
      continue;
    }
    const at = sprm.operand.readUInt32LE(0);
    if (data && at + 2 <= data.length) yield* sprms(data.subarray(at + 2, at + 2 + data.readUInt16LE(at)));
  }
}

/** @param data the stream of large data, where the file has one */
export function paragraphForm(lists: readonly Buffer[], data: Buffer | null): ParagraphForm {
  const form: ParagraphForm = { depth: 0, isRowEnd: false, endsInnerCell: false, row: { edges: [], cells: [], isHead: false } };
  let inTable = false;
  for (const list of lists) {
    for (const { code, operand } of paragraphSprms(list, data)) {
      const byte = operand[0] ?? 0;
      if (code === 0x4600) form.style = operand.readUInt16LE(0);
      else if (code === 0x2640) form.outlineLevel = byte;
      else if (code === 0x2403 || code === 0x2461) form.centred = byte === 1;
      else if (code === 0x260a) form.listLevel = byte;
      else if (code === 0x460b) form.list = operand.readUInt16LE(0) > MOST_LISTS ? 0 : operand.readUInt16LE(0);
      else if (code === 0x2416) inTable = byte !== 0;
      else if (code === 0x2417 || code === 0x244c) form.isRowEnd = byte !== 0;
      else if (code === 0x244b) form.endsInnerCell = byte !== 0;
      else if (code === 0x6649) form.depth = Math.max(0, operand.readInt32LE(0));
      else if (code === 0x3404) form.row.isHead = byte !== 0;
      else if (code === 0xd608) readCells(operand, form.row);
    }
  }
  if (inTable && form.depth === 0) form.depth = 1;
  return form;
}

/** The cells of a row (TDefTableOperand): their edges, and what they are merged with. */
function readCells(operand: Buffer, row: RowForm): void {
  const count = Math.min(operand[0] ?? 0, MOST_CELLS);
  row.edges = [];
  row.cells = [];
  for (let index = 0; index <= count && 3 + 2 * index <= operand.length; index++) row.edges.push(operand.readInt16LE(1 + 2 * index));
  const cells = 1 + 2 * (count + 1);
  for (let index = 0; index < count; index++) {
    const at = cells + 20 * index;
    const flags = at + 2 <= operand.length ? operand.readUInt16LE(at) : 0;
    row.cells.push({ goesOnFromLeft: (flags & 2) !== 0, goesOnFromAbove: (flags & 0x60) === 0x20, beginsMerge: (flags & 0x40) !== 0 });
  }
}

/** The properties of a paragraph as elements, without those of its place in a table. */
export function paragraphProperties(maker: PackageMaker, { outlineLevel, centred, list, listLevel }: ParagraphForm): Children {
  const properties: Children = [];
  if (outlineLevel !== undefined) properties.push(maker.value('w:outlineLvl', outlineLevel));
  if (centred !== undefined) properties.push(maker.value('w:jc', centred ? 'center' : 'left'));
  if (list !== undefined || listLevel !== undefined) {
    const numbering: Children = [];
    if (listLevel !== undefined) numbering.push(maker.value('w:ilvl', listLevel));
    if (list !== undefined) numbering.push(maker.value('w:numId', list));
    properties.push(maker.element('w:numPr', {}, numbering));
  }
  return properties;
}

const TOGGLES: Record<number, string> = { 0x0835: 'w:b', 0x0836: 'w:i', 0x0837: 'w:strike', 0x2a53: 'w:dstrike', 0x083c: 'w:vanish' };
const RAISED = ['baseline', 'superscript', 'subscript'];

/**
 * @param fonts the names of typefaces by their numbers
 * @param isBold whether the paragraph's style is bold: a run may say that it is what its style is not
 */
export function characterForm(maker: PackageMaker, lists: readonly Buffer[], fonts: readonly string[], isBold: boolean): CharacterForm {
  const form: CharacterForm = { properties: [], isSpecial: false, isDeleted: false, isBold: undefined, isData: false };
  const faces: Record<string, string> = {};
  for (const list of lists) {
    for (const { code, operand } of sprms(list)) {
      const byte = operand[0] ?? 0;
      const toggle = TOGGLES[code];
      if (toggle) {
        if (byte === 0x80) continue;
        const isOn = byte === 0x81 ? !(toggle === 'w:b' && isBold) : byte !== 0;
        if (toggle === 'w:b') form.isBold = isOn;
        form.properties.push(maker.value(toggle, isOn ? 1 : 0));
      } else if (code === 0x4a30) form.properties.push(maker.value('w:rStyle', styleId(operand.readUInt16LE(0))));
      else if (code === 0x4a43) form.properties.push(maker.value('w:sz', operand.readUInt16LE(0)));
      else if (code === 0x2a48) form.properties.push(maker.value('w:vertAlign', RAISED[byte] ?? 'baseline'));
      else if (code === 0x4a4f) faces['w:ascii'] = fonts[operand.readUInt16LE(0)] ?? '';
      else if (code === 0x4a50) faces['w:eastAsia'] = fonts[operand.readUInt16LE(0)] ?? '';
      else if (code === 0x0855) form.isSpecial = byte !== 0;
      else if (code === 0x0800) form.isDeleted = byte !== 0;
      else if (code === 0x0806) form.isData = byte !== 0;
      else if (code === 0x6a03) form.picture = operand.readUInt32LE(0);
      else if (code === 0x6a09) form.symbol = { font: operand.readUInt16LE(0), code: operand.readUInt16LE(2) };
    }
  }
  if (Object.keys(faces).length > 0) form.properties.push(maker.element('w:rFonts', faces));
  return form;
}

/** The name of a style by its number. */
export const styleId = (number: number): string => `s${number}`;
