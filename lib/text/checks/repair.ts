import type { Certainty, TextFinding } from './rule';

const ORDER: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 };

/**
 * The text with the suggestions of its findings put in. Where two of them touch the same characters, the more certain
 * one wins, then the earlier; the other is left for the next check. Findings without a suggestion change nothing.
 * @param text the text that was checked
 * @param findings any of that check's, in any order; those outside the text are ignored
 */
export function repair(text: string, findings: readonly TextFinding[]): string {
  const ranked = findings
    .filter(({ from, to, suggestion }) => suggestion !== undefined && from >= 0 && from < to && to <= text.length)
    .sort((a, b) => ORDER[a.certainty] - ORDER[b.certainty] || a.from - b.from);
  const taken = new Uint8Array(text.length);
  const chosen = ranked.filter(({ from, to }) => {
    if (taken.subarray(from, to).includes(1)) return false;
    taken.fill(1, from, to);
    return true;
  });
  let at = 0;
  let out = '';
  for (const { from, to, suggestion = '' } of chosen.sort((a, b) => a.from - b.from)) {
    out += text.slice(at, from) + suggestion;
    at = to;
  }
  return out + text.slice(at);
}
