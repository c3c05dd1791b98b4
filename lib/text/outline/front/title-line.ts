import { readCaseMarker } from '../cases/case-marker';
import { isRegisterLine, titleLabelLength, unspaced } from './form-line';
import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import { beginsWithMeasure, readKind } from '../kinds/kinds';
import { readMarker } from '../shapes/table';

export const LONGEST_TITLE = 90;
/** 2022-09-14 10:22 周以宁: what begins with a day is about when and who. */
const DATE_FIRST = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/;
const WEB = /^([\u4e00-\u9fff]{2,6}\s*:\s*)?(https?:\/\/|www\.)/i;
/** 东川市用…, below a line without a place: the place is said in the subtitle. */
const PLACE_FIRST = /^[\u4e00-\u9fff]{2,7}(?:省|市|县|区|镇|乡|村|街道|社区|法院|医院|学校|公司|集团)(?=[\u4e00-\u9fff“])/;
/** A title of two halves is parted in the middle; with what the second half begins. */
const LONGEST_HALF = 16;
const MEASURE = /^(推动|推进|筑牢|打造|助力|助推|破解|赋能|激活|擦亮|跑出|构建|提升|促进|引领|守护|点亮|撬动|绘就|托起|走出|织密|架起|铺就|打通|服务)/;
/** Words that the title of a case ends with; where the first line lacks them and the second has them, the title broke. */
export const TITLE_TAIL = /(案例|案例材料|经验材料|汇报材料|工作汇报|调查报告|活动报告|工作报告|工作总结|纪实|经验做法|典型经验|调研报告|的(实践|探索|思考|路径|对策|调查|启示|样本|做法)|(实践|探索|调查|思考)[与和](实践|探索|思考|启示|对策|建议))$/;
/** Whether a line may be a title: no sentence, no heading by its number or its words. */
export function isTitle(content: Content, position: number): boolean {
  if (position >= content.length || content.mark(position)?.fixed) return false;
  const line = unspaced(shortLine(content, position));
  if (line === '' || line.includes('。') || /[;,、]$/.test(line) || DATE_FIRST.test(line) || WEB.test(line)) return false;
  if (titleLabelLength(line) > 0) return true;
  if (isRegisterLine(line)) return false;
  const marker = readMarker(content.read(content.reader(), position));
  if (marker && (marker.ordinal > 0 || marker.shape === 'label')) return false;
  if (marker?.shape === 'bracket' && readKind(line)) return false;
  if (readKind(line)?.exact) return false;
  const opens = readCaseMarker(content.read(content.reader(), position), position);
  return opens?.ordinal !== 1 || ((isNamed(content, position) || (opens.mark === null && RANK.test(line))) && !isCounted(content, position, opens.family));
}

/** Whether the document's properties give just this line as its title: 数字乡村平台1 is one then, although 范文1 elsewhere opens a case. */
function isNamed(content: Content, position: number): boolean {
  const { named } = content.marks.about;
  return named !== undefined && wordsOf(named) === wordsOf(shortLine(content, position));
}

const RANK = /[第之唯统合]一$/;
/** Whether a line behind this one counts on from it: 范文一, 范文二. A title that ends with 第一 is alone. */
function isCounted(content: Content, position: number, family: string): boolean {
  const line = content.reader();
  for (let next = position + 1; next < content.length; next++) {
    const marker = readCaseMarker(content.read(line, next), next);
    if (marker?.family === family && marker.ordinal > 1) return true;
  }
  return false;
}

/** 党群同心筑堡垒 老旧小区焕新颜: two clauses of one length, as newspapers build their titles. Folded. */
export function isHeadline(line: string): boolean {
  const [first = '', second = '', ...others] = line.split(/\s+/).map(wordsOf);
  return others.length === 0 && first.length >= 4 && first.length <= 14 && !/\d/.test(line) && Math.abs(first.length - second.length) <= 1;
}

/** A subtitle behind a dash, or the rest of a title that broke in the middle of a phrase. */
export function continuesTitle(content: Content, position: number, title: string): boolean {
  const line = shortLine(content, position);
  if (line === '' || line.length > 60 || line.includes('。')) return false;
  if (/^[—–―─-]{1,3}/.test(line)) return true;
  // 工作总结, a heading of its own below the title that the properties give.
  if (content.mark(position)?.heading !== undefined && readKind(line)?.exact) return false;
  if (readMarker(content.read(content.reader(), position))) return false;
  // 推行“班前七分钟” / 筑牢煤矿安全第一道防线: two measures are two halves of one title.
  const half = foldText(title);
  if (half.length <= LONGEST_HALF && beginsWithMeasure(half) && MEASURE.test(line) && line.length <= LONGEST_HALF + 4 && !/[,;:!?]/.test(half + line)) return true;
  if (content.isParted(position) && PLACE_FIRST.test(line) && !PLACE_FIRST.test(half) && /[“用以让把]/.test(line) && !/[,;:!?\s]/.test(line)) return true;
  return /[的、—：:]$/.test(title) || (TITLE_TAIL.test(line) && !TITLE_TAIL.test(foldText(title)) && title.length <= 24 && !/[,;:!?]/.test(line));
}

/** Whether a line goes on with the title that the document's properties give: a page or a cover breaks it where it likes. */
export function continuesNamed(content: Content, position: number, title: string): boolean {
  const line = wordsOf(shortLine(content, position));
  return line !== '' && wordsOf(content.marks.about.named ?? '').startsWith(wordsOf(title) + line);
}

/** The line, folded; empty for one that is longer than any title. */
export function shortLine(content: Content, position: number): string {
  if (position >= content.length || content.end(position) - content.start(position) > LONGEST_TITLE) return '';
  return foldText(content.slice(position));
}
