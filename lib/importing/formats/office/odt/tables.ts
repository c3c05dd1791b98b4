import { elements, type XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';

const AROUND = new Set(['table:table-header-rows', 'table:table-rows', 'table:table-row-group', 'table:table-columns', 'text:soft-page-break']);
/** Files repeat an empty cell or row to the edge of the sheet. */
const MOST_REPEATED = 50;

const count = (value: string | undefined) => Math.max(1, Math.trunc(Number(value ?? 1)) || 1);

/** A table (`table:table`) as WordprocessingML has it. @param blocks reads what stands in a cell */
export function readTable(table: XmlElement, maker: PackageMaker, blocks: (cell: XmlElement) => Children): XmlElement {
  /** For each column the cell that goes on from above: how many columns it takes, and how many rows are left of it. */
  const covering = new Map<number, { span: number; left: number }>();
  const rows: XmlElement[] = [];
  const readRow = (row: XmlElement, isHead: boolean): void => {
    const cells: XmlElement[] = [];
    let column = 0;
    for (const cell of elements(row)) {
      const isCovered = cell.name === 'table:covered-table-cell';
      if (!isCovered && cell.name !== 'table:table-cell') continue;
      const repeated = Math.min(MOST_REPEATED, count(cell.attributes['table:number-columns-repeated']));
      for (let time = 0; time < repeated; time++, column++) {
        const above = covering.get(column);
        if (above && above.left > 0) {
          above.left -= 1;
          cells.push(maker.element('w:tc', {}, [maker.element('w:tcPr', {}, [maker.element('w:vMerge'), maker.value('w:gridSpan', above.span)]), ...blocks(cell)]));
        } else if (!isCovered) {
          const [span, height] = [count(cell.attributes['table:number-columns-spanned']), count(cell.attributes['table:number-rows-spanned'])];
          if (height > 1) covering.set(column, { span, left: height - 1 });
          const merge = height > 1 ? [maker.value('w:vMerge', 'restart')] : [];
          cells.push(maker.element('w:tc', {}, [maker.element('w:tcPr', {}, [...merge, maker.value('w:gridSpan', span)]), ...blocks(cell)]));
        }
      }
    }
    rows.push(maker.element('w:tr', {}, [maker.element('w:trPr', {}, isHead ? [maker.value('w:tblHeader', 1)] : []), ...cells]));
  };
  const readRows = (parent: XmlElement, isHead: boolean): void => {
    for (const one of elements(parent)) {
      if (one.name === 'table:table-row') readRow(one, isHead);
      else if (AROUND.has(one.name)) readRows(one, one.name === 'table:table-header-rows');
    }
  };
  readRows(table, false);
  return maker.element('w:tbl', {}, rows);
}
