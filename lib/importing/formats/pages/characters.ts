/*
 * What fonts call their characters is made for drawing: a ligature is one glyph, and many a font names 工 after the radical
 * that looks like it. A reader, a search and the outline want the characters that somebody typed.
 */

/** Radicals of the supplement that are simplified characters; NFKC leaves them as they are. */
const RADICALS = new Map(
  Object.entries({
    '⺁': '厂', '⺋': '㔾', '⺎': '兀', '⺏': '尣', '⺐': '尢', '⺙': '攵', '⺛': '旡', '⺟': '母', '⺠': '民', '⺩': '王', '⺪': '疋', '⺫': '罒', '⺬': '示', '⺰': '纟', '⺴': '罓', '⺼': '月', '⺿': '艹', '⻁': '虎',
    '⻂': '衤', '⻃': '覀', '⻄': '西', '⻅': '见', '⻆': '角', '⻇': '𧢲', '⻈': '讠', '⻉': '贝', '⻋': '车', '⻌': '辶', '⻍': '辶', '⻎': '辶', '⻏': '阝', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长', '⻔': '门', '⻖': '阝',
    '⻗': '雨', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻟': '飠', '⻠': '饣', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄', '⻫': '斉', '⻬': '齐',
    '⻭': '歯', '⻮': '齿', '⻰': '龙', '⻱': '龜', '⻲': '亀', '⻳': '龟',
  }),
);
/** Marks as fonts draw them in vertical lines; NFKC makes half-width ones of some. */
const VERTICAL = new Map(Object.entries({ '︐': '，', '︑': '、', '︒': '。', '︓': '：', '︔': '；', '︕': '！', '︖': '？', '︵': '（', '︶': '）', '︗': '〖', '︘': '〗', '︙': '…', '︱': '—' }));
/** Radicals, ligatures of Latin, vertical marks and forms of Han characters that stand for others. */
const FORMS = /[\ufe10-\ufe19\ufe30-\ufe44\u2e80-\u2fd5\ufb00-\ufb06\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
/** Marks of lists in the places of symbol typefaces. */
const BULLETS = new Map(Object.entries({ '\uf0b7': '•', '\uf0a7': '▪', '\uf06c': '●', '\uf06e': '■', '\uf075': '◆', '\uf076': '❖', '\uf0d8': '➢', '\uf0fc': '✓', '\uf0b2': '◇', '\uf09f': '•', '\uf0e0': '→', '\uf0d7': '×', '\uf0b0': '°', '\uf0b1': '±' }));
const NAMELESS = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/u;
/** Scripts that a document in Chinese may have words of. */
const EXPECTED = /[\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
/** Letters and characters of these scripts that no text has many of: phonetic and African letters, the rare characters of Extension A. */
const RARE = /[\u0180-\u01cc\u01dd-\u02af\u1100-\u11ff\u1d00-\u1dbf\u2c60-\u2c7f\u3400-\u4dbf\ua720-\uabff\u0460-\u052f\u0370-\u0390]/u;

/** The characters that a glyph stands for, as somebody would type them. */
export function typed(glyph: string): string {
  const bullet = BULLETS.get(glyph);
  if (bullet) return bullet;
  return glyph.replace(FORMS, (form) => RADICALS.get(form) ?? VERTICAL.get(form) ?? form.normalize('NFKC'));
}

/** Whether a glyph's characters say nothing: its font has no names for what it draws, or wrong ones. */
export function isUnmapped(text: string): boolean {
  if (text === '') return true;
  const [first = ''] = text;
  return NAMELESS.test(first) || RARE.test(first) || !EXPECTED.test(first);
}

/** Characters that fonts for simplified Chinese draw as others, and name after those. */
const VARIANTS = new Map(Object.entries({ '戶': '户', '戸': '户', '兌': '兑', '靑': '青', '吿': '告', '淸': '清', '內': '内', '黃': '黄', '呂': '吕', '彔': '录' }));
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join('')}]`, 'g');
const SIMPLIFIED = /[这们为会国个对发来时过还后应开关]/g;
const TRADITIONAL = /[這們為會國個對發來時過還後應開關]/g;

/** Whether a text is written in simplified characters. */
export function isSimplified(text: string): boolean {
  return (text.match(SIMPLIFIED)?.length ?? 0) > 4 * (text.match(TRADITIONAL)?.length ?? 0);
}

/** The character that the author of a text in simplified characters typed. */
export function simplified(glyph: string): string {
  return glyph.replace(VARIANT, (variant) => VARIANTS.get(variant) ?? variant);
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6\u2014\u2018\u2019\u201c\u201d\u2026\u2460-\u24ff]/u;

/** Whether a character stands in a square of its own, so that none needs a space before or behind it. */
export function isWide(character: string | undefined): boolean {
  return character !== undefined && WIDE.test(character);
}

/** The first and the last character of a text; undefined in an empty one. */
export function firstOf(text: string): string | undefined {
  return text === '' ? undefined : String.fromCodePoint(text.codePointAt(0) ?? 0);
}

export function lastOf(text: string): string | undefined {
  const last = text.at(-1);
  return last !== undefined && /[\udc00-\udfff]/.test(last) ? text.slice(-2) : last;
}
