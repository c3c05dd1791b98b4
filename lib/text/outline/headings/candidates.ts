import type { Candidate } from './candidate';
import { fold, foldText, isHan } from '../lines/characters';
import type { Content } from '../lines/content';
import { Formats, splitByBold, splitByFormat } from './formats';
import { readKind } from '../kinds/kinds';
import type { LineReader } from '../lines/lines';
import { withoutLists } from './lists';
import { labelBeforeColon, spacedHeading, splitHeading, wholeLine, type HeadingSpan } from './run-in';
import { readHanNumeral } from '../shapes/numerals';
import { readMarker } from '../shapes/table';
import { counted, unnumbered, type Marker } from '../shapes/marker';
import { gluedNumber } from '../shapes/numbered';
import { isRow, readBare } from '../shapes/worded';

/** Shortest line that counts as running text. */
const PARAGRAPH = 28;
/** Labels of what stands before the first section; they are no sections. */
const INTRODUCED = new Set(['摘要', '关键词', '关键字', '导语', '导读', '编者按', '内容提要', '中图分类号', '文献标识码', '文章编号', '基金项目', '收稿日期', '作者简介', 'DOI']);
/** Paragraphs that count 第一，第二，. */
const COUNTED = 'counted-paragraph';
/** A label without a telling word; how many labels a case must have for it to be one. */
const SILENT_LABEL = 'silent-label';
const FEWEST_LABELS = 4;
const LONGEST_LABEL = 4;
const SHORTEST_LABELLED = 20;
/** Longest sentence that is a heading with a colon in it. */
const LONGEST_SENTENCE = 34;
const COLON = 0x3a;
/** Bold words at the head of a paragraph that are a heading of its text. */
const BOLD_LEAD = 'bold-lead';
const SHORTEST_LEAD = 3;
const LONGEST_LEAD = 30;
const SHORTEST_REST = 10;
const SHORTEST_BEHIND_COLON = 2;
/** Longest half of a heading of two lines, and by how much the halves may differ. */
const LONGEST_HALF = 16;
const UNEVEN = 2;
const LEAD_ENDS = new Set(Array.from('。.:!?', (c) => c.charCodeAt(0)));
/** Most candidates looked at in one case. No real one comes near; what lies behind them stays text. */
const MOST = 100_000;

/** Every line of a case that may be a heading, in order. Most of a text's lines are not. */
export function findCandidates(content: Content, from: number, to: number): Candidate[] {
  const finder = new Finder(content, from, to);
  const found: Candidate[] = [];
  for (let position = from; position < to && found.length < MOST; position++) {
    const candidate = finder.read(position);
    if (!candidate) continue;
    found.push(candidate);
    position = candidate.next - 1;
  }
  return splitByFormat(splitByBold(withoutLists(finder.settled(found), content)));
}

class Finder {
  private readonly line: LineReader;
  private readonly other: LineReader;
  private readonly formats: Formats;
  /** Last number of each family and how often it came in a row. */
  private readonly repeats = new Map<string, { ordinal: number; times: number }>();
  /** The same line as label and text, of those that were read as a heading as a whole. */
  private readonly labelled = new Map<Candidate, Candidate>();
  /** The same of those whose label could as well announce what stands behind its colon. */
  private readonly announced = new Map<Candidate, Candidate>();

  constructor(
    private readonly content: Content,
    from: number,
    private readonly to: number,
  ) {
    this.formats = new Formats(content, from, to);
    this.line = content.reader();
    this.other = content.reader();
  }

  read(position: number): Candidate | null {
    if (this.content.mark(position)?.fixed) return null;
    const format = this.formats.of(position);
    const line = this.content.read(this.line, position);
    const marker = readMarker(line);
    const level = marker?.shape.startsWith('hash') ? Number(marker.shape.slice(5)) : format.level;
    const shaped = level > 0 || format.bold ? (this.couplet(position, level) ?? this.formatted(marker, position, level)) : marker === null || marker.shape === 'label' ? this.boldLead(position, true) : null;
    const found = shaped ?? this.shaped(marker, position) ?? (format.item ? null : (this.boldLead(position) ?? this.silentLabel(position) ?? this.countedParagraph(position)));
    const boldLead = format.bold || (this.content.mark(position)?.boldTo ?? 0) > 0;
    return found && Object.assign(found, { format: level, bold: format.bold, boldLead, item: format.item });
  }

  /** The candidates with those as label and text of which a sibling is; a single bold beginning is emphasis. */
  settled(found: readonly Candidate[]): Candidate[] {
    const { text } = this.content.lines;
    const count = (wanted: string) => found.filter(({ shape }) => shape === wanted).length;
    const isLabel = ({ style, headTo }: Candidate) => style === 'runin' && fold(text.charCodeAt(headTo)) === COLON;
    const labelled = new Set(found.filter(isLabel).map(({ shape }) => shape));
    // 实践性强调：… is a label where most of its siblings are.
    const labels = (wanted: string) => found.filter((one) => one.shape === wanted && isLabel(one)).length;
    const counted = new Set([...labelled].filter((shape) => labels(shape) >= 2));
    // 情景分析： alone in its line and 问题提出：… with its text are one family, both in bold.
    const inline = found.some((one) => one.shape === BOLD_LEAD && isLabel(one));
    const isAlone = (one: Candidate) => inline && one.shape === 'bold' && fold(text.charCodeAt(one.headTo)) === COLON;
    const leads = count(BOLD_LEAD) + found.filter(isAlone).length;
    const onlyCounted = count(COUNTED) >= 2 && count(COUNTED) === found.length;
    const amongLabels = count('label') >= 2 && count('label') + count(SILENT_LABEL) >= FEWEST_LABELS && count(SILENT_LABEL) <= count('label') * 2;
    return found
      .filter(({ shape }) => (shape !== BOLD_LEAD || leads > 1) && (shape !== SILENT_LABEL || amongLabels) && (shape !== COUNTED || onlyCounted))
      .map((candidate) => (candidate.shape === SILENT_LABEL ? { ...candidate, shape: 'label' } : candidate))
      .map((candidate) => (labelled.has(candidate.shape) && this.labelled.get(candidate)) || (counted.has(candidate.shape) && this.announced.get(candidate)) || candidate)
      .map((candidate) => (isAlone(candidate) ? { ...candidate, shape: BOLD_LEAD } : candidate));
  }

  /** 定人：船老大、补网嫂…: a label whose word says nothing, which counts beside 缘起：… and 感言：…. */
  private silentLabel(position: number): Candidate | null {
    const { line } = this;
    let to = line.skipSpaces(0);
    const from = to;
    while (to < from + LONGEST_LABEL && isHan(line.at(to))) to++;
    if (to - from < 2 || line.at(to) !== COLON || line.length - to < SHORTEST_LABELLED) return null;
    return this.closed(unnumbered(SILENT_LABEL, from, to), position, to);
  }

  /** 第一，把群众意愿放在前头。…: in a speech without other headings, the sentence that opens a counted paragraph. */
  private countedParagraph(position: number): Candidate | null {
    const { line } = this;
    if (line.at(0) !== 0x7b2c) return null;
    const numeral = readHanNumeral(line, 1);
    if (!numeral || line.at(numeral.end) !== 0x2c) return null;
    const head = splitHeading(line, numeral.end + 1);
    if (!head || head.rest < 0 || head.to - head.from > LONGEST_LEAD || line.length - head.rest < SHORTEST_REST) return null;
    return candidate(line, counted(COUNTED, numeral.value, 0, numeral.end, head.from), COUNTED, position, position + 1, line.from, head);
  }

  /** **小车进窄巷。**定制摩托…: bold words that a mark closes, and text behind them. */
  private boldLead(position: number, label = false): Candidate | null {
    const end = (this.content.mark(position)?.boldTo ?? 0) - this.line.from;
    const { line } = this;
    const from = line.skipSpaces(0);
    if (end - from < SHORTEST_LEAD || end - from > LONGEST_LEAD) return null;
    let rest = line.skipSpaces(end);
    const colon = line.at(end - 1) === COLON || line.at(rest) === COLON;
    const closed = LEAD_ENDS.has(line.at(end - 1)) || LEAD_ENDS.has(line.at(rest));
    while (LEAD_ENDS.has(line.at(rest))) rest = line.skipSpaces(rest + 1);
    const words = foldText(line.slice(from, end)).replace(/[\s:]/g, '');
    if (INTRODUCED.has(words) || (label && !colon)) return null;
    const shortest = colon ? SHORTEST_BEHIND_COLON : SHORTEST_REST;
    const head = closed && line.length - rest >= shortest ? wholeLine(this.other.moveTo(line.from, line.from + end), from) : null;
    return head && candidate(line, unnumbered(BOLD_LEAD, from), BOLD_LEAD, position, position + 1, line.from, { ...head, rest, style: 'runin' });
  }

  /** 山洪来得急 / 干部先敲门: two lines in the looks of one heading, built alike and above one text, are that heading. */
  private couplet(position: number, level: number): Candidate | null {
    const { line, content } = this;
    const looks = (at: number) => {
      const { level: other, bold } = this.formats.of(at);
      return at < this.to && at >= 0 && (level > 0 ? other === level : bold && other === 0);
    };
    if (position + 2 >= this.to || !looks(position + 1) || looks(position + 2) || looks(position - 1) || content.mark(position + 2)?.heading !== undefined) return null;
    const below = content.read(this.other, position + 1);
    if (Math.abs(line.length - below.length) > UNEVEN || line.length > LONGEST_HALF || line.length < SHORTEST_LEAD + 1) return null;
    const isHalf = (half: LineReader) => readMarker(half) === null && readKind(half.slice(0, half.length)) === null && !/[。,;:!?]/.test(foldText(half.slice(0, half.length)));
    if (!isHalf(line) || !isHalf(below)) return null;
    const head = { from: 0, to: below.from + below.length - line.from, rest: -1, style: 'line' as const };
    const plain = level > 0 ? `format-${level}` : 'bold';
    return { ...candidate(line, unnumbered(plain, 0), plain, position, position + 2, line.from, { ...head, to: line.length }), headTo: below.from + below.length };
  }

  /** A heading that the format marks. A number in it counts, other marks are only its looks. */
  private formatted(marker: Marker | null, position: number, level: number): Candidate | null {
    const { line } = this;
    const plain = level > 0 ? `format-${level}` : 'bold';
    if (marker?.headTo !== undefined) return { ...this.closed(marker, position, marker.headTo), shape: plain };
    const glued = level > 0 && !(marker && marker.ordinal > 0) ? gluedNumber(line) : null;
    const numbered = marker && marker.ordinal > 0 ? marker : (glued ?? this.innerNumber(marker?.headFrom ?? 0, line.length));
    const own = numbered ?? unnumbered(plain, marker?.headFrom ?? 0);
    if (own.headFrom >= line.length) return null;
    const head = wholeLine(line, own.headFrom);
    return head && candidate(line, own, own.shape, position, position + 1, line.from, head);
  }

  private shaped(marker: Marker | null, position: number): Candidate | null {
    const { line } = this;
    if (!marker) return this.bare(position);
    if (marker.headFrom >= line.length) return this.numberAlone(marker, position);
    if (this.isStuck(marker)) return null;
    if (marker.headTo !== undefined) return INTRODUCED.has(foldText(line.slice(marker.headFrom, marker.headTo)).replaceAll(' ', '')) ? null : this.closed(marker, position, marker.headTo);
    const head = (this.content.lines.restored ? spacedHeading(line, marker.headFrom) : null) ?? splitHeading(line, marker.headFrom);
    if (!head || isRow(line)) return null;
    const whole = head.style === 'runin' && this.isWhole(marker.headFrom, position) ? wholeLine(line, marker.headFrom) : null;
    const { from, to } = whole ?? head;
    const inner = marker.shape.startsWith('symbol') ? this.innerNumber(from, to) : null;
    if (inner) return candidate(line, { ...inner, ordinal: 0 }, marker.shape, position, position + 1, line.from, { ...(whole ?? head), from: inner.headFrom });
    const found = candidate(line, marker, marker.shape, position, position + 1, line.from, whole ?? head);
    const label = labelBeforeColon(line, marker.headFrom);
    const announced = label ? null : labelBeforeColon(line, marker.headFrom, true);
    if (announced && announced.to < to) this.announced.set(found, candidate(line, marker, marker.shape, position, position + 1, line.from, announced));
    if (label && label.to < to) this.labelled.set(found, candidate(line, marker, marker.shape, position, position + 1, line.from, label));
    return found;
  }

  /** Whether the same number comes for the third time in a row: a list that does not count, or a million of them. */
  private isStuck({ shape, ordinal }: Marker): boolean {
    if (ordinal === 0) return false;
    const seen = this.repeats.get(shape);
    if (!seen) this.repeats.set(shape, { ordinal, times: 1 });
    else if (seen.ordinal === ordinal) return ++seen.times > 2;
    else Object.assign(seen, { ordinal, times: 1 });
    return false;
  }

  /** 1.人盯人：把责任落到田埂上。 with a paragraph below: the short sentence is the heading, not a label and its text. */
  private isWhole(from: number, position: number): boolean {
    const { line } = this;
    if (line.length - from > LONGEST_SENTENCE || position + 1 >= this.to || line.at(line.length - 1) !== 0x3002) return false;
    for (let i = from; i < line.length - 1; i++) if (line.at(i) === 0x3002) return false;
    return this.isParagraph(position + 1) && readMarker(this.content.read(this.other, position + 1)) === null;
  }

  /** A heading that its shape closes: 【背景】, or a label before a colon. */
  private closed(marker: Marker, position: number, to: number): Candidate {
    const { line } = this;
    let rest = line.skipSpaces(to + 1);
    if (line.at(rest) === 0x3a) rest = line.skipSpaces(rest + 1);
    const follows = rest < line.length;
    const inner = marker.shape === 'bracket' ? this.innerNumber(marker.headFrom, to) : null;
    const head: HeadingSpan = { from: inner?.headFrom ?? marker.headFrom, to, rest: follows ? rest : -1, style: follows ? 'runin' : 'line' };
    return candidate(line, inner ? { ...inner, ordinal: 0 } : marker, marker.shape, position, position + 1, line.from, head);
  }

  /** ## 一、背景: the number inside a heading that another mark announced, in offsets from the line's start. */
  private innerNumber(from: number, to: number): Marker | null {
    const { line, other } = this;
    const marker = readMarker(other.moveTo(line.from + from, line.from + to));
    if (!marker || marker.ordinal === 0 || marker.headFrom >= other.length) return null;
    const { shape, ordinal, numberFrom, numberTo, headFrom } = marker;
    return { shape, ordinal, numberFrom: from + numberFrom, numberTo: from + numberTo, headFrom: from + headFrom };
  }

  /** A number alone on its line takes the next line for its heading, if that could be one. */
  private numberAlone(marker: Marker, position: number): Candidate | null {
    if (marker.ordinal === 0 || position + 1 >= this.to) return null;
    const below = this.content.read(this.other, position + 1);
    const inner = below.length > 40 ? null : readMarker(below);
    if (below.length > 40 || (inner && inner.shape !== 'label') || this.isStuck(marker)) return null;
    const head = wholeLine(below, 0);
    return head?.style === 'line' ? candidate(below, marker, marker.shape, position, position + 2, this.line.from, head) : null;
  }

  private bare(position: number): Candidate | null {
    const marker = readBare(this.line);
    if (!marker) return null;
    if (marker.shape === 'bare-line' && !(position + 1 < this.to && (this.isParagraph(position + 1) || this.startsList(position + 1)))) return null;
    return this.closed(marker, position, marker.headTo ?? this.line.length);
  }

  /** Whether a shape begins to count on the line: the sections below a heading, as far as one can tell from here. */
  private startsList(position: number): boolean {
    const marker = readMarker(this.content.read(this.other, position));
    return marker?.ordinal === 1 && marker.headFrom < this.other.length;
  }

  private isParagraph(position: number): boolean {
    const line = this.content.read(this.other, position);
    return line.length >= PARAGRAPH || line.at(line.length - 1) === 0x3002;
  }
}

/** `line` holds the heading, `numberLine` is where the line of the number starts in the text. */
function candidate(line: LineReader, marker: Marker, shape: string, position: number, next: number, numberLine: number, head: HeadingSpan): Candidate {
  return {
    shape,
    ordinal: marker.ordinal,
    major: marker.major ?? 0,
    position,
    next,
    numberFrom: numberLine + marker.numberFrom,
    numberTo: numberLine + marker.numberTo,
    headFrom: line.from + head.from,
    headTo: line.from + head.to,
    rest: head.rest < 0 ? -1 : line.from + head.rest,
    style: head.style,
    kind: readKind(line.slice(head.from, head.to)),
    format: 0,
    bold: false,
    boldLead: false,
    item: false,
  };
}
