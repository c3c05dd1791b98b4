/** Whether the bytes begin as a ZIP file does, an empty or split one too. */
export function isZip([p, k, third, fourth]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6) || (third === 7 && fourth === 8));
}
