import { foldText, isDigit } from '../lines/characters';
import { ANTI_COPY, BREADCRUMB, BUTTONS, DATED_DATA, FAREWELL, FOLIO, PAGE_CAPTION, INLINE_RELATED, INVITATION, LEGAL, NOTE, PAGE_LABELS, PAGE_MARK, RELATED, REPLY, SCRIPT, SITE_ADDRESS, SLOGAN } from './chrome-words';
import { markLearnt } from './learnt-chrome';
import type { LineMarks } from '../lines/line-marks';
import type { About } from '../source';
import { LineReader, type Lines } from '../lines/lines';
import { isPageData, packed } from './page-data';
import { keepOwn } from './own-lines';
import { isBodyLine, lastBodyLine, markPlainTail, markTail, withoutDecoration } from './page-tail';
import { markRunningHeaders } from './running-headers';
import { readMarker } from '../shapes/table';
import { FURTHER } from './tail-words';

/** Longest line that the patterns are tried on; page chrome is short. */
const LONGEST = 110;
const SHORTEST = 3;
const PAGE = '页'.charCodeAt(0);
/** How many lines the head of a page may have. */
const HEAD_LINES = 30;

/**
 * Marks the lines of a document that are page chrome: 1 for chrome, 0 for content, one entry a line. What the format
 * calls chrome is, and what it calls a table, code or a picture is not. In an office file or Markdown the author's own
 * lists, links, captions and short lines look like those of a page: only what names a page in so many words is of one.
 */
export function findChrome(lines: Lines, marks: LineMarks): Uint8Array {
  const chrome = new Uint8Array(lines.count);
  const reader = new LineReader(lines.text);
  const { authored } = marks.about;
  for (let i = 0; i < lines.count; i++) {
    if (marks.of(i)?.chrome || (!(authored && marks.isFormed(i)) && isChromeAnywhere(lines, reader, i))) chrome[i] = 1;
  }
  markPageCaptions(lines, chrome);
  if (!authored) {
    markReplies(lines, chrome);
    markRunningHeaders(lines, chrome);
  }
  markHead(lines, marks, chrome);
  if (authored) markPlainTail(lines, marks, chrome);
  const lastBody = lastBodyLine(lines, chrome);
  markRelated(lines, marks, chrome, lastBody);
  if (authored && ofPage(marks, chrome) < FEWEST_OF_PAGE) return chrome;
  const certain = chrome.slice();
  markLearnt(lines, marks, chrome);
  markTail(lines, marks, chrome, lastBody);
  keepOwn(lines, marks, chrome, certain);
  return chrome;
}

/** How many lines of a file must speak of a page for it to be a saved one. */
const FEWEST_OF_PAGE = 2;

/** How many lines speak of a page by their own words: a file of an author's may have been one before. */
function ofPage(marks: LineMarks, chrome: Uint8Array): number {
  return chrome.reduce((count, marked, i) => count + (marked && !marks.of(i)?.chrome ? 1 : 0), 0);
}

/** Document sites name every page of a file: 某某案例_第2页. The first of these lines may be all that is said of the title. */
function markPageCaptions(lines: Lines, chrome: Uint8Array): void {
  let above = 0;
  for (let i = 0; i < lines.count; i++) {
    const isCaption = lines.length(i) <= LONGEST && lines.text.charCodeAt(lines.end(i) - 1) === PAGE && PAGE_CAPTION.test(lines.slice(i));
    if (isCaption) chrome[i] = above === 0 ? 0 : 1;
    if (!chrome[i]) above++;
  }
}

const REPLY_STARTS = new Set(Array.from('沙板地回123456789', (c) => c.charCodeAt(0)));

function markReplies(lines: Lines, chrome: Uint8Array): void {
  for (let i = 1; i < lines.count; i++) {
    if (lines.length(i) > 60 || lines.length(i) < 8 || !REPLY_STARTS.has(lines.text.charCodeAt(lines.start(i))) || !REPLY.test(foldText(lines.slice(i)))) continue;
    chrome.fill(1, i);
    return;
  }
}

/** Lines that begin with none of these are never chrome in the middle of a text. A look at one character spares the patterns. */
const STARTS = new Set(Array.from('识侵版本以上文内资素图转未请cC©更点击蓝喜觉如看赞查加展阅全返下责微扫长关欢搜附打[第-—–―共首<pP=_*~#声免【(AaIi推延作下上紧编相拓扩小·•此《↑↓▼▲⬆⬇\ud83d\u261d', (c) => c.charCodeAt(0)));
const DECORATION = new Set(Array.from('-=_*~·.#—–―+', (c) => c.charCodeAt(0)));

function isChromeAnywhere(lines: Lines, reader: LineReader, i: number): boolean {
  const length = lines.length(i);
  if (length > LONGEST || length < SHORTEST) return false;
  const line = reader.moveTo(lines.start(i), lines.end(i));
  const first = line.at(0);
  if (first < 0x80 && length >= 12 && ANTI_COPY.test(lines.slice(i))) return true;
  if (isDigit(first)) return length > 12 ? NOTE.test(foldText(lines.slice(i))) : isDigit(line.at(length - 1)) && PAGE_MARK.test(foldText(lines.slice(i)));
  if (isScript(line, first)) return SCRIPT.test(lines.slice(i));
  if (!STARTS.has(first)) return false;
  if (DECORATION.has(first) && length >= 3 && isDecoration(line)) return true;
  const text = foldText(lines.slice(i));
  return PAGE_MARK.test(text) || FOLIO.test(text) || BUTTONS.test(text) || INLINE_RELATED.test(text) || LEGAL.test(text) || FAREWELL.test(text) || (INVITATION.test(withoutDecoration(text)) && !text.includes('。'));
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

/** Slogans, breadcrumbs and page data before the first running text. */
function markHead(lines: Lines, marks: LineMarks, chrome: Uint8Array): void {
  const limit = Math.min(lines.count, HEAD_LINES);
  for (let i = 0; i < limit; i++) {
    if (chrome[i] || lines.length(i) > LONGEST || (marks.about.authored && marks.isFormed(i))) continue;
    const text = packed(foldText(lines.slice(i)));
    const body = isBodyLine(lines, i);
    const { linked, heading } = marks.of(i) ?? {};
    // A menu of the page: nothing but links, one below the other.
    if (linked && !marks.about.authored && heading === undefined && !body && (marks.of(i + 1)?.linked || chrome[i - 1])) {
      chrome[i] = 1;
      continue;
    }
    // A paragraph may name an address; what invites to the site itself is of the page.
    if (isHeadChrome(text, marks.about) && !(body && text.includes('。') && SITE_ADDRESS.test(text) && !SITE_INVITATION.test(text))) chrome[i] = 1;
    else if (body) return;
  }
}

const SITE_INVITATION = /(cookies?|记住我们|收藏|欢迎(访问|光临|来到)|(域名|网址)\s*:|您|小编|免费)/i;

/** What a page counts and offers beside its dates; an author has none of it beside his. */
const COUNTED = /来源|阅读|点击|浏览|访问|评论|分享|收藏|字号|发布|\d{1,2}:\d{2}/;
/** 时间：… is of a page where the text is from one; in a file of an author's it is a line of a register. */
function isHeadChrome(text: string, { authored }: About): boolean {
  if (SLOGAN.test(text) || (!authored && PAGE_LABELS.test(text)) || isPageData(text) || BREADCRUMB.test(text)) return true;
  return DATED_DATA.test(text) && !text.includes('。') && (!authored || COUNTED.test(text));
}

/** Last characters of the lines above related lists. */
const RELATED_ENDS = new Set(Array.from('章读荐范文容讯接闻档词索签喜欢趣看过:>»', (c) => c.charCodeAt(0)));

function markRelated(lines: Lines, marks: LineMarks, chrome: Uint8Array, lastBody: number): void {
  const reader = new LineReader(lines.text);
  // A list of links below 延伸阅读 is the author's own, unless the file was a page.
  const own = marks.about.authored && ofPage(marks, chrome) === 0;
  for (let i = 0; i < lines.count; i++) {
    if (chrome[i] || lines.length(i) > 50 || lines.length(i) < 3 || (own && marks.isFormed(i))) continue;
    const line = reader.moveTo(lines.start(i), lines.end(i));
    const below = i > lastBody && FURTHER.test(withoutDecoration(foldText(lines.slice(i))));
    if (!below && (!RELATED_ENDS.has(line.at(line.length - 1)) || !isRelatedTitle(foldText(lines.slice(i))))) continue;
    chrome[i] = 1;
    for (i++; i < lines.count && (i > lastBody || isListed(lines, reader, i)); i++) {
      if (marks.about.authored && (marks.of(i)?.heading !== undefined || marks.of(i)?.fixed)) break;
      chrome[i] = 1;
    }
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
