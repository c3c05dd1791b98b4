import { readCaseMarker, type CaseMarker } from './case-marker';
import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import { isFraming, readKind } from '../kinds/kinds';
import { findNumberedCases } from './numbered-cases';
import { readMarker } from '../shapes/table';
import type { Span } from '../source';
import { findUnmarkedCases } from './unmarked-cases';

/** One case of a collection: its title and the content lines of its text. */
export interface CaseRange {
  title: string;
  titleAt: Span[];
  marker?: Span;
  /** Position of the line that opens it. */
  opens: number;
  from: number;
  to: number;
}

/** How many content lines may stand before the first case. */
const LONGEST_LEAD = 15;
const LONGEST_TITLE = 60;

/** The cases of a collection, or null for a document that is one case. */
export function findCases(content: Content, from: number): CaseRange[] | null {
  const markers = chooseFamily(content, from) ?? findUnmarkedCases(content, from) ?? findNumberedCases(content, from);
  if (!markers) return null;
  const titled = markers.map((marker) => withSubtitle(content, withTitle(content, marker)));
  const words = ({ title }: { title: readonly Span[] }) => wordsOf(joined(content, title));
  const distinct = new Set(titled.map(words)).size === titled.length;
  return titled.map(({ mark, title, position, next }, i) => ({
    ...naming(content, mark, title, distinct),
    opens: position,
    from: next,
    to: titled[i + 1]?.position ?? content.length,
  }));
}

function chooseFamily(content: Content, from: number): CaseMarker[] | null {
  const families = new Map<string, CaseMarker[]>();
  const line = content.reader();
  for (let position = from; position < content.length; position++) {
    const marker = readCaseMarker(content.read(line, position), position);
    if (!marker) continue;
    const members = families.get(marker.family);
    if (members) members.push(marker);
    else if (families.size < 200) families.set(marker.family, [marker]);
  }
  let best: CaseMarker[] | null = null;
  for (const members of families.values()) {
    const counted = countingUp(members, content);
    if (counted.length >= 2 && counted.length > (best?.length ?? 0) && opensDocument(content, from, counted[0])) best = counted;
  }
  return best;
}

/** The markers that count 1, 2, 3 …; a marker right above another one is an entry of a list. */
function countingUp(members: readonly CaseMarker[], content: Content): CaseMarker[] {
  const counted: CaseMarker[] = [];
  members.forEach((marker, i) => {
    if ((members[i + 1]?.position ?? content.length) <= marker.position + 1) return;
    const before = counted.at(-1);
    const last = before?.ordinal ?? 0;
    // An author who counts 案例3 twice has two cases all the same.
    const again = before && last > 1 && marker.ordinal === last && marker.title.length > 0 && joined(content, marker.title) !== joined(content, before.title);
    if (again || marker.ordinal === last + 1 || (marker.ordinal === last + 2 && last > 0)) counted.push(marker);
  });
  return counted;
}

/** Cases come before any heading: 案例一 inside a section is an example. */
function opensDocument(content: Content, from: number, first: CaseMarker | undefined): boolean {
  if (!first || first.position - from > LONGEST_LEAD) return false;
  for (let position = from; position < first.position; position++) {
    const shape = readMarker(content.read(content.reader(), position))?.shape;
    if (shape === 'han' || shape === 'han-paren') return false;
    const line = content.end(position) - content.start(position) < 16 ? content.slice(position) : '';
    if (readKind(line)?.exact && !isFraming(line)) return false;
  }
  return true;
}

/** Takes the next line for the title where the mark stands alone. */
function withTitle(content: Content, { mark, title, position }: CaseMarker) {
  const next = position + 1;
  if (title.length > 0 || next >= content.length) return { mark, title, position, next };
  const plain = foldText(content.slice(next));
  const fits = plain.length <= LONGEST_TITLE && !/[。;,:!]$/.test(plain) && !plain.includes('。');
  const heading = readMarker(content.read(content.reader(), next)) !== null || readKind(plain)?.exact;
  return fits && !heading ? { mark, title: [content.span(next)], position, next: next + 1 } : { mark, title, position, next };
}

/** ——某县某局某某案例, below the title. */
function withSubtitle(content: Content, titled: ReturnType<typeof withTitle>): ReturnType<typeof withTitle> {
  const { title, next } = titled;
  if (title.length === 0 || next >= content.length) return titled;
  const line = foldText(content.slice(next));
  if (!/^[—–―─-]{1,3}/.test(line) || line.length > LONGEST_TITLE || line.includes('。')) return titled;
  // Measures that a dash leads come in rows.
  const followed = next + 1 < content.length && foldText(content.slice(next + 1)).startsWith(line.slice(0, 2));
  return followed ? titled : { ...titled, title: [...title, content.span(next)], next: next + 1 };
}

/** Titles that tell the cases apart stand alone; where they do not, the mark joins them, as it does where there is no title. */
function naming(content: Content, mark: Span | null, title: Span[], distinct: boolean): Pick<CaseRange, 'title' | 'titleAt' | 'marker'> {
  const words = joined(content, title);
  if (!mark) return { title: words, titleAt: title };
  const marked = joined(content, [mark]);
  if (words === '') return { title: marked, titleAt: [mark] };
  if (distinct) return { title: words, titleAt: title, marker: mark };
  return { title: `${words}（${marked}）`, titleAt: [mark, ...title] };
}

function joined(content: Content, spans: readonly Span[]): string {
  return spans.map((span) => content.textOf([span])).join('');
}
