import type { Content } from './content';
import { readKind, type HeadingKind } from './kinds';
import type { LineReader } from './lines';
import { splitHeading, type HeadingStyle } from './run-in';
import { readMarker } from './shapes/table';
import type { Marker } from './shapes/marker';
import { readBare } from './shapes/worded';

/** A line that has the shape of a heading. Positions count content lines, offsets are those of the text. */
export interface Candidate {
  shape: string;
  ordinal: number;
  /** First content line of the candidate and the line behind its last: two lines where the number stands alone. */
  position: number;
  next: number;
  numberFrom: number;
  numberTo: number;
  headFrom: number;
  headTo: number;
  /** Where text follows in the same line, -1 if none does. */
  rest: number;
  style: HeadingStyle;
  kind: HeadingKind | null;
}

/** Shortest line that counts as running text. */
const PARAGRAPH = 28;

/** Every line of a case that may be a heading, in order. Most of a text's lines are not. */
export function findCandidates(content: Content, from: number, to: number): Candidate[] {
  const found: Candidate[] = [];
  const line = content.reader();
  for (let position = from; position < to; position++) {
    content.read(line, position);
    const marker = readMarker(line);
    const candidate = marker ? marked(content, line, marker, position, to) : bare(content, line, position, to);
    if (!candidate) continue;
    found.push(candidate);
    position = candidate.next - 1;
  }
  return found;
}

function marked(content: Content, line: LineReader, marker: Marker, position: number, to: number): Candidate | null {
  if (marker.headFrom >= line.length) return numberAlone(content, line, marker, position, to);
  if (marker.headTo !== undefined) return closed(content, line, marker, position);
  const head = splitHeading(line, marker.headFrom);
  if (!head) return null;
  const inner = marker.shape.startsWith('hash') ? innerNumber(content, line, head.from, head.to) : null;
  return {
    ...base(marker, line, position), ...inner,
    headFrom: inner?.headFrom ?? line.from + head.from,
    headTo: line.from + head.to,
    rest: head.rest < 0 ? -1 : line.from + head.rest,
    style: head.style,
    kind: readKind(line.slice(head.from, head.to)),
  };
}

function base(marker: Marker, line: LineReader, position: number) {
  const { shape, ordinal } = marker;
  return { shape, ordinal, position, next: position + 1, numberFrom: line.from + marker.numberFrom, numberTo: line.from + marker.numberTo };
}

/** A heading that its shape closes: 【背景】, or a label before a colon. */
function closed(content: Content, line: LineReader, marker: Marker, position: number): Candidate | null {
  const headTo = marker.headTo ?? line.length;
  let rest = line.skipSpaces(headTo + 1);
  if (line.at(rest) === 0x3a) rest = line.skipSpaces(rest + 1);
  const inner = marker.shape === 'bracket' ? innerNumber(content, line, marker.headFrom, headTo) : null;
  return {
    ...base(marker, line, position), ...inner,
    headFrom: inner?.headFrom ?? line.from + marker.headFrom,
    headTo: line.from + headTo,
    rest: rest < line.length ? line.from + rest : -1,
    style: rest < line.length ? 'runin' : 'line',
    kind: readKind(line.slice(marker.headFrom, headTo)),
  };
}

/** ## 一、背景: the number inside a heading that another mark announced. */
function innerNumber(content: Content, line: LineReader, from: number, to: number) {
  const inner = content.reader().moveTo(line.from + from, line.from + to);
  const marker = readMarker(inner);
  if (!marker || marker.ordinal === 0 || marker.headFrom >= inner.length) return null;
  return { numberFrom: inner.from + marker.numberFrom, numberTo: inner.from + marker.numberTo, headFrom: inner.from + marker.headFrom };
}

/** A number alone on its line takes the next line for its heading, if that could be one. */
function numberAlone(content: Content, line: LineReader, marker: Marker, position: number, to: number): Candidate | null {
  if (marker.ordinal === 0 || position + 1 >= to) return null;
  const own = base(marker, line, position);
  const below = content.read(content.reader(), position + 1);
  if (below.length > 40 || readMarker(below)) return null;
  const head = splitHeading(below, 0);
  if (!head || head.style !== 'line') return null;
  return {
    ...own,
    next: position + 2,
    headFrom: below.from + head.from,
    headTo: below.from + head.to,
    rest: -1,
    style: 'line',
    kind: readKind(below.slice(head.from, head.to)),
  };
}

function bare(content: Content, line: LineReader, position: number, to: number): Candidate | null {
  const marker = readBare(line);
  if (!marker) return null;
  if (marker.shape === 'bare-line' && !(position + 1 < to && isParagraph(content, position + 1))) return null;
  return closed(content, line, marker, position);
}

function isParagraph(content: Content, position: number): boolean {
  const line = content.read(content.reader(), position);
  return line.length >= PARAGRAPH || line.at(line.length - 1) === 0x3002;
}
