/** What a caption begins with: 图 1, 表3-2, 图一, （图2：…）, ▲图3, 附表 1, Figure 1, Table 2.1. */
const BEGIN =
  /^\s*[▲△▼▽◆■●※*]?\s*[(（【[]?\s*(?:(图(?!表)|图片|照片|插图|附图|Fig(?:ure|\.)?|Photo)|(表格?|图表|附表|续表|Table|Chart))\s*(?:[A-Z]\s?[-–.．]?\s?)?(?:\d{1,3}(?:\s?[-–—.．]\s?\d{1,3}){0,2}[a-z]?(?![\d%％])|[一二三四五六七八九十]{1,3}(?:\s?[-–—]\s?[一二三四五六七八九十\d]{1,3})?)(?:\s?[(（]续[)）])?/iu;
const SEPARATED = /^[\s:：、.．,，—–-]/;
/** 图1显示, 表1中的: a sentence about what it names. */
const SPEAKS = /^\s*(?:[中里上下]|[的和与及至到]|[、~～]|是|显示|可见|可以|可知|看出|表明|反映|给出|列[出示]|所[示列])/;
const SPEAKS_ENGLISH = /^\s*(?:and|to|shows?|is|are|illustrates?|presents?|lists?|gives?|depicts?)\b/i;
const SENTENCE = /[。！？；!?;]/;
const LONGEST = 100;
const LONGEST_GLUED = 50;

/**
 * What a line would be the caption of, by its words alone; null where it is none. Whether it is one says what it stands beside.
 * @param line without its line break
 */
export function captionWord(line: string): 'figure' | 'table' | null {
  if (line.length > LONGEST * 2) return null;
  const words = line.normalize('NFKC').trim();
  const begin = BEGIN.exec(words);
  if (!begin || words.length > LONGEST) return null;
  const rest = words.slice(begin[0].length);
  const plain = rest.replace(/[)）】\]]\s*$/, '');
  const isSentence = SENTENCE.test(plain);
  if (SPEAKS_ENGLISH.test(rest) || (SPEAKS.test(rest) && (isSentence || /^[中里上下的和与及至到、~～]/.test(rest)))) return null;
  if (rest !== '' && !SEPARATED.test(rest) && (isSentence || words.length > LONGEST_GLUED)) return null;
  // One sentence may end with its mark; two are prose.
  if (SENTENCE.test(plain.replace(/[。！？；!?;]\s*$/, ''))) return null;
  return begin[1] ? 'figure' : 'table';
}
