import type { Candidate } from './candidate';
import type { Content } from '../lines/content';
import { fold } from '../lines/characters';

const COLON = 0x3a;
/** Longest item that may belong to a list without saying so by its end mark. */
const LONGEST_BARE_ITEM = 30;

/**
 * The candidates without those that are items of a list: lines of one shape right below each other, none with text of
 * its own, which end as items do (；) or stand behind a colon. Left in, they would count among the headings of their
 * shape.
 */
export function withoutLists(candidates: readonly Candidate[], content: Content): Candidate[] {
  const kept: Candidate[] = [];
  for (let from = 0; from < candidates.length; ) {
    const to = endOfRun(candidates, from);
    const run = candidates.slice(from, to);
    if (!isList(run, content)) kept.push(...run);
    from = to;
  }
  return kept;
}

/** Behind the last of the candidates that follow each other line by line in one shape; a heading of the format's is no item. */
function endOfRun(candidates: readonly Candidate[], from: number): number {
  let to = from + 1;
  for (let last = candidates[from], next = candidates[to]; last && next && next.shape === last.shape && next.position === last.next && last.format === 0 && next.format === 0; next = candidates[to]) {
    if (next.ordinal > 0 && next.ordinal <= last.ordinal) break;
    // The last item of a list ends with a full stop; what stands below it is not of the list.
    if (last.style === 'sentence' && candidates[to - 2]?.style === 'item' && to - from > 1) break;
    last = next;
    to++;
  }
  return to;
}

function isList(run: readonly Candidate[], content: Content): boolean {
  const [first] = run;
  if (!first || run.length < 2 || first.format > 0) return false;
  const items = run.filter(({ style }) => style === 'item').length;
  if (items > 0 && items >= run.length - 1) return true;
  return isAnnounced(content, first.position) && run.every(({ rest, headFrom, headTo }) => rest < 0 && headTo - headFrom <= LONGEST_BARE_ITEM);
}

/** Below a line that ends with a colon, or one that begins the list itself: 附件：1．…. */
function isAnnounced(content: Content, position: number): boolean {
  if (position === 0) return false;
  const { from, to } = content.span(position - 1);
  const { text } = content.lines;
  return fold(text.charCodeAt(to - 1)) === COLON || text.startsWith('附件', from);
}
