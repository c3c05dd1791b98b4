import { foldText, isDigit, isWordCode } from './characters';
import { DATED_DATA, FAREWELL, INVITATION, LEGAL, PAGE_LABELS, PAGE_MARK, PAGE_WORDS, RELATED, SCRIPT, SLOGAN } from './chrome-words';
import type { LineMarks } from './line-marks';
import { LineReader, type Lines } from './lines';
import { markRunningHeaders } from './running-headers';
import { readMarker } from './shapes/table';

/** Longest line that the patterns are tried on; page chrome is short. */
const LONGEST = 110;
const SHORTEST = 3;
/** How many lines the head of a page may have. */
const HEAD_LINES = 30;

const WORDS = new Set(PAGE_WORDS.split(' '));
const LONGEST_WORD = 5;

/**
 * Marks the lines of a document that are page chrome: 1 for chrome, 0 for content, one entry a line. What the format
 * calls chrome is, and what it calls a table, code or a picture is not.
 */
export function findChrome(lines: Lines, marks: LineMarks): Uint8Array {
  const chrome = new Uint8Array(lines.count);
  const reader = new LineReader(lines.text);
  for (let i = 0; i < lines.count; i++) {
    if (marks.of(i)?.chrome || isChromeAnywhere(lines, reader, i)) chrome[i] = 1;
  }
  markRunningHeaders(lines, chrome);
  markHead(lines, chrome);
  const lastBody = lastBodyLine(lines, chrome);
  markRelated(lines, chrome, lastBody);
  markTail(lines, marks, chrome, lastBody);
  return chrome;
}

/** From the end up, as long as lines are of the page; pictures among them are passed over, codes to scan go with their words. */
function markTail(lines: Lines, marks: LineMarks, chrome: Uint8Array, lastBody: number): void {
  for (let i = 0; marks.any && i < lines.count; i++) if (marks.of(i)?.fixed && !marks.of(i)?.chrome) chrome[i] = 0;
  for (let i = lines.count - 1; i > lastBody; i--) {
    if (marks.of(i)?.fixed && !chrome[i]) {
      if (lines.length(i) > 2) return;
      if (chrome[i + 1] && /扫|二维码|长按|关注/.test(lines.slice(i + 1).slice(0, LONGEST))) chrome[i] = 1;
    } else if (chrome[i] || isTailChrome(lines, i)) chrome[i] = 1;
    else return;
  }
}

/** Lines that begin with none of these are never chrome in the middle of a text. A look at one character spares the patterns. */
const STARTS = new Set(Array.from('识侵版本以上文内资素图转未请cC©更点击蓝喜觉如看赞查加展阅全返下责微扫长关欢搜附打[第-—–―共首<pP=_*~#声免【(AaIi', (c) => c.charCodeAt(0)));
const DECORATION = new Set(Array.from('-=_*~·.#—–―+', (c) => c.charCodeAt(0)));

function isChromeAnywhere(lines: Lines, reader: LineReader, i: number): boolean {
  const length = lines.length(i);
  if (length > LONGEST || length < SHORTEST) return false;
  const line = reader.moveTo(lines.start(i), lines.end(i));
  const first = line.at(0);
  if (isDigit(first)) return length <= 12 && isDigit(line.at(length - 1)) && PAGE_MARK.test(foldText(lines.slice(i)));
  if (isScript(line, first)) return SCRIPT.test(lines.slice(i));
  if (!STARTS.has(first)) return false;
  if (DECORATION.has(first) && length >= 3 && isDecoration(line)) return true;
  const text = foldText(lines.slice(i));
  return PAGE_MARK.test(text) || LEGAL.test(text) || FAREWELL.test(text) || (INVITATION.test(text) && !text.includes('。'));
}

/** Begins as program text does: a look at two characters. */
function isScript(line: LineReader, first: number): boolean {
  const latin = (code: number) => (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x4a;
  return (latin(first) && latin(line.at(1))) || first === 0x3c || first === 0x7d || first === 0x24 || (first === 0x21 && line.at(1) === 0x66) || (first === 0x28 && line.at(1) === 0x66) || ((first === 0x2e || first === 0x23 || first === 0x40) && latin(line.at(1)));
}

function isDecoration(line: LineReader): boolean {
  for (let i = 0; i < line.length; i++) if (!DECORATION.has(line.at(i)) && line.at(i) !== 0x20) return false;
  return true;
}

/** Whether a line can only be running text. */
export function isBodyLine(lines: Lines, i: number): boolean {
  const length = lines.length(i);
  return length >= 60 || (length >= 30 && lines.slice(i).includes('。'));
}

/** Slogans, breadcrumbs and page data before the first running text. */
function markHead(lines: Lines, chrome: Uint8Array): void {
  const limit = Math.min(lines.count, HEAD_LINES);
  for (let i = 0; i < limit; i++) {
    if (chrome[i] || lines.length(i) > LONGEST) continue;
    const text = foldText(lines.slice(i));
    if (isHeadChrome(text)) chrome[i] = 1;
    else if (isBodyLine(lines, i)) return;
  }
}

function isHeadChrome(text: string): boolean {
  if (SLOGAN.test(text) || PAGE_LABELS.test(text) || isPageData(text) || /^.{0,12}首页\s*(->|[>»›/])/.test(text)) return true;
  return DATED_DATA.test(text) && !text.includes('。');
}

/** 党建材料 时间:2023-05-06 分享 收藏 打印: most of its words are those of a page, and there are two at least. */
function isPageData(text: string): boolean {
  if (text.includes('。')) return false;
  const tokens = text.split(/[\s|:·/,]+/).filter((token) => token !== '');
  const known = tokens.filter((token) => WORDS.has(token)).length;
  const neutral = tokens.filter((token) => /^[\d.:()年月日-]+次?$/.test(token)).length;
  return known >= 2 && (known + neutral) * 2 >= tokens.length;
}

function lastBodyLine(lines: Lines, chrome: Uint8Array): number {
  let i = lines.count - 1;
  while (i >= 0 && (chrome[i] || !isBodyLine(lines, i))) i--;
  return i;
}

/** Last characters of the lines above related lists. */
const RELATED_ENDS = new Set(Array.from('章读荐范文容讯接闻档词索签喜欢趣看过:>»', (c) => c.charCodeAt(0)));

function markRelated(lines: Lines, chrome: Uint8Array, lastBody: number): void {
  const reader = new LineReader(lines.text);
  for (let i = 0; i < lines.count; i++) {
    if (chrome[i] || lines.length(i) > 50 || lines.length(i) < 3) continue;
    const line = reader.moveTo(lines.start(i), lines.end(i));
    if (!RELATED_ENDS.has(line.at(line.length - 1)) || !isRelatedTitle(foldText(lines.slice(i)))) continue;
    chrome[i] = 1;
    for (i++; i < lines.count && (i > lastBody || isListed(lines, reader, i)); i++) chrome[i] = 1;
    i--;
  }
}

/** Short words like 感兴趣的文章 count only before a colon; 相关文章 alone is enough. */
function isRelatedTitle(text: string): boolean {
  if (!RELATED.test(text)) return false;
  return /[:>»]$/.test(text) || text.length <= 9;
}

/** A link of a related list in the middle of a text: short, no sentence, no heading of the case that goes on. */
function isListed(lines: Lines, reader: LineReader, i: number): boolean {
  if (lines.length(i) > 60) return false;
  const line = reader.moveTo(lines.start(i), lines.end(i));
  const shape = readMarker(line)?.shape;
  if (shape && shape !== 'arabic' && !shape.startsWith('symbol')) return false;
  return !/[。;]$/.test(foldText(lines.slice(i)));
}

/** What may stand below the last line of an article. */
function isTailChrome(lines: Lines, i: number): boolean {
  if (lines.length(i) > LONGEST) return false;
  const text = foldText(lines.slice(i));
  if (/^\d+$/.test(text) || SLOGAN.test(text) || LEGAL.test(text) || INVITATION.test(text) || PAGE_LABELS.test(text) || isPageData(text)) return true;
  return text.length <= 36 && !text.includes('。') && isMostlyPageWords(text);
}

/** 扫码关注,免费领取写作大礼包: the words of a page make up half of the line. */
function isMostlyPageWords(text: string): boolean {
  let covered = 0;
  let total = 0;
  const found = new Set<string>();
  for (let i = 0; i < text.length; ) {
    let length = Math.min(LONGEST_WORD, text.length - i);
    while (length > 1 && !WORDS.has(text.slice(i, i + length))) length--;
    const word = length > 1 ? text.slice(i, i + length) : '';
    if (word) found.add(word);
    covered += word.length;
    total += word ? word.length : Number(isWordCode(text.charCodeAt(i)));
    i += length;
  }
  return found.size >= 2 && covered * 2 >= total;
}
