import type { CaseMarker } from './case-marker';
import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import { isFraming, readKind } from '../kinds/kinds';
import { readMarker } from '../shapes/table';

const LONGEST_TITLE = 40;

/** One run of 一、二、三、 with the line above it. */
interface Run {
  title: number;
  /** What its headings say, first and last. */
  first: string;
  last: string;
  count: number;
}

/**
 * The cases of a collection that nothing counts: 一、二、三、 starts again, each time right below a title, and each run
 * goes from what was there to what came of it. All of that must hold, since a single case may have parts that count
 * anew. Null where it does not.
 */
export function findUnmarkedCases(content: Content, from: number): CaseMarker[] | null {
  const runs = readRuns(content, from);
  if (!runs || runs.length < 2) return null;
  const sameStart = runs.every(({ first }) => wordsOf(first) === wordsOf(runs[0]?.first ?? '') || readKind(first)?.kind === 'BACKGROUND');
  const whole = runs.every(({ last, count }) => count >= 2 && ['OUTCOME', 'INSIGHT'].includes(readKind(last)?.kind ?? ''));
  if (!sameStart || !whole) return null;
  return runs.map(({ title }, i) => ({ family: 'unmarked', ordinal: i + 1, position: title, mark: null, title: [content.span(title)] }));
}

/** All runs, null as soon as one has no title of its own or does not count on. */
function readRuns(content: Content, from: number): Run[] | null {
  const runs: Run[] = [];
  const line = content.reader();
  for (let position = from; position < content.length; position++) {
    if (content.end(position) - content.start(position) > LONGEST_TITLE) continue;
    const marker = readMarker(content.read(line, position));
    if (marker?.shape !== 'han') continue;
    const heading = line.slice(marker.headFrom);
    const run = runs.at(-1);
    if (marker.ordinal !== 1) {
      if (!run || marker.ordinal !== run.count + 1) return null;
      Object.assign(run, { last: heading, count: marker.ordinal });
    } else if (position > from && isCaseTitle(content, position - 1)) runs.push({ title: position - 1, first: heading, last: heading, count: 1 });
    else return null;
  }
  return runs;
}

function isCaseTitle(content: Content, position: number): boolean {
  const line = content.end(position) - content.start(position) > LONGEST_TITLE ? '' : foldText(content.slice(position));
  if (line.length < 5 || /[。;!?]|[,、:]$/.test(line) || readKind(line)?.exact || isFraming(line)) return false;
  return readMarker(content.read(content.reader(), position)) === null;
}
