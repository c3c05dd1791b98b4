import type { TableCell } from '../schemas';
import { wordsOf } from './words';

/** An amount: a sign or a currency, digits, a unit or a word for one. A year or a day is a name, not an amount. */
const AMOUNT = /^[+\-−–±≈约<>≤≥]?[¥￥$€]?\d[\d,，]*(?:\.\d+)?\s?(?:[%％‰℃°]|(?![年月日号时点])\p{Script=Han}{1,3}|[a-z㎡²]{1,3})?$/iu;
/** What stands in a cell that has no amount to tell. */
const NOTHING = /^[-—–－/／…·*]*$/u;

/**
 * Which columns hold amounts, which are read from their last digit: more than half of what stands there is one.
 * The first column names the rows, also where it does so by numbers.
 * @param grid see gridOf
 */
export function numericColumns(grid: readonly (readonly (TableCell | null)[])[]): boolean[] {
  return (grid[0] ?? []).map((_cell, column) => {
    if (column === 0) return false;
    const cells = grid.flatMap((row) => row[column] ?? []).filter(({ type, attrs }) => type === 'tableCell' && (attrs?.colspan ?? 1) === 1);
    const told = cells.map((cell) => wordsOf(cell).trim()).filter((words) => !NOTHING.test(words));
    return told.filter((words) => AMOUNT.test(words)).length * 2 > told.length;
  });
}
