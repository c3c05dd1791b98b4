import { isWordCode } from '../lines/characters';
import { PAGE_WORDS } from './chrome-words';

const WORDS = new Set(PAGE_WORDS.split(' '));
const LONGEST_WORD = 5;
/** Labels and values in one line: 上传人:… 文档编号:… 格式:…. */
const FIELD = /(?:^|[\s|])[\u4e00-\u9fff]{2,5}:(?=\s*\S)/g;

/** A line whose characters are spaced out (字 体 : 大 中 小) without its spaces; any other as it is. Folded. */
export function packed(text: string): string {
  const label = /^(\S\s+){1,5}\S\s*:/.exec(text)?.[0];
  if (label) return label.replace(/\s/g, '') + text.slice(label.length);
  const tokens = text.split(/\s+/);
  return tokens.length >= 4 && tokens.filter((token) => token.length === 1).length * 4 >= tokens.length * 3 ? tokens.join('') : text;
}

/** 关闭, 赞: nothing but one word of a page. Folded. */
export function isPageWord(text: string): boolean {
  return WORDS.has(text);
}

/** 党建材料 时间:2023-05-06 分享 收藏 打印: most of its words are those of a page, and there are two at least. Folded. */
export function isPageData(text: string): boolean {
  if (text.includes('。')) return false;
  const tokens = text.split(/[\s|:·/,【】[\]()]+/).filter((token) => token !== '');
  const known = tokens.filter((token) => WORDS.has(token)).length;
  const neutral = tokens.filter((token) => /^[\d.:()年月日-]+次?$/.test(token)).length;
  if (known >= 2 && (known + neutral) * 2 >= tokens.length) return true;
  return known >= 1 && (text.match(FIELD)?.length ?? 0) >= 3;
}

/** 扫码关注,免费领取写作大礼包: the words of a page make up half of the line. Folded. */
export function isMostlyPageWords(text: string): boolean {
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
