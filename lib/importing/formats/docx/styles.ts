import { child, childValue, elements, toggle, type XmlElement } from './xml';

/** What a style, or a paragraph or run itself, says; undefined where it says nothing. */
export interface RunForm {
  bold?: boolean | undefined;
  italic?: boolean | undefined;
  hidden?: boolean | undefined;
  strike?: boolean | undefined;
  raised?: boolean | undefined;
  /** A typeface that Chinese layouts use for headings: it says what bold says elsewhere. */
  headline?: boolean | undefined;
}

export interface ParagraphForm {
  /** 0 to 8; 9 is body text. */
  outlineLevel?: number | undefined;
  numId?: string | undefined;
  listLevel?: number | undefined;
  centred?: boolean | undefined;
}

type ParagraphRole = 'contents' | 'caption' | 'quote' | 'title' | 'subtitle' | 'code';

export interface ParagraphStyle extends ParagraphForm {
  run: RunForm;
  role?: ParagraphRole | undefined;
  /** The style that the numbering came from: its level may be tied to it. */
  numberingStyle?: string | undefined;
}

/** 黑体 and the titling faces of official documents; 楷体 is for running text and quotations as well. */
const HEADLINE = /^(黑体|SimHei|方正小标宋.*|方正大标宋.*|方正黑体.*|华文中宋|STZhongsong|微软雅黑 Bold)$/i;

/** Run properties (`w:rPr`). */
export function readRun(rPr: XmlElement | undefined): RunForm {
  if (!rPr) return {};
  const fonts = child(rPr, 'w:rFonts')?.attributes;
  const face = fonts?.['w:eastAsia'] ?? fonts?.['w:ascii'];
  const position = childValue(rPr, 'w:vertAlign');
  const strike = toggle(rPr, 'w:strike') ?? toggle(rPr, 'w:dstrike');
  return {
    bold: toggle(rPr, 'w:b'),
    italic: toggle(rPr, 'w:i'),
    hidden: toggle(rPr, 'w:vanish'),
    strike,
    raised: position === undefined ? undefined : position !== 'baseline',
    headline: face === undefined ? undefined : HEADLINE.test(face),
  };
}

/** Paragraph properties (`w:pPr`) without what stands in the style that they name. */
export function readParagraph(pPr: XmlElement | undefined): ParagraphForm {
  const level = childValue(pPr, 'w:outlineLvl');
  const numbering = child(pPr, 'w:numPr');
  const listLevel = childValue(numbering, 'w:ilvl');
  const alignment = childValue(pPr, 'w:jc');
  return {
    outlineLevel: level === undefined ? undefined : Number(level),
    numId: childValue(numbering, 'w:numId'),
    listLevel: listLevel === undefined ? undefined : Number(listLevel),
    centred: alignment === undefined ? undefined : alignment === 'center',
  };
}

/** `above` where it says something, else `below`. */
export function over<F extends object>(above: F, below: F): F {
  const merged = { ...below };
  for (const key in above) if (above[key] !== undefined) merged[key] = above[key];
  return merged;
}

const DIGITS = '一二三四五六七八九';
const digit = (text: string | undefined) => (text ? (DIGITS.indexOf(text) + 1 || Number(text)) : 0);

/** Names that speak of a heading's style and are none: captions, the second title, the character style or the text of a heading. */
const NO_HEADING = /[图表]\s*标题|副标题|(字符|正文|内容)$|\bchar$/i;
const LEVEL = '([1-9一二三四五六七八九])';
const NAMES = [`^heading[ _-]?${LEVEL}$`, `${LEVEL}\\s?级标题`, `标题[ _-]?${LEVEL}(?![0-9一二三四五六七八九])`].map((pattern) => new RegExp(pattern, 'i'));

/**
 * The level that a style's name says, from 1: heading 2, 标题 2, 二级标题, 2级标题, 标题二, also with words of its own around
 * them (公文标题1, 样式 标题 1 + 黑体); and the names of GB/T 1.1 templates, where 章标题 is the first level and 一级条标题
 * the second.
 */
function levelOfName(name: string): number | undefined {
  if (/^(附录)?章标题$|^(前言、引言标题|前言标题|引言标题)$/.test(name)) return 1;
  const clause = /^(?:附录)?([一二三四五六])级条标题$/.exec(name);
  if (clause) return digit(clause[1]) + 1;
  if (NO_HEADING.test(name)) return undefined;
  for (const pattern of NAMES) {
    const found = pattern.exec(name);
    if (found) return digit(found[1]);
  }
  return undefined;
}

function roleOfName(name: string): ParagraphRole | undefined {
  if (/^(toc\b.*|目录.*|目次.*|table of (contents|figures)|图表目录|contents heading)/i.test(name)) return 'contents';
  if (/^(caption|题注|图题|表题|图标题|表标题|正文图标题|正文表标题|附录图标题|附录表标题)$/i.test(name)) return 'caption';
  if (/^(quote|intense quote|引用|明显引用|block text)$/i.test(name)) return 'quote';
  if (/^(title|标题|文档标题|正标题)$/i.test(name)) return 'title';
  if (/^(subtitle|副标题)$/i.test(name)) return 'subtitle';
  if (/^(html preformatted|html 预设格式|code|代码|source code|plain code)$/i.test(name)) return 'code';
  return undefined;
}

interface Raw extends ParagraphForm {
  id: string;
  name: string;
  basedOn: string | undefined;
  type: string;
  run: RunForm;
}

/** The styles of a document, each with what it has from the ones that it is based on. */
export class Styles {
  private readonly raw = new Map<string, Raw>();
  private readonly known = new Map<string, ParagraphStyle>();
  private standard = '';
  private defaults: RunForm = {};

  /** @param root `w:styles`, undefined where the document has none */
  constructor(root: XmlElement | undefined) {
    for (const element of elements(root)) {
      if (element.name === 'w:docDefaults') this.defaults = readRun(child(child(element, 'w:rPrDefault'), 'w:rPr'));
      if (element.name !== 'w:style') continue;
      const { 'w:styleId': id = '', 'w:type': type = 'paragraph', 'w:default': standard } = element.attributes;
      const name = (childValue(element, 'w:name') ?? id).trim();
      this.raw.set(id, { id, type, name, basedOn: childValue(element, 'w:basedOn'), ...readParagraph(child(element, 'w:pPr')), run: readRun(child(element, 'w:rPr')) });
      if (type === 'paragraph' && standard && !['0', 'false'].includes(standard)) this.standard = id;
    }
  }

  /** What a paragraph of that style has from it; the standard style's where the document does not know the name. */
  paragraph(id: string | undefined): ParagraphStyle {
    const isKnown = id !== undefined && this.raw.has(id);
    const own = isKnown ? id : this.standard;
    // Programs that write no styles still name those of Word by their ids.
    const unknownLevel = isKnown || id === undefined ? undefined : levelOfName(id);
    const key = unknownLevel === undefined ? own : `${own} ${unknownLevel}`;
    const known = this.known.get(key);
    if (known) return known;
    let style: ParagraphStyle = { run: this.defaults };
    let nameLevel = unknownLevel;
    let role: ParagraphRole | undefined;
    for (const one of this.chain(own).reverse()) {
      const { run, id: styleId, outlineLevel, numId, listLevel, centred } = one;
      style = { ...over<ParagraphForm>({ outlineLevel, numId, listLevel, centred }, style), run: over(run, style.run), numberingStyle: numId ? styleId : style.numberingStyle };
      nameLevel = levelOfName(one.name) ?? (outlineLevel === undefined ? nameLevel : undefined);
      role = roleOfName(one.name) ?? role;
    }
    nameLevel = unknownLevel ?? nameLevel;
    // A level that a style says by its name alone counts where no outline level was set after it.
    if (style.outlineLevel === undefined && nameLevel) style.outlineLevel = nameLevel - 1;
    // Word for Chinese gives its second title an outline level; it is no section.
    if (role === 'subtitle') style.outlineLevel = undefined;
    style.role = role;
    this.known.set(key, style);
    return style;
  }

  /** What a run has from its character style. */
  run(id: string | undefined): RunForm {
    return id === undefined ? {} : this.chain(id).reverse().reduce<RunForm>((form, { run }) => over(run, form), {});
  }

  /** The style and what it is based on, nearest first; a circle ends where it closes. */
  private chain(id: string): Raw[] {
    const chain: Raw[] = [];
    for (let style = this.raw.get(id); style && !chain.includes(style) && chain.length < 50; style = this.raw.get(style.basedOn ?? '')) chain.push(style);
    return chain;
  }
}
