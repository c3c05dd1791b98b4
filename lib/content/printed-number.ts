const CHINESE = /^[〇零一二三四五六七八九十百]+$/;
const DIGITS = /^\d{1,3}$/;
const CLOSED = /[、。．：）】〕》]$/;

/**
 * A heading's original number, kept as data without its separator, as it is printed before the heading:
 * 一 is “一、”, 1 is “1. ”, （一） stays and 2.1 gets a space.
 */
export function printedNumber(number: string): string {
  if (number === '') return '';
  if (CHINESE.test(number)) return `${number}、`;
  if (DIGITS.test(number)) return `${number}. `;
  return CLOSED.test(number) ? number : `${number} `;
}
