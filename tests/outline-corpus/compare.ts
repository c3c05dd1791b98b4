/** A text after NFKC and without spaces: how labels compare. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** `squeeze` without the marks at both ends. */
export function bare(text: string): string {
  return squeeze(text).replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
}

/** `squeeze` without any marks. */
export function wordsOnly(text: string): string {
  return squeeze(text).replace(/[\p{P}\p{S}]/gu, '');
}

/** Whether two texts have the same first `length` characters; an empty text has none. */
export function sharesStart(a: string, b: string, length: number): boolean {
  return a !== '' && a.slice(0, length) === b.slice(0, length);
}

/** How often each Han character, letter and digit stands in a text. */
export function characterCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.normalize('NFKC').match(/[\p{Script=Han}\p{L}\p{N}]/gu) ?? []) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}
