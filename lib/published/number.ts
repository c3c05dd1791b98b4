/** The public number in an address; null for anything that is not written the one way a number is. */
export function parseNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
