import type { XmlElement } from '../docx/xml';
import type { PackageMaker } from './package-maker';

/** Cells of a row that Word itself allows. */
export const MOST_CELLS = 63;

/** The form of a row, as its end says it; of cells beyond `MOST_CELLS` it says nothing. */
export interface RowForm {
  /** Where cells begin and the last one ends, in twentieths of a point. */
  edges: number[];
  cells: { goesOnFromLeft: boolean; goesOnFromAbove: boolean; beginsMerge: boolean }[];
  isHead: boolean;
}

/** Edges that lie so near to one another, in twentieths of a point, are one: rows that people drag differ by little. */
const NEAR = 30;
/** A row that begins so much further right than its table leaves cells out. */
const INDENTED = 200;

/** Tables in tables beyond this are read as if they stood in the last one. */
const DEEPEST = 20;

interface Row {
  cells: XmlElement[][];
  form: RowForm;
}

/** A table while its paragraphs come in: they say where a cell and a row end. */
class OpenTable {
  private blocks: XmlElement[] = [];
  private cells: XmlElement[][] = [];
  private readonly rows: Row[] = [];

  constructor(private readonly maker: PackageMaker) {}

  add(block: XmlElement): void {
    this.blocks.push(block);
  }

  endCell(): void {
    this.cells.push(this.blocks);
    this.blocks = [];
  }

  endRow(form: RowForm): void {
    if (this.blocks.length > 0) this.endCell();
    this.rows.push({ cells: this.cells, form });
    this.cells = [];
  }

  /** The table as an element. A row whose end has been lost ends here. */
  finish(): XmlElement {
    if (this.blocks.length > 0 || this.cells.length > 0) this.endRow({ edges: [], cells: [], isHead: false });
    const columns = gridOf(this.rows);
    return this.maker.element('w:tbl', {}, this.rows.map((row) => this.row(row, columns)));
  }

  private row({ cells, form }: Row, columns: readonly number[]): XmlElement {
    const { maker } = this;
    const columnOf = (edge: number | undefined) => (edge === undefined ? -1 : column(columns, edge));
    const properties = form.isHead ? [maker.value('w:tblHeader', 1)] : [];
    const [left] = form.edges;
    if (left !== undefined && left - columns[0]! > INDENTED) properties.push(maker.value('w:gridBefore', columnOf(left)));
    const read: { element: XmlElement; span: number }[] = [];
    cells.forEach((blocks, index) => {
      const span = Math.max(1, columnOf(form.edges[index + 1]) - columnOf(form.edges[index]));
      const merge = form.cells[index];
      const before = read.at(-1);
      if (merge?.goesOnFromLeft && before) {
        before.span += span;
        before.element.children.push(...blocks);
        return;
      }
      const tcPr = merge?.goesOnFromAbove ? [maker.element('w:vMerge')] : merge?.beginsMerge ? [maker.value('w:vMerge', 'restart')] : [];
      read.push({ span, element: maker.element('w:tc', {}, [maker.element('w:tcPr', {}, tcPr), ...blocks]) });
    });
    for (const { element, span } of read) (element.children[0] as XmlElement).children.push(maker.value('w:gridSpan', span));
    return maker.element('w:tr', {}, [maker.element('w:trPr', {}, properties), ...read.map(({ element }) => element)]);
  }
}

/** Where columns begin, over all rows. */
function gridOf(rows: readonly Row[]): number[] {
  const columns: number[] = [];
  const edges = new Set<number>();
  for (const { form } of rows) for (const edge of form.edges) edges.add(edge);
  for (const edge of [...edges].sort((a, b) => a - b)) if (columns.length === 0 || edge - columns.at(-1)! > NEAR) columns.push(edge);
  return columns;
}

/** The column that begins at an edge: the last one that does not begin behind it. */
function column(columns: readonly number[], edge: number): number {
  let low = 0;
  let high = columns.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (columns[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The tables that are open where a story is, one in the other. Files say of each paragraph how deep it stands. */
export class OpenTables {
  private readonly tables: OpenTable[] = [];

  constructor(private readonly maker: PackageMaker) {}

  /** Opens and closes tables until so many are open. @returns the outermost one, where it ended */
  to(depth: number): XmlElement | null {
    let ended: XmlElement | null = null;
    while (this.tables.length > depth) {
      ended = this.tables.pop()!.finish();
      const around = this.tables.at(-1);
      if (around) around.add(ended);
    }
    const whole = this.tables.length === 0 ? ended : null;
    while (this.tables.length < Math.min(depth, DEEPEST)) this.tables.push(new OpenTable(this.maker));
    return whole;
  }

  /** The innermost. */
  get innermost(): OpenTable | undefined {
    return this.tables.at(-1);
  }
}
