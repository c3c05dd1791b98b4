import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import { isByline, isOrganisation, isSigned } from './byline';
import { readKind } from '../kinds/kinds';
import { isIntroduction } from './lead';
import { isSubtitle, MOST_ABOVE, readAboveTitle } from './masthead';
import { isRegisterLine, titleLabelLength, unspaced } from './form-line';
import { continuesNamed, continuesTitle, isHeadline, isTitle, LONGEST_TITLE, shortLine, TITLE_TAIL } from './title-line';

const NEAR = 8;
/** 【标杆案例】 before a title. */
const BRACKETED = /^[【[]/;
/**
 * Position of the title. What the format marks, a form's label and the page's own foot tell it; else a line that comes
 * twice near the head, what stands below the names of columns and above the names of authors, or the first line.
 * @param surplus gets the positions above it that the page added
 */
export function titlePosition(content: Content, at: number, surplus: Set<number>): number {
  const near = Math.min(content.length, at + NEAR);
  const told = [() => labelledTitle(content, at, near), () => markedTitle(content, at), () => namedTitle(content, at, near), () => toldTitle(content, at, near)];
  for (const find of told) {
    const found = find();
    if (found < 0) continue;
    for (let i = 0; i < found; i++) if (isOfPage(content, i, found)) surplus.add(i);
    return found;
  }
  const twice = repeatedTitle(content, at, near);
  if (twice >= 0) {
    for (let i = at; i < twice; i++) surplus.add(i);
    return twice;
  }
  const below = belowMasthead(content, at, surplus);
  if (isBelowKicker(content, below + 1)) return below + 1;
  if (below > at) return below;
  return belowOrganisation(content, at);
}

/** Above the title: what comes again in it, what the page says of itself. The author's own lines there are about who and when. */
export function isOfPage(content: Content, position: number, title: number): boolean {
  const { fixed } = content.mark(position) ?? {};
  if (fixed) return !content.marks.about.authored;
  const line = shortLine(content, position);
  if (titleLabelLength(line) > 0 || readAboveTitle(content, position) === 'page') return true;
  if (content.marks.about.authored) return wordsOf(line) === wordsOf(shortLine(content, title));
  return !isByline(content, position) && !isRegisterLine(line);
}

/** The title below the name of an organisation, which is none itself. */
function belowOrganisation(content: Content, at: number): number {
  const first = unspaced(shortLine(content, at));
  if (!isOrganisation(first) || isHeadline(first) || first.length > 20 || !isTitle(content, at + 1) || isByline(content, at + 1)) return at;
  const { bold, heading } = content.mark(at + 1) ?? {};
  const louder = (bold === true || heading !== undefined) && !content.mark(at)?.bold;
  return louder || shortLine(content, at + 1).length > first.length ? at + 1 : at;
}

/** The title in the field of a form, or the line that the field names in short or with more behind it; -1 if there is none. */
function labelledTitle(content: Content, at: number, near: number): number {
  for (let i = at; i < near; i++) {
    const line = shortLine(content, i);
    const label = titleLabelLength(line);
    if (label === 0) continue;
    const named = wordsOf(line.slice(label));
    for (let j = at; j < i; j++) if (named.length >= 4 && wordsOf(shortLine(content, j)).startsWith(named) && isTitle(content, j)) return j;
    for (let j = i + 1; j < near; j++) {
      const own = wordsOf(shortLine(content, j));
      if (own.length >= 6 && named.length >= 6 && named.startsWith(own) && isTitle(content, j)) return j;
    }
    return i;
  }
  return -1;
}

/** A title that comes twice near the head; -1 if there is none. */
function repeatedTitle(content: Content, at: number, near: number): number {
  const words: string[] = [];
  for (let i = at; i < near && shortLine(content, i) !== '' && !shortLine(content, i).includes('。'); i++) words.push(wordsOf(content.slice(i)));
  for (let i = 0; i < words.length; i++) {
    const own = words[i] ?? '';
    // The browser's title is the page's title and the name of the site.
    const again = words.findIndex((other, j) => j > i && other.length >= 6 && own.length <= other.length + 14 && (own.startsWith(other) || (own.endsWith(other) && BRACKETED.test(shortLine(content, at + i)))));
    if (again >= 0 && isTitle(content, at + again)) return at + (own === words[again] ? i : again);
  }
  return -1;
}

/**
 * The title below names of sites and columns, numbers of issues and documents, authors and dates; the given position
 * where there is none of them, or no title behind them.
 */
function belowMasthead(content: Content, at: number, surplus: Set<number>): number {
  const above: number[] = [];
  let doubtful = 0;
  let found = at;
  for (; found < Math.min(content.length, at + MOST_ABOVE); found++) {
    if (isSubtitle(content, found + 1) && isTitle(content, found)) break;
    // A bulletin's editor speaks between its masthead and the title.
    if (found > at && isIntroduction(content, found) && isTitle(content, found + 1)) continue;
    const kind = readAboveTitle(content, found) ?? (isSigned(content, found) ? 'byline' : null);
    if (kind === null) break;
    if (kind === 'perhaps') doubtful = Math.max(doubtful, shortLine(content, found).length);
    if (kind !== 'byline') above.push(found);
  }
  // A column's name above the title and its subtitle tells itself by being short.
  if (found === at && !isSubtitle(content, at + 1) && isSubtitle(content, at + 2) && isTitle(content, at + 1) && shortLine(content, at).length <= 12) above.push(found++);
  const title = shortLine(content, found);
  if (found === at || !isTitle(content, found) || isByline(content, found) || (doubtful > 0 && title.length <= Math.max(7, doubtful))) return at;
  for (const position of above) surplus.add(position);
  return found;
}

/** The only line near the head that the format sets at the highest level or in the middle; -1 if there is none. */
function markedTitle(content: Content, at: number): number {
  if (!content.marks.any) return -1;
  const lines = Array.from({ length: Math.min(content.length - at, NEAR) }, (_, i) => at + i);
  const highest = Math.min(...lines.map((i) => content.mark(i)?.heading ?? Infinity));
  const top = lines.filter((i) => content.mark(i)?.heading === highest);
  const centred = lines.filter((i) => content.mark(i)?.centred && !isByline(content, i));
  const found = (top.length === 1 && (highest === 1 || content.mark(top[0] ?? 0)?.centred) ? top[0] : centred[0]) ?? -1;
  const before = lines.filter((i) => i < found);
  const told = content.mark(found)?.heading === 1 && before.length <= 3;
  const short = before.every((i) => content.end(i) - content.start(i) <= LONGEST_TITLE && (told || !content.slice(i).includes('。')));
  return found > 0 && short && isTitle(content, found) ? found : -1;
}

/** The line near the head that says what the document's properties do; -1 if there is none. */
function namedTitle(content: Content, at: number, near: number): number {
  const words = wordsOf(content.marks.about.named ?? '');
  if (words.length < 4) return -1;
  const whole = positionOf(content, words, at, near);
  if (whole >= 0) return whole;
  for (let position = at; position < near; position++) {
    const begun = wordsOf(shortLine(content, position));
    if (begun.length >= 4 && words.startsWith(begun) && isTitle(content, position) && continuesNamed(content, position + 1, begun)) return position;
  }
  return -1;
}

/** How many lines from the end up a page may name its article, and how far below a file's name its title may stand. */
const FOOT = 200;
const DEEP = 30;
const TOLD = /^(?:本文标题|原标题|标题|本文链接)\s*:\s*(.+)$|^[【[《“]?(.{6,60}?)[】\]》”]?\s*的?(?:相关|推荐|热门|延伸|扩展|更多)(?:文章|阅读|推荐|范文|内容|资讯|链接|新闻|文档)/;
const FILE = /^(.{4,60}?)(?:_第\d+页)?\.(?:docx?|wps|pdf|txt|rtf)$/i;

/** The line near the head that the page names again at its foot (【…】相关文章), or above as a file; -1 if there is none. */
function toldTitle(content: Content, at: number, near: number): number {
  const { lines } = content;
  for (let i = 0; i < Math.min(lines.count, NEAR); i++) {
    const words = lines.length(i) > LONGEST_TITLE ? '' : wordsOf(FILE.exec(foldText(lines.slice(i)))?.[1] ?? '');
    const found = words ? positionOf(content, words, at, Math.min(content.length, at + DEEP)) : -1;
    if (found >= 0) return found;
  }
  for (let i = lines.count - 1; i >= Math.max(0, lines.count - FOOT); i--) {
    if (lines.length(i) > LONGEST_TITLE) continue;
    const [, labelled, related] = TOLD.exec(foldText(lines.slice(i))) ?? [];
    const words = wordsOf(labelled ?? related ?? '');
    const found = words.length < 6 ? -1 : positionOf(content, words, at, near);
    if (found >= 0) return found;
  }
  return -1;
}

function positionOf(content: Content, words: string, from: number, to: number): number {
  for (let position = from; position < to; position++) if (wordsOf(shortLine(content, position)) === words && isTitle(content, position)) return position;
  return -1;
}

/** 改革深化提升行动典型案例, 走基层·看变化（之一）: the name of a series above the title of one of its parts. */
const SERIES = /(典型案例|优秀案例|创新案例|案例选登|案例展播|经验交流|系列报道|行动|评选|征集|专栏|专题|之窗)(\s*[(]?之?[0-9一二三四五六七八九十]{1,3}[)]?)?$|[(]之[0-9一二三四五六七八九十]{1,3}[)]$/;

/**
 * Whether a line is the title although another one stands above it: it is a headline and that is none, that is the name
 * of a series, or its own subtitle, its authors or the page's data stand right below it; and it goes on from nothing.
 */
function isBelowKicker(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  const above = shortLine(content, position - 1);
  if (line.length < 6 || /^[(“"]|(发言|讲话|讲稿|致辞)[)]?$/.test(line) || isSubtitle(content, position)) return false;
  if (!isTitle(content, position) || isByline(content, position) || content.isParted(position - 1) || continuesTitle(content, position, above)) return false;
  if (isHeadline(line)) return !isHeadline(above);
  if (SERIES.test(above) && line.length + 4 >= above.length) return true;
  if (readKind(above)?.exact || TITLE_TAIL.test(above)) return false;
  return isByline(content, position + 1) || isSubtitle(content, position + 1) || (line.length >= 8 && content.isParted(position));
}
