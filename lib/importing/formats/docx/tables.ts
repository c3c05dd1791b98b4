import type { Span } from '../../../text/outline/source';
import type { DocumentBuilder } from '../builder';
import type { TableCell } from '../document';
import { formPairs, isHeadingBy, pageCells, wordsOf } from './forms';
import { deletedText, isDeletedRow, isHeadRow, isUnfilled, chosen } from './runs';
import type { Styles } from './styles';
import { child, childValue, elements, type XmlElement } from './xml';

/** What a table needs of the story that it stands in. */
interface Around {
  readonly context: { readonly builder: DocumentBuilder; readonly styles: Styles };
  block(element: XmlElement): void;
  closeLists(): void;
  cell(blocks: XmlElement[]): Span[];
}

/** More columns than that are a mistake of the file. */
const MOST_COLUMNS = 1_000;

/** Rows or cells, also those in content controls and tracked insertions around them. */
function* within(element: XmlElement, name: string): Generator<XmlElement> {
  for (const one of elements(element)) {
    if (one.name === name) yield one;
    // A cell whose control nobody has filled in is empty.
    else if (one.name === 'w:sdt' && isUnfilled(one)) for (const cell of within({ ...one, children: elements(child(one, 'w:sdtContent')) }, name)) yield emptied(cell);
    else if (['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo'].includes(one.name)) yield* within(one, name);
    else if (one.name === 'mc:AlternateContent') for (const branch of chosen(one)) yield* within({ ...element, children: [branch] }, name);
  }
}

function emptied(element: XmlElement): XmlElement {
  return { ...element, children: elements(element).filter(({ name }) => name !== 'w:p').map((one) => (one.name === 'w:tc' ? emptied(one) : one)) };
}

const count = (value: string | undefined) => Math.min(MOST_COLUMNS, Math.max(0, Math.trunc(Number(value ?? 0)) || 0));

/** A vertical merge: begins here, goes on from above, or none. */
function verticalMerge(properties: XmlElement | undefined): 'begin' | 'go on' | null {
  const merge = child(properties, 'w:vMerge');
  if (!merge) return null;
  return merge.attributes['w:val'] === 'restart' ? 'begin' : 'go on';
}

/** The cells of a table that only draws a frame around its text, as covers and boxes do: one column. */
function frame(rows: XmlElement[]): XmlElement[] | null {
  const cells = rows.map((row) => [...within(row, 'w:tc')]);
  return cells.every((row) => row.length === 1) ? cells.flat() : null;
}

/**
 * Reads a table: a line a row, its cells parted by tabs. Cells merged from above are not there, the cell that covers
 * them says how many rows it takes. A table in a cell becomes words of that cell. What only draws a frame around text, and
 * a form with a case in one of its cells, are read as that text.
 */
export function readTable(table: XmlElement, story: Around, nested: boolean): void {
  const { builder } = story.context;
  const rows = [...within(table, 'w:tr')].filter((row) => {
    const isDeleted = isDeletedRow(row);
    if (isDeleted) builder.loss('deleted_text', deletedText(row));
    return !isDeleted;
  });
  const framed = nested ? null : frame(rows);
  if (framed) {
    framed.forEach((cell) => elements(cell).forEach((one) => story.block(one)));
    return story.closeLists();
  }
  if (nested) {
    builder.loss('nested_table');
    for (const row of rows) for (const cell of within(row, 'w:tc')) elements(cell).forEach((one) => story.block(one));
    return;
  }
  readParts(rows, story);
}

/** The rows of a table; a cell that is a page parts it, and the rows above that are lines of a form. */
function readParts(rows: readonly XmlElement[], story: Around): void {
  const isHeading = isHeadingBy((style) => story.context.styles.paragraph(style).outlineLevel);
  const pages = rows.map((row) => pageCells([...within(row, 'w:tc')], isHeading));
  const first = pages.findIndex((cells) => cells !== null);
  const before = first < 0 ? [] : rows.slice(0, first).map((row) => formPairs([...within(row, 'w:tc')]));
  let table: XmlElement[] = [];
  const end = () => {
    if (table.length > 0) readRows(table, story);
    table = [];
  };
  rows.forEach((row, index) => {
    const page = pages[index];
    const pairs = before[index];
    if (!page && !pairs) return void table.push(row);
    end();
    for (const cell of page ?? []) for (const one of elements(cell)) story.block(one);
    for (const [label, value] of pairs ?? []) readFormLine(label, value, story);
    story.closeLists();
  });
  end();
}

/** 案例名称：…: label and value in one line, as forms say it that are no tables. */
function readFormLine(label: XmlElement, value: XmlElement, story: Around): void {
  const { builder } = story.context;
  const from = builder.position;
  story.cell(elements(label));
  if (builder.position > from && !/[:：]\s*$/.test(wordsOf(label))) builder.say('：');
  story.cell(elements(value));
  builder.endLine();
}

function readRows(rows: readonly XmlElement[], story: Around): void {
  const { builder } = story.context;
  const read: { at: Span | null; cells: TableCell[] }[] = [];
  builder.openBlock({ type: 'table', caption: null, rows: read });
  /** For each column the cell that a merge could go on from. */
  let above: (TableCell | undefined)[] = [];
  for (const row of rows) {
    const cells: TableCell[] = [];
    const header = isHeadRow(row);
    const below: (TableCell | undefined)[] = [];
    let column = count(childValue(child(row, 'w:trPr'), 'w:gridBefore'));
    if (column > 0) cells.push({ lines: [], colspan: column, rowspan: 1, header });
    for (const element of within(row, 'w:tc')) {
      const properties = child(element, 'w:tcPr');
      if (child(properties, 'w:cellDel')) {
        builder.loss('deleted_text', deletedText(element));
        continue;
      }
      const colspan = Math.max(1, count(childValue(properties, 'w:gridSpan')));
      const merge = verticalMerge(properties);
      const covering = merge === 'go on' && above[column]?.colspan === colspan ? above[column] : undefined;
      if (column > 0) builder.say('\t');
      if (covering) {
        covering.rowspan += 1;
        // What a covered cell holds is not printed, but it is somebody's text.
        covering.lines.push(...story.cell(elements(element)));
      } else cells.push({ lines: story.cell(elements(element)), colspan, rowspan: 1, header });
      const cell = covering ?? cells.at(-1);
      for (let i = 0; i < colspan && column < MOST_COLUMNS; i++) below[column++] = cell;
    }
    above = below;
    builder.endRow(read, cells);
  }
  builder.closeBlock();
}
