import { readCaseMarker } from '../cases/case-marker';
import { isFraming, readKind } from '../kinds/kinds';
import type { Content } from '../lines/content';
import { readMarker } from '../shapes/table';
import { isByline, isOrganisation } from './byline';
import { isRegisterLine, unspaced } from './form-line';
import { INSTITUTION, readAboveTitle } from './masthead';
import { isTitle, shortLine } from './title-line';

/** How many lines may stand above the one that the format sets highest. */
const MOST_ABOVE = 5;
/** Documents are called after what they are: 工作总结, 调研报告, 采访记录. Alone at the head that is a title; 总结 is a section. */
const DOCUMENT = /^[\u4e00-\u9fff]{2,10}(总结|报告|汇报|记录|材料|案例|方案|纪要|计划|体会|心得|反思|分析|设计|讲话|发言|讲稿|述职)$/;
/** How far below it the first numbered heading of such a document may stand. */
const NEAR = 12;

/**
 * The one line that the format sets above all other headings: the style of titles, the only `#`. It is the title whatever
 * its words, be they those of a section; -1 if there is none.
 */
export function onlyHighest(content: Content, at: number): number {
  if (!content.marks.any) return -1;
  let found = -1;
  let lower = false;
  for (let position = at; position < content.length; position++) {
    const heading = content.mark(position)?.heading;
    if (heading === undefined) continue;
    if (heading > 1) lower = true;
    else if (found < 0) found = position;
    else return -1;
  }
  if (found < 0 || found > at + MOST_ABOVE || !(lower || content.mark(found)?.centred)) return -1;
  return isName(content, found) && above(content, at, found) ? found : -1;
}

/** No number, no sentence, nothing that frames a text or opens one of several cases. */
function isName(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  if (line === '' || line.includes('。') || isFraming(line)) return false;
  const marker = readMarker(content.read(content.reader(), position));
  if (marker && marker.ordinal > 0) return false;
  const kind = readKind(line);
  if (kind?.exact && kind.kind === 'OTHER') return false;
  return isTitle(content, position) || readCaseMarker(content.read(content.reader(), position), position)?.mark === undefined;
}

/** Whether what stands above can: pictures, tables, lines about who and when, of the page, or short ones that are no better title. */
function above(content: Content, at: number, found: number): boolean {
  const telling = readKind(shortLine(content, found))?.exact === true;
  for (let position = at; position < found; position++) {
    if (content.mark(position)?.fixed || readAboveTitle(content, position) !== null || isByline(content, position)) continue;
    const line = shortLine(content, position);
    if (isRegisterLine(line)) continue;
    if (line === '' || line.includes('。') || (telling && isTitle(content, position))) return false;
  }
  return true;
}

/** Whether the line is what its document is called after: 工作总结, with registers or numbered sections below it. */
export function isDocumentName(content: Content, position: number): boolean {
  if (position >= content.length || content.mark(position)?.fixed) return false;
  const { heading } = content.mark(position) ?? {};
  const line = unspaced(shortLine(content, position));
  if (!DOCUMENT.test(line) || !readKind(line)?.exact) return false;
  if (isByline(content, position + 1) || isRegisterLine(shortLine(content, position + 1))) return true;
  for (let next = position + 1; next < Math.min(content.length, position + NEAR); next++) {
    if (heading !== undefined && (content.mark(next)?.heading ?? Infinity) <= heading) return false;
    const marker = readMarker(content.read(content.reader(), next));
    if (marker?.ordinal === 1) return true;
    if (marker === null && readKind(shortLine(content, next))?.exact) return false;
  }
  return false;
}

/** The name of a university or an office and nothing else at the head of a document, with its date, its authors or its text below. */
export function isNameOfOffice(content: Content, position: number): boolean {
  const line = unspaced(shortLine(content, position));
  if (line.length > 20 || !INSTITUTION.test(line) || !isOrganisation(line) || /[的到进走让把为在与和“《:,]/.test(line)) return false;
  return isByline(content, position + 1) || (readMarker(content.read(content.reader(), position + 1))?.ordinal ?? 0) === 1;
}
