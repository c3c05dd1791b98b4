import { foldText, wordsOf } from './characters';
import type { Content } from './content';
import { beginsWithMeasure, readKind } from './kinds';
import { readCaseMarker } from './case-marker';
import { isNameList, isReporter, isSubtitle, MOST_ABOVE, readAboveTitle } from './masthead';
import { readMarker } from './shapes/table';
import type { Span } from './source';

/** What stands before a document's or a case's own text. */
export interface Front {
  /** The pieces of the title, which are joined without anything between them; none where there is no title. */
  title: Span[];
  /** Author, date and form lines around the title, as positions of content lines. */
  byline: number[];
  /** Positions of lines that the page added: a repeated title, 附件1, the site's name. */
  surplus: Set<number>;
  /** Part of a line that is a label of the title (案例名称：). */
  label?: Span;
  /** First position behind all that. */
  next: number;
}

const LONGEST_TITLE = 90;
const NEAR = 8;
/** 【标杆案例】 before a title. */
const BRACKETED = /^[【[]/;
const ATTACHMENT = /^附件?\s*[0-9一二三四五六七八九十]{0,2}\s*:?$/;
const TITLE_LABEL = /^[【[]?\s*(标题|题目|案例名称|案例标题|案例题目|项目名称|材料名称|案例主题)\s*[】\]]?\s*:\s*(?=\S)/;
/** Words that the title of a case ends with; where the first line lacks them and the second has them, the title broke. */
const TITLE_TAIL = /(案例|案例材料|经验材料|汇报材料|工作汇报|调查报告|活动报告|工作报告|工作总结|纪实|经验做法|典型经验|调研报告|的(实践|探索|思考|路径|对策|调查|启示|样本|做法)|(实践|探索|调查|思考)[与和](实践|探索|思考|启示|对策|建议))$/;
const FORM_LABEL =
  /^[【[]?\s*(作者|撰稿|撰稿人|执笔|执笔人|单位|作者单位|申报单位|推荐单位|报送单位|选送单位|实施单位|实施主体|所在单位|主办单位|编写单位|报送时间|申报时间|填报时间|实施时间|所属领域|案例类别|案例类型|案例名称|申报类别|类别|领域|所属地区|地区|联系人|联系电话|电话|主管单位|指导单位|负责人|供稿|供稿单位|获奖情况|所获荣誉|案例来源|申报时间|报送人|推荐理由|案例领域|参评类别|单位名称|企业名称|学校名称|通讯地址|邮箱|申报人|汇报人|发言人|主讲人|指导教师|辅导员|科室|关键词)\s*[】\]]?\s*:/;
const ORGANISATION =
  /(委员会|党委|党组|总公司|分公司|基金会|研究院|研究所|事务所|理事会|课题组|编写组|调研组|专班|部|分场|班组|大队|支队|中队|派出所|馆|站|园|所|政府|人民政府|局|办公室|办事处|医院|学校|大学|学院|中学|小学|幼儿园|公司|集团|支部|党支部|总支|中心|街道|县委|市委|区委|镇委|乡委|组织部|宣传部|政法委|卫生院|保健院|检察院|法院|联合会|合作社|协会|委|社区|村|镇|乡|科|厅|处|队)$/;
const OFFICE = /(理事长|董事长|总经理|经理|书记|主任|主席|局长|处长|科长|所长|站长|院长|校长|园长|馆长|镇长|乡长|县长|区长|班长|队长|会长|秘书长|执行长|教授|教师|老师|记者|通讯员|作者|供稿|法官|民警|医师|护士长|工程师|[编撰著辑]|编印|编写|编著|整理)$/;
/** 某某镇党委 张三: an organisation and a person. */
const PERSON = /(党委|政府|局|委|部|镇|乡|村|社区|街道|医院|学校|小学|中学|大学|公司|中心|所|站|队)\s+[\u4e00-\u9fff]{2,3}$/;
/** (在全县现场会上的发言) below a title. */
const OCCASION = /^[(].{2,40}(会|会议|会上|发言|讲话|讲稿|材料|交流|论坛|活动|培训班|汇报|节选|摘要)[)]$/;
const DATED = /^[(]?([0-9〇○零一二三四五六七八九]{2,4}\s*[年./-].{0,16}|[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)[)]?$/;

/** Reads title, subtitle and byline at the head of a document. A document may have none of them. */
export function readDocumentFront(content: Content): Front {
  const surplus = new Set<number>();
  let at = 0;
  while (at < content.length && ATTACHMENT.test(shortLine(content, at))) surplus.add(at++);
  at = titlePosition(content, at, surplus);
  if (!isTitle(content, at)) return { title: [], byline: [], surplus, next: at };
  return { ...readTitle(content, at, surplus), surplus };
}

/** Position of the title: a line that comes twice near the head, else the first, or the second below the author's name. */
function titlePosition(content: Content, at: number, surplus: Set<number>): number {
  const marked = markedTitle(content, at);
  if (marked >= 0) {
    for (let i = at; i < marked; i++) if (!isByline(content, i)) surplus.add(i);
    return marked;
  }
  const near = Math.min(content.length, at + NEAR);
  for (let i = at; i < near; i++) {
    // An application form names the case below its own name.
    if (!TITLE_LABEL.test(shortLine(content, i))) continue;
    // A form names its case in short below the whole title.
    const whole = wordsOf(shortLine(content, i).replace(TITLE_LABEL, ''));
    for (let j = at; j < i; j++) if (whole.length >= 4 && wordsOf(shortLine(content, j)).startsWith(whole) && isTitle(content, j)) return j;
    for (let j = at; j < i; j++) if (!isByline(content, j)) surplus.add(j);
    // A forum's label names the title that stands below it.
    for (let j = i + 1; j < near; j++) {
      const own = wordsOf(shortLine(content, j));
      if (own.length < 6 || !whole.startsWith(own) || !isTitle(content, j)) continue;
      for (let k = i; k < j; k++) surplus.add(k);
      return j;
    }
    return i;
  }
  const told = toldTitle(content, at, near);
  if (told >= 0) {
    for (let i = at; i < told; i++) if (!isByline(content, i)) surplus.add(i);
    return told;
  }
  const words: string[] = [];
  for (let i = at; i < near && shortLine(content, i) !== '' && !shortLine(content, i).includes('。'); i++) words.push(wordsOf(content.slice(i)));
  for (let i = 0; i < words.length; i++) {
    const own = words[i] ?? '';
    // The browser's title is the page's title and the name of the site.
    const again = words.findIndex((other, j) => j > i && other.length >= 6 && own.length <= other.length + 14 && (own.startsWith(other) || (own.endsWith(other) && BRACKETED.test(shortLine(content, at + i)))));
    if (again < 0 || !isTitle(content, at + again)) continue;
    const exact = own === words[again];
    const title = exact ? i : again;
    for (let j = 0; j < title; j++) surplus.add(at + j);
    return at + title;
  }
  const below = belowMasthead(content, at, surplus);
  if (isBelowKicker(content, below + 1)) return below + 1;
  if (below > at) return below;
  const first = shortLine(content, at);
  if (ORGANISATION.test(first) && first.length <= 20 && isTitle(content, at + 1) && shortLine(content, at + 1).length > first.length) return at + 1;
  return at;
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

/** 白鹭镇党委书记 沈一舟, 本报记者 …, 2021年11月26日: above a title they are no title themselves. */
function isSigned(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  if (!isByline(content, position) || line.length > 40) return false;
  return DATED.test(line) || isReporter(line) || isNameList(line) || FORM_LABEL.test(line) || ORGANISATION.test(line) || /\s\d{4}\s*[年.-].{1,8}$/.test(line) || /\S(长|记|任|员|师|理|席|者|授)\s+[\u4e00-\u9fff]{2,4}$/.test(line) || PERSON.test(line);
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

function isTitle(content: Content, position: number): boolean {
  if (position >= content.length) return false;
  const line = shortLine(content, position);
  if (line === '' || line.includes('。') || /[;,、]$/.test(line)) return false;
  const marker = readMarker(content.read(content.reader(), position));
  if (marker && (marker.ordinal > 0 || marker.shape === 'label') && !TITLE_LABEL.test(line)) return false;
  if (marker?.shape === 'bracket' && readKind(line)) return false;
  return !readKind(line)?.exact && !(readCaseMarker(content.read(content.reader(), position), position)?.ordinal === 1);
}

function readTitle(content: Content, at: number, surplus: Set<number>): Omit<Front, 'surplus'> {
  const line = foldText(content.slice(at));
  const labelLength = TITLE_LABEL.exec(line)?.[0].length ?? 0;
  const hashes = labelLength || (/^#+\s+/.exec(line)?.[0].length ?? 0);
  const start = content.start(at);
  const title: Span[] = [{ from: start + hashes, to: content.end(at) }];
  let words = content.textOf(title);
  let next = at + 1;
  while (next < at + 4 && continuesTitle(content, next, words)) {
    title.push(content.span(next));
    words += content.slice(next++);
  }
  const own = wordsOf(words);
  const skip = () => {
    while (next < content.length && !surplus.has(next) && repeats(content, next, own)) surplus.add(next++);
  };
  skip();
  const byline = Array.from({ length: at }, (_, i) => i).filter((i) => !surplus.has(i));
  if (next < content.length && OCCASION.test(shortLine(content, next))) byline.push(next++);
  while (next < content.length && byline.length < 12 && isByline(content, next)) byline.push(next++);
  skip();
  return { title, byline, next, ...(labelLength > 0 ? { label: { from: start, to: start + labelLength } } : {}) };
}

/** How many lines from the end up a page may name its article. */
const FOOT = 200;
const TOLD = /^(?:本文标题|原标题|标题|本文链接)\s*:\s*(.+)$|^[【[《“]?(.{6,60}?)[】\]》”]?\s*的?(?:相关|推荐|热门|延伸|扩展|更多)(?:文章|阅读|推荐|范文|内容|资讯|链接|新闻|文档)/;

/** The line near the head that the page names again at its foot (【…】相关文章); -1 if there is none. */
function toldTitle(content: Content, at: number, near: number): number {
  const { lines } = content;
  for (let i = lines.count - 1; i >= Math.max(0, lines.count - FOOT); i--) {
    if (lines.length(i) > LONGEST_TITLE) continue;
    const [, labelled, related] = TOLD.exec(foldText(lines.slice(i))) ?? [];
    const words = wordsOf(labelled ?? related ?? '');
    if (words.length < 6) continue;
    for (let position = at; position < near; position++) if (wordsOf(shortLine(content, position)) === words && isTitle(content, position)) return position;
  }
  return -1;
}

/**
 * Whether a line is the title although another one stands above it: it is a headline and that is none, or its authors
 * stand right below it, and it goes on from nothing.
 */
function isBelowKicker(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  const above = shortLine(content, position - 1);
  if (line.length < 6 || /^[(“"]|(发言|讲话|讲稿|致辞)[)]?$/.test(line) || isSubtitle(content, position) || !isTitle(content, position) || isByline(content, position)) return false;
  if (isHeadline(line)) return !isHeadline(above);
  return isByline(content, position + 1) && !readKind(above)?.exact && !TITLE_TAIL.test(above) && !continuesTitle(content, position, above);
}

/** 党群同心筑堡垒 老旧小区焕新颜: two clauses of one length, as newspapers build their titles. Folded. */
function isHeadline(line: string): boolean {
  const [first = '', second = '', ...others] = line.split(/\s+/).map(wordsOf);
  return others.length === 0 && first.length >= 4 && first.length <= 14 && !/\d/.test(line) && Math.abs(first.length - second.length) <= 1;
}

function repeats(content: Content, position: number, words: string): boolean {
  return words.length > 3 && wordsOf(shortLine(content, position)) === words;
}

/** A subtitle behind a dash, or the rest of a title that broke in the middle of a phrase. */
function continuesTitle(content: Content, position: number, title: string): boolean {
  const line = shortLine(content, position);
  if (line === '' || line.length > 60 || line.includes('。')) return false;
  if (/^[—–―─-]{1,3}/.test(line)) return true;
  if (readMarker(content.read(content.reader(), position))) return false;
  return /[的、—：:]$/.test(title) || (TITLE_TAIL.test(line) && !TITLE_TAIL.test(foldText(title)) && title.length <= 24 && !/[,;:!?]/.test(line));
}

/** Whether the line names an author, an organisation, a date or a field of a form. */
export function isByline(content: Content, position: number): boolean {
  const line = shortLine(content, position).replace(/^[□■◎○●▲△◇◆※*]\s*/, '');
  if (line === '' || line.length > 60 || content.mark(position)?.heading !== undefined) return false;
  if (FORM_LABEL.test(line) || isReporter(line) || isNameList(line)) return true;
  if (/[。;!?:]/.test(line) || line.length > 40) return false;
  const plain = line.replace(/^[(]|[)]$/g, '').trim();
  if (readMarker(content.read(content.reader(), position))?.shape !== 'zero' && DATED.test(plain)) return true;
  if (readCaseMarker(content.read(content.reader(), position), position)?.mark) return false;
  const marker = readMarker(content.read(content.reader(), position));
  if (marker || beginsWithMeasure(plain)) return false;
  return names(plain) || (ORGANISATION.test(plain) && !/^一|[,、]/.test(plain) && !readKind(line)?.exact);
}

/** 硕果核桃合作社理事长 冉启华: several words of which one is an organisation or an office. */
function names(line: string): boolean {
  const words = line.split(/[\s|·丨]+/);
  return words.length >= 2 && words.some((word) => ORGANISATION.test(word) || OFFICE.test(word)) && words.every((word) => word.length <= 24);
}

function shortLine(content: Content, position: number): string {
  if (position >= content.length || content.end(position) - content.start(position) > LONGEST_TITLE) return '';
  return foldText(content.slice(position));
}
