import { type Found, rule } from '../rule';

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '.': '。', '(': '（', ')': '）' };
const MARK = /[,;:?!.()]/g;
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff〇]/;
/** Han, and the marks that stand only in Chinese text. */
const CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff〇，。；：？！、“”‘’《》〈〉（）【】「」『』〔〕…％～]/;
const OPENING = /[\u3400-\u4dbf\u4e00-\u9fff〇“‘《（【「『〔]/;

/** Half-width marks in Chinese text: usually what copying from a web page leaves behind. */
export const halfWidthMark = rule({
  id: 'half-width-mark',
  standard: 'GB/T 15834-2011 5.1',
  find(text) {
    const brackets = chineseBrackets(text);
    const found: Found[] = [];
    let last = -1;
    for (const match of text.matchAll(MARK)) {
      const from = match.index;
      const full = FULL[match[0]] ?? '';
      const isBracket = full === '（' || full === '）';
      // Behind a mark that is to become Chinese, the next one stands in Chinese text too.
      const before = from > 0 && last === from - 1 ? '，' : (text[from - 1] ?? '\n');
      const after = brackets.has(from + 1) ? '（' : (text[from + 1] ?? '\n');
      if (isBracket ? !brackets.has(from) : !isInChinese(match[0], before, after, isNumberMark(text, from))) continue;
      found.push({ from, to: from + 1, suggestion: full, certainty: 'certain' });
      last = from;
    }
    return found;
  },
});

function isInChinese(mark: string, before: string, after: string, isNumber: boolean): boolean {
  // A point ends a Chinese sentence only behind Han or a closing mark: 1.背景 and 图2.1 are numbers.
  if (mark === '.') return !isNumber && /[\u3400-\u9fff”’）》，]/.test(before) && /[\s\u3400-\u9fff“”]/.test(after);
  // Part of a picture's or an emoji's markup, or of an operator.
  if ((mark === '!' && after === '[') || after === mark || before === mark || (mark === ':' && after === '/')) return CHINESE.test(before) && HAN.test(after);
  return CHINESE.test(before) || (OPENING.test(after) && /[A-Za-z0-9%)\]"'+]/.test(before));
}

/** 一. or 十二. at the start of a line, which is the business of another rule. */
function isNumberMark(text: string, at: number): boolean {
  return /(?:^|\n)[ \t\u3000]*[一二三四五六七八九十]{1,3}$/.test(text.slice(Math.max(0, at - 12), at));
}

/** The half-width round brackets that hold or touch Han, in pairs that stand in one paragraph. */
function chineseBrackets(text: string): Set<number> {
  const chinese = new Set<number>();
  let open: { at: number; holdsHan: boolean }[] = [];
  for (const { 0: character, index } of text.matchAll(/[()\n\u3400-\u4dbf\u4e00-\u9fff]/g)) {
    const top = open.at(-1);
    if (character === '\n') open = [];
    else if (character === '(') open.push({ at: index, holdsHan: false });
    else if (character !== ')') {
      if (top) top.holdsHan = true;
    } else if (top) {
      open.pop();
      const outer = open.at(-1);
      if (outer && top.holdsHan) outer.holdsHan = true;
      const isLink = text[top.at - 1] === ']';
      if (!isLink && (top.holdsHan || HAN.test(text[top.at - 1] ?? '') || HAN.test(text[index + 1] ?? ''))) chinese.add(top.at).add(index);
    }
  }
  return chinese;
}
