/** Numbers that a list of the body prints itself: 1. 2) （3） 4、. All other numbers (一、 ① a) 1.1 第一条) stay words. */
const COUNTED = /^[(（]?([0-9０-９]{1,9})[.．)）、]?$/;

/** The number of a list's item by its rendered label; null where a list cannot say it again. */
export function countedNumber(label: string): number | null {
  const digits = COUNTED.exec(label.trim())?.[1];
  return digits === undefined ? null : Number(digits.normalize('NFKC'));
}
