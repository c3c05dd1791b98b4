import { isHan } from './characters';

/** Punctuation that copying made half-width, with its full-width form. */
const FULL: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '!': '！', '?': '？', '(': '（', ')': '）' };

/**
 * What keeps its punctuation: addresses, e-mail, code between backquotes, and Latin words with what stands between
 * them. Figures keep theirs because no Han stands on both sides of it.
 */
const KEPT = /(?:https?|ftp):\/\/[^\s\u4e00-\u9fff，。；）]+|www\.[^\s\u4e00-\u9fff，。；）]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|`[^`\n]*`|(?<![A-Za-z0-9'’-])[A-Za-z][A-Za-z0-9'’-]*(?:[,:;!?]? +[A-Za-z][A-Za-z0-9'’-]*){2,}[.,:;!?]?|\d{1,2}:\d{2}(?::\d{2})?/g;

const MARK = /[,:;!?()]/g;
/** A Chinese character, and one or a mark of punctuation. */
const HAN = /[\u3400-\u9fff“《]/;
const CHINESE = /[\u3400-\u9fff\u3001\u3002\uff01-\uff5e“”‘’《》「」『』【】]/;
/** How far behind a mark the pair of a bracket is looked for. */
const NEAR = 80;

/**
 * The text with half-width punctuation next to Chinese made full-width, as it was before it was copied: 背景,做法 becomes
 * 背景，做法. Addresses, times, figures, code and Latin sentences stay as they are. Brackets change in pairs. The result
 * has the length of the text, so that offsets stay; a full stop is left alone, since 1. and 3.5 have one too, unless it
 * ends a sentence of Han.
 */
export function restoreFullWidth(text: string): string {
  const kept = keptAt(text);
  const brackets = chineseBrackets(text, kept);
  const characters = text.split('');
  for (const { index, 0: mark } of text.matchAll(MARK)) {
    const bracket = mark === '(' || mark === ')';
    const chinese = bracket ? brackets.has(index) : !kept[index] && besideChinese(characters, index);
    if (chinese) characters[index] = FULL[mark] ?? mark;
  }
  const restored = characters.join('');
  return restored.replace(/([\u3400-\u9fff”）])\.(?=$|[\n\r\u3400-\u9fff“])/gm, (whole, before: string, at: number) => {
    const numbered = /(^|\n)[ \u3000]*[一二三四五六七八九十]{1,3}$/.test(restored.slice(Math.max(0, at - 4), at + 1));
    return kept[at + 1] || numbered ? whole : `${before}。`;
  });
}

function keptAt(text: string): Uint8Array {
  const kept = new Uint8Array(text.length);
  for (const { index, 0: whole } of text.matchAll(KEPT)) kept.fill(1, index, index + whole.length);
  return kept;
}

/** A mark with Chinese before it, restored marks among it, or with Han behind it; not one between figures. */
function besideChinese(characters: readonly string[], at: number): boolean {
  const before = characters[at - 1] ?? '';
  const behind = characters[at + 1] ?? '';
  if (/\d/.test(before) && /\d/.test(behind)) return false;
  return CHINESE.test(before) || (HAN.test(behind) && before.trim() !== '');
}

/** Brackets of which one side touches Chinese, inside or out, with their partners. */
function chineseBrackets(text: string, kept: Uint8Array): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const { index, 0: mark } of text.matchAll(/[()\n]/g)) {
    if (mark === '\n') open.length = 0;
    else if (kept[index]) continue;
    else if (mark === '(') open.push(index);
    else {
      const start = open.pop();
      if (start === undefined || index - start > NEAR) continue;
      if ([start - 1, start + 1, index - 1, index + 1].some((at) => isHan(text.charCodeAt(at)))) found.add(start).add(index);
    }
  }
  return found;
}
