import { child, elements, type XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';

/** Names that the reader of DOCX knows, for those that OpenDocument has for the same. */
const NAMES: [RegExp, string][] = [
  [/^Contents (\d+)$/i, 'toc $1'],
  [/^Quotations$/i, 'Quote'],
  [/^Preformatted Text$/i, 'HTML Preformatted'],
  [/^(?:Contents|Illustration Index|Table Index) Heading$/i, 'Contents Heading'],
];

/** The names of styles by their families, as they are here. */
export const paragraphStyle = (name: string) => `p ${name}`;
export const textStyle = (name: string) => `t ${name}`;

/** What a style says of its characters; what it says of Chinese ones is asked first. */
function runProperties(style: XmlElement, maker: PackageMaker): Children {
  const said = child(style, 'style:text-properties')?.attributes;
  if (!said) return [];
  const weight = said['style:font-weight-asian'] ?? said['fo:font-weight'];
  const slope = said['style:font-style-asian'] ?? said['fo:font-style'];
  const struck = said['style:text-line-through-style'] ?? (said['style:text-line-through-type'] === undefined ? undefined : said['style:text-line-through-type']);
  const position = said['style:text-position'];
  const font = said['style:font-name-asian'] ?? said['fo:font-family-asian'] ?? said['style:font-name'];
  const size = /^([\d.]{1,8})pt$/.exec(said['style:font-size-asian'] ?? said['fo:font-size'] ?? '')?.[1];
  const isBold = weight === 'bold' || Number(weight) >= 600;
  return [
    ...(weight === undefined ? [] : [maker.value('w:b', isBold ? 1 : 0)]),
    ...(slope === undefined ? [] : [maker.value('w:i', slope === 'italic' || slope === 'oblique' ? 1 : 0)]),
    ...(struck === undefined ? [] : [maker.value('w:strike', struck === 'none' ? 0 : 1)]),
    ...(said['text:display'] === undefined ? [] : [maker.value('w:vanish', said['text:display'] === 'none' ? 1 : 0)]),
    ...(position === undefined ? [] : [maker.value('w:vertAlign', /^0/.test(position) ? 'baseline' : /^(?:sub|-)/.test(position) ? 'subscript' : 'superscript')]),
    ...(font === undefined ? [] : [maker.element('w:rFonts', { 'w:eastAsia': font.replace(/['"]/g, '').replace(/\d$/, '') })]),
    ...(size === undefined ? [] : [maker.value('w:sz', Math.round(2 * Number(size)))]),
  ];
}

/** Adds a style of paragraphs or of text to the package. */
export function addStyle(style: XmlElement, maker: PackageMaker): void {
  const { 'style:name': id = '', 'style:display-name': display, 'style:family': family, 'style:parent-style-name': parent } = style.attributes;
  const isText = family === 'text';
  if (!isText && family !== 'paragraph') return;
  const key = isText ? textStyle : paragraphStyle;
  const plain = (display ?? id).replaceAll('_20_', ' ');
  const name = NAMES.reduce((said, [pattern, known]) => said.replace(pattern, known), plain);
  const align = child(style, 'style:paragraph-properties')?.attributes['fo:text-align'];
  maker.add('styles', maker.element('w:style', { 'w:styleId': key(id), 'w:type': isText ? 'character' : 'paragraph' }, [
    maker.value('w:name', name),
    ...(parent ? [maker.value('w:basedOn', key(parent))] : []),
    maker.element('w:pPr', {}, align === undefined ? [] : [maker.value('w:jc', align === 'center' ? 'center' : 'left')]),
    maker.element('w:rPr', {}, runProperties(style, maker)),
  ]));
}

const FORMATS: Record<string, string> = {
  '1': 'decimal', a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman', '': 'none', '１, ２, ３, ...': 'decimalFullWidth', '①, ②, ③, ...': 'decimalEnclosedCircle',
  '一, 二, 三, ...': 'chineseCounting', '壹, 贰, 叁, ...': 'chineseLegalSimplified', '壹, 貳, 參, ...': 'ideographLegalTraditional', '甲, 乙, 丙, ...': 'ideographTraditional',
  '子, 丑, 寅, ...': 'ideographZodiac', 'イ, ロ, ハ, ...': 'iroha', 'ア, イ, ウ, ...': 'aiueo',
};

/** Adds the definition of a list, or that of the numbers of headings, under its name. */
export function addList(list: XmlElement, maker: PackageMaker, id: string): void {
  const levels = elements(list).filter(({ name }) => /^text:(?:list|outline)-level-style/.test(name)).map((level) => {
    const { attributes } = level;
    const number = Number(attributes['text:level']) || 1;
    const isBullet = level.name.endsWith('-bullet') || level.name.endsWith('-image');
    const format = attributes['style:num-format'] ?? '';
    const shown = Math.min(number, Math.max(1, Number(attributes['text:display-levels']) || 1));
    const places = Array.from({ length: shown }, (_, index) => `%${number - shown + index + 1}`).join('.');
    const own = attributes['loext:num-list-format'];
    const pattern = own === undefined ? `${attributes['style:num-prefix'] ?? ''}${places}${attributes['style:num-suffix'] ?? ''}` : own.replace(/%(\d)%/g, '%$1');
    const followed = child(child(level, 'style:list-level-properties'), 'style:list-level-label-alignment')?.attributes['text:label-followed-by'];
    return maker.element('w:lvl', { 'w:ilvl': String(number - 1) }, [
      maker.value('w:start', attributes['text:start-value'] ?? 1),
      maker.value('w:numFmt', isBullet ? 'bullet' : (FORMATS[format] ?? format)),
      maker.value('w:lvlText', isBullet || format !== '' || /[^%\d.\s]/.test(pattern) ? pattern : ''),
      maker.value('w:suff', followed === 'nothing' ? 'nothing' : followed === 'space' ? 'space' : 'tab'),
    ]);
  });
  maker.add('numbering', maker.element('w:abstractNum', { 'w:abstractNumId': id }, levels));
}
