import { foldText } from '../lines/characters';
import { INVITATION, LEGAL, PAGE_LABELS, SLOGAN } from './chrome-words';
import { readKind } from '../kinds/kinds';
import type { LineMarks } from '../lines/line-marks';
import { LineReader, type Lines } from '../lines/lines';
import { isMostlyPageWords, isPageData, isPageWord, packed } from './page-data';
import { readMarker } from '../shapes/table';
import { AUDIENCE, CONTACT, CONTACT_FIELD, CREDITS, DISCLAIMER, DOCUMENT_SITE, FOOTER, FURTHER, ORIGIN, SECOND_CREDIT, SIGNED } from './tail-words';

/** Longest line that the patterns are tried on, and longest disclaimer. */
const LONGEST = 110;
const LONGEST_DISCLAIMER = 300;
/** How many lines that say nothing of the page may stand between two that do. */
const GAP = 2;
const LONGEST_LOOSE = 40;
/** Where punctuation became half-width, a point behind a Han character is a full stop. */
const FULL_STOP = /。|[\u4e00-\u9fff”)%][.．]\s*$/;

/** Whether a line can only be running text. */
export function isBodyLine(lines: Lines, i: number): boolean {
  const length = lines.length(i);
  return length >= 60 || (length >= 30 && FULL_STOP.test(lines.slice(i)));
}

/** The last line of running text that is not of the page; -1 if there is none. */
export function lastBodyLine(lines: Lines, chrome: Uint8Array): number {
  let i = lines.count - 1;
  while (i >= 0 && (chrome[i] || !isBodyLine(lines, i) || isPageParagraph(lines, i))) i--;
  return i;
}

/** A disclaimer, or the receivers of an official document: as long as running text, and none. */
function isPageParagraph(lines: Lines, i: number): boolean {
  const length = lines.length(i);
  if (length > LONGEST_DISCLAIMER) return false;
  const head = foldText(lines.slice(i));
  return DISCLAIMER.test(head) || (length <= LONGEST && FOOTER.test(head));
}

/**
 * From the end up to the last running text: lines of the page, each by its own words; pictures among them are passed over,
 * codes to scan go with their words, and so does a short line or two between two lines of the page.
 */
export function markTail(lines: Lines, marks: LineMarks, chrome: Uint8Array, lastBody: number): void {
  for (let i = 0; marks.any && i < lines.count; i++) if (marks.of(i)?.fixed && !marks.of(i)?.chrome) chrome[i] = 0;
  const reader = new LineReader(lines.text);
  const loose: number[] = [];
  /** Nothing but lines of the page since the end, or since one that says so plainly. */
  let among = true;
  markBelowCredits(lines, marks, chrome, lastBody);
  for (let i = lines.count - 1; i > lastBody; i--) {
    if (marks.of(i)?.fixed && !chrome[i]) {
      if (lines.length(i) > 2) return;
      if (chrome[i + 1] && /扫|二维码|长按|关注/.test(lines.slice(i + 1).slice(0, LONGEST))) chrome[i] = 1;
    } else if (chrome[i] || isTailChrome(lines, chrome, i) || (among && isChromeAmongChrome(lines, i))) {
      for (const line of [i, ...loose.splice(0)]) chrome[line] = 1;
      among = true;
    } else if (among && i < lines.count - 1 && loose.length < GAP && isLoose(lines, reader, marks, i)) loose.push(i);
    else {
      among = false;
      loose.length = 0;
    }
  }
}

/** In a file of an author's: the lines at its very end that name a page, its editors or its rights, one by one. */
export function markPlainTail(lines: Lines, marks: LineMarks, chrome: Uint8Array): void {
  for (let i = lines.count - 1; i > 0 && (chrome[i] || (!marks.isFormed(i) && saysPage(lines, i))); i--) chrome[i] = 1;
}

/** Whether a line that nothing numbers says itself that it is of a page. */
export function saysPage(lines: Lines, i: number): boolean {
  if (isPageParagraph(lines, i)) return true;
  if (lines.length(i) > LONGEST || readMarker(new LineReader(lines.text).moveTo(lines.start(i), lines.end(i)))?.ordinal) return false;
  const text = withoutDecoration(packed(foldText(lines.slice(i))));
  if (SLOGAN.test(text) || LEGAL.test(text) || INVITATION.test(text) || PAGE_LABELS.test(text) || isPageData(text) || ORIGIN.test(text)) return true;
  return isCredit(text) || FOOTER.test(text) || AUDIENCE.test(text) || DOCUMENT_SITE.test(text) || FURTHER.test(text) || isPageWord(text);
}

/** Behind the last running text and the names of its editors comes nothing of the text any more. */
function markBelowCredits(lines: Lines, marks: LineMarks, chrome: Uint8Array, lastBody: number): void {
  let i = lines.count - 1;
  while (i > lastBody && !isCredit(foldText(lines.slice(i).slice(0, LONGEST)))) {
    if (marks.of(i)?.fixed || marks.of(i)?.heading !== undefined || lines.length(i) > LONGEST_LOOSE) return;
    i--;
  }
  if (i > lastBody) chrome.fill(1, i);
}

/** 责任编辑:何青, the last word of a page on its article. */
function isCredit(text: string): boolean {
  return /^[(【[]?\s*(责任编辑|责编|编辑|值班编辑|本期编辑|网络编辑)\s*[:|/丨│]\s*\S{1,12}/.test(text);
}

/** A short line that is no sentence and no heading. */
function isLoose(lines: Lines, reader: LineReader, marks: LineMarks, i: number): boolean {
  if (lines.length(i) > LONGEST_LOOSE || marks.of(i)?.heading !== undefined || marks.of(i)?.bold) return false;
  const text = foldText(lines.slice(i));
  if (/[。;!?,]/.test(text) || SIGNED.test(text) || readKind(text)) return false;
  return readMarker(reader.moveTo(lines.start(i), lines.end(i))) === null;
}

/** What may stand below the last line of an article. */
function isTailChrome(lines: Lines, chrome: Uint8Array, i: number): boolean {
  if (isPageParagraph(lines, i)) return true;
  if (lines.length(i) > LONGEST) return false;
  const text = withoutDecoration(packed(foldText(lines.slice(i))));
  if (SLOGAN.test(text) || LEGAL.test(text) || INVITATION.test(text) || PAGE_LABELS.test(text) || isPageData(text)) return true;
  if (CREDITS.test(text) || FOOTER.test(text) || ORIGIN.test(text)) return true;
  if (text.length > 60 || text.includes('。')) return false;
  if (AUDIENCE.test(text) || DOCUMENT_SITE.test(text) || FURTHER.test(text) || (text.length <= 36 && isMostlyPageWords(text))) return true;
  if (CONTACT.test(text)) return chrome[i + 1] === 1 || (text.match(CONTACT_FIELD)?.length ?? 0) >= 2;
  return SIGNED.test(text) && (chrome[i + 1] === 1 || SECOND_CREDIT.test(text) || (i > 0 && CREDITS.test(foldText(lines.slice(i - 1).slice(0, LONGEST)))));
}

/** A number or a single word of a page: nothing by itself. */
function isChromeAmongChrome(lines: Lines, i: number): boolean {
  if (lines.length(i) > 12) return false;
  const text = withoutDecoration(foldText(lines.slice(i)));
  return /^\d+$/.test(text) || isPageWord(text);
}

/** ▼ 往期回顾 ▼, 👇 阅读原文: without the signs around it. */
export function withoutDecoration(text: string): string {
  return text.replace(/^[^\p{L}\p{N}(【[“"「『]+/u, '').replace(/[^\p{L}\p{N})】\]”"」』。!?:]+$/u, '');
}
