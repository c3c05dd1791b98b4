import type { CaseMarker } from './case-marker';
import type { Content } from '../lines/content';
import { readKind } from '../kinds/kinds';
import { readMarker } from '../shapes/table';
import { readBare } from '../shapes/worded';
import type { SectionKind } from '../types';

const LONGEST_TITLE = 50;
/** Families that may number the cases of a collection. */
const FAMILIES = new Set(['han', 'han-paren', 'arabic']);
/** Headings of one case at least. */
const FEWEST = 2;

interface Numbered extends CaseMarker {
  /** What the headings below it say, as far as their words are those of case headings. */
  kinds: SectionKind[];
}

/**
 * The cases of a collection that are numbered as sections are: 一、北岭水泥公司：一块公开屏 with 背景, 做法 and 成效 below
 * it, and the same again below each of its siblings. A case's own sections do not begin anew with what was there. Null
 * where that does not hold for all of them.
 */
export function findNumberedCases(content: Content, from: number): CaseMarker[] | null {
  let family: string | null = null;
  const cases: Numbered[] = [];
  const line = content.reader();
  for (let position = from; position < content.length; position++) {
    const marker = readMarker(content.read(line, position));
    const isTop = marker !== null && marker.ordinal > 0 && FAMILIES.has(marker.shape) && (family === null || marker.shape === family);
    if (isTop) {
      const { length } = line;
      const title = length <= LONGEST_TITLE ? line.slice(marker.headFrom) : '';
      if (marker.ordinal !== cases.length + 1 || title.length < 5 || /[。；]$/.test(title) || readKind(title)?.exact) return null;
      family = marker.shape;
      const at = { from: line.from + marker.headFrom, to: line.from + length };
      cases.push({ family: 'section', ordinal: marker.ordinal, position, mark: { from: line.from, to: line.from + marker.headFrom }, title: [at], kinds: [] });
      continue;
    }
    const kind = cases.length > 0 ? labelOf(content, position) : null;
    if (kind) cases.at(-1)?.kinds.push(kind);
  }
  const repeats = cases.length >= 2 && cases.every(({ kinds }) => kinds.length >= FEWEST && kinds[0] === 'BACKGROUND' && kinds.slice(1).some((kind) => kind === 'OUTCOME' || kind === 'INSIGHT'));
  return repeats ? cases : null;
}

/** The kind that a line's label says: 【背景】…, ▲做法, 成效 alone. */
function labelOf(content: Content, position: number): SectionKind | null {
  const line = content.read(content.reader(), position);
  const marker = readMarker(line) ?? readBare(line);
  if (!marker) return null;
  const said = readKind(line.slice(marker.headFrom, marker.headTo ?? Math.min(line.length, marker.headFrom + 14)).trim());
  return said?.exact ? said.kind : null;
}
