import { isSpace } from '../lines/characters';
import { INSERTED, INSERTED_ADDRESS } from './chrome-words';
import type { LineMarks } from '../lines/line-marks';
import { LinesBuilder, type Lines } from '../lines/lines';

/** Longest sentence that a page inserts into a paragraph. */
const LONGEST = 60;
/** Most of them that one document has. */
const MOST = 1000;
const ENDS = new Set('。！？!?；;\n\r\u2028\u2029');

/**
 * Sets apart the sentences that pages insert into paragraphs against copying (本文由某某原创，转载请联系授权。): lines
 * of their own, which are page chrome; `inserted` has where they start. The paragraph around one falls into two.
 */
export function partInserted(lines: Lines, marks: LineMarks): { lines: Lines; inserted: ReadonlySet<number> } {
  const cuts = findInserted(lines.text);
  const inserted = new Set<number>();
  if (cuts.length === 0) return { lines, inserted };
  const builder = new LinesBuilder(lines.text);
  let next = 0;
  for (let line = 0; line < lines.count; line++) {
    let from = lines.start(line);
    for (; next < cuts.length && (cuts[next]?.from ?? Infinity) < lines.end(line); next++) {
      const cut = cuts[next];
      if (!cut || cut.from < from || cut.to > lines.end(line) || marks.of(line)?.fixed) continue;
      builder.add(from, cut.from);
      builder.add(cut.from, cut.to);
      inserted.add(cut.from);
      from = cut.to;
    }
    builder.add(from, lines.end(line));
  }
  return { lines: builder.build(lines), inserted };
}

type Cut = { from: number; to: number };

function findInserted(text: string): Cut[] {
  const found: Cut[] = [];
  INSERTED.lastIndex = 0;
  for (let match = INSERTED.exec(text); match && found.length < MOST; match = INSERTED.exec(text)) {
    const sentence = sentenceAround(text, match.index, match.index + match[0].length);
    if (!sentence || sentence.from < (found.at(-1)?.to ?? 0)) continue;
    found.push(sentence);
    INSERTED.lastIndex = Math.max(sentence.to, INSERTED.lastIndex);
  }
  return withAddresses(text, found);
}

/** And the addresses of sites that stand in brackets behind a sentence; in the middle of one they may be the author's. */
function withAddresses(text: string, sentences: Cut[]): Cut[] {
  const found = [...sentences];
  for (const match of text.matchAll(INSERTED_ADDRESS)) {
    if (found.length >= MOST) break;
    const cut = { from: match.index, to: match.index + match[0].length };
    const within = sentences.some(({ from, to }) => cut.from < to && from < cut.to);
    if (!within && (cut.from === 0 || ENDS.has(text.charAt(cut.from - 1)))) found.push(cut);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** From the end of the sentence before to the end of this one; null where it is too long to be of a page. */
function sentenceAround(text: string, start: number, end: number): { from: number; to: number } | null {
  let from = start;
  while (from > 0 && start - from <= LONGEST && !ENDS.has(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && to - from <= LONGEST && !ENDS.has(text.charAt(to))) to++;
  if (to - from > LONGEST) return null;
  while (to < text.length && /[。！？!?”）)】]/.test(text.charAt(to))) to++;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  return { from, to };
}
