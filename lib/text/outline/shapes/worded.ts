import { foldText, isDigit, isHan, isSentenceEnd } from '../lines/characters';
import { isFraming, labelPrefix, readKind } from '../kinds/kinds';
import type { LineReader } from '../lines/lines';
import { readNumeral } from './numerals';
import { codes, counted, unnumbered, type Marker, type Recogniser } from './marker';

const PAIRS = new Map([[0x3010, 0x3011], [0x3016, 0x3017], [0x3014, 0x3015], [0x5b, 0x5d], [0x300e, 0x300f]]); // 【】〖〗〔〕[]『』
const LONGEST_BRACKET = 30;

/** 【背景】 alone on its line or before its text. */
export const bracket: Recogniser = (line) => {
  const close = PAIRS.get(line.at(0));
  if (close === undefined) return null;
  let end = 1;
  while (end < LONGEST_BRACKET && end < line.length && line.at(end) !== close) end++;
  if (line.at(end) !== close || end === 1) return null;
  if (isDigit(line.at(1)) && line.at(0) === 0x5b) return null; // [1], a reference
  if (end === line.length - 1 && PLACE.test(foldText(line.slice(1, end)))) return null;
  return unnumbered('bracket', 1, end);
};

/** [图片], 【视频1】: where something stood that the copy has not. */
const PLACE = /^(图片?|照片|图像|视频|音频|动图|动画表情|表情|表格|附件|文件|链接|二维码|语音|image|img|picture|video)\s*\d{0,3}$/i;

const DASHES = codes('—–―─');

/** ——突出…; at least two dashes, so that "- item" stays a list. */
export const dash: Recogniser = (line) => {
  let end = 0;
  while (end < 6 && DASHES.has(line.at(end))) end++;
  return end >= 2 ? unnumbered('dash', line.skipSpaces(end)) : null;
};

export const SYMBOLS = '◆◇■□▶►▷▲△★☆●○◎▪▍▌❖✦✪➤➢☞※♦✚◾◼▎█〓⬛⭐▼▽⊙';
const SYMBOL_CODES = codes(SYMBOLS);

/** ◆ ▶ ■ and their like; each sign is a family of its own. */
export const symbol: Recogniser = (line) => {
  const sign = line.at(0);
  if (!SYMBOL_CODES.has(sign)) return null;
  let end = 1;
  while (line.at(end) === sign || line.at(end) === 0xfe0f) end++;
  return unnumbered(`symbol-${String.fromCharCode(sign)}`, line.skipSpaces(end));
};

/** # and ## as Markdown writes headings. */
export const hash: Recogniser = (line) => {
  let depth = 0;
  while (depth < 7 && line.at(depth) === 0x23) depth++;
  if (depth === 0 || depth > 6) return null;
  const head = line.skipSpaces(depth);
  return head > depth ? unnumbered(`hash-${depth}`, head) : null;
};

const COUNTED_WORDS = ['做法', '措施', '举措', '经验', '启示', '亮点', '成效', '步骤', '对策', '方法', '体会', '问题', '阶段', '环节', '特色', '实践', '路径', '机制', '案例', '变化', '创新点', '片段', '镜头', '场景', '故事', '任务', '策略', '妙招', '实招', '模块', '板块', '难题', '痛点'];
export const COUNTED_STARTS = COUNTED_WORDS.map((label) => label.charAt(0)).join('');

/** 做法一：…, 亮点之二 …, 步骤3 …; the word counts together with its number. */
export const word: Recogniser = (line) => {
  const start = line.slice(0, 4);
  const label = COUNTED_WORDS.find((candidate) => start.startsWith(candidate));
  if (!label) return null;
  const at = line.at(label.length) === 0x4e4b ? label.length + 1 : label.length; // 之
  const numeral = readNumeral(line, line.skipSpaces(at));
  if (!numeral) return null;
  const gap = line.skipSpaces(numeral.end);
  const separated = line.at(gap) === 0x3a || line.at(gap) === 0x3001 || line.at(gap) === 0x2e;
  if (!separated && gap === numeral.end && gap < line.length) return null;
  return counted(`word-${label}`, numeral.value, 0, numeral.end, line.skipSpaces(separated ? gap + 1 : gap));
};

/** Shortest text behind a label, unless a full stop ends it: 背景：锁在库房里的两万件 is a heading. */
const SHORTEST_TEXT = 22;

/** 背景：text, where the label is nothing but words of case headings. */
export const labelled: Recogniser = (line) => {
  let end = 0;
  while (end < 12 && end < line.length && line.at(end) !== 0x3a) end++;
  if (line.at(end) !== 0x3a || end < 2 || end + 1 >= line.length) return null;
  if (line.length - end < SHORTEST_TEXT && line.at(line.length - 1) !== 0x3002) return null;
  const kind = readKind(line.slice(0, end));
  // 附件：1．… begins a list.
  if (kind?.kind === 'OTHER') return null;
  return kind?.exact && labelPrefix(line.slice(0, end)) === end ? unnumbered('label', 0, end) : null;
};

const FORBIDDEN = codes('。;!?|=<>{}…~');
const CAPTION_STARTS = codes('图表附注(（[【“”"\'/\\*-•·+#');
const LONGEST_BARE = 26;
/** Longest line that a telling word makes a heading; a colon behind it may as well announce a list. */
const LONGEST_TELLING = 16;
const LONGEST_ANNOUNCED = 8;
const LONGEST_QUESTION = 20;

/** 图1 …, 表2-1 …, 附表 …. */
function isCaption(line: LineReader): boolean {
  return /^附?[图表圖][ ]*([0-9]|[一二三四五六七八九十]{1,2}[ :])/.test(foldText(line.slice(0, 8)));
}

function isAllHan(line: LineReader, to: number): boolean {
  for (let i = 0; i < to; i++) if (!isHan(line.at(i))) return false;
  return true;
}

/** Cells that wide gaps part: a row of a table that lost its lines. */
export function isRow(line: LineReader): boolean {
  let gaps = 0;
  for (let i = 1; i < Math.min(line.length, 80); i++) {
    if (line.at(i) !== 0x20 || line.at(i - 1) === 0x20) continue;
    if (line.at(i + 1) === 0x20 || line.slice(i, i + 1) === '\t' || line.slice(i, i + 1) === '\u3000') gaps++;
  }
  return gaps >= 2;
}

/** “总得有人留下”: all of the line in one pair of quotation marks, and no sentence. Speech ends with its mark. */
function isQuotation(line: LineReader, to: number): boolean {
  if (line.at(0) !== 0x201c || line.at(to - 1) !== 0x201d || to < 6) return false;
  for (let i = 1; i < to - 1; i++) if (line.at(i) === 0x201d || isSentenceEnd(line.at(i))) return false;
  return !/[,、…—]/.test(line.slice(to - 2, to - 1));
}

/**
 * A short line without punctuation, which may be a heading if what stands around it says so. Its family is
 * `bare-frame` for 前言 and its like, `bare-kind` where its words are those of case headings, else `bare-line`.
 */
export function readBare(line: LineReader): Marker | null {
  const length = line.length;
  if (isCaption(line) || isRow(line)) return null;
  if (length < 2 || length > LONGEST_BARE || isDigit(line.at(0))) return null;
  const colon = line.at(length - 1) === 0x3a;
  const headTo = colon ? length - 1 : length;
  // 账由谁来管? is one question; a mark inside is a sentence.
  const asks = line.at(headTo - 1) === 0x3f && headTo >= 4 && headTo <= LONGEST_QUESTION;
  let commas = 0;
  for (let i = 0; i < headTo - Number(asks); i++) {
    const code = line.at(i);
    if (FORBIDDEN.has(code)) return null;
    if (code === 0x3a && !readKind(line.slice(0, i))?.exact) return null;
    if (code === 0x2c || code === 0x3001) commas++;
  }
  const last = line.at(headTo - 1);
  if (commas > 2 || last === 0x2c || last === 0x3001 || last === 0x2e) return null;
  if (isFraming(line.slice(0, headTo))) return unnumbered('bare-frame', 0, headTo);
  if (isQuotation(line, headTo)) return unnumbered('bare-line', 0, headTo);
  const kind = readKind(line.slice(0, headTo));
  if (kind && (kind.exact || headTo <= (colon ? LONGEST_ANNOUNCED : LONGEST_TELLING))) return unnumbered('bare-kind', 0, headTo);
  if (colon || CAPTION_STARTS.has(line.at(0)) || commas > 1) return null;
  if (headTo < 4 && !isAllHan(line, headTo)) return null;
  return unnumbered('bare-line', 0, headTo);
}
