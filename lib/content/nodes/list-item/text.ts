/** The first line of an item stands behind its marker, all others under its words. */
export function markedText(marker: string, words: string): string {
  return marker + words.replaceAll('\n', `\n${' '.repeat(marker.length)}`);
}
