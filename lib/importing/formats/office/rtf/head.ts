import { numberFormat, type Children, type PackageMaker } from '../package-maker';
import { encodingOfCharset, SYMBOLS } from './encodings';
import { groupsOf, has, isGroup, textOfGroup, valueOf, type RtfGroup } from './group';

export interface RtfFont {
  name: string;
  encoding: string | undefined;
  isSymbols: boolean;
}

/** The typefaces of a file by their numbers (`\fonttbl`). */
export function readFonts(table: RtfGroup, encoding: string): Map<number, RtfFont> {
  const fonts = new Map<number, RtfFont>();
  // Programs of Apple leave out the groups around each of them.
  for (const group of [...apart(table), ...table.items.filter(isGroup)]) {
    const number = valueOf(group, 'f');
    if (number === undefined) continue;
    const charset = valueOf(group, 'fcharset');
    const own = encodingOfCharset(charset);
    fonts.set(number, { name: textOfGroup(group, own ?? encoding).replace(/;.*$/s, '').trim(), encoding: own, isSymbols: charset === SYMBOLS });
  }
  return fonts;
}

/** What stands in the table itself, each from its number on. */
function apart(table: RtfGroup): RtfGroup[] {
  const groups: RtfGroup[] = [];
  for (const item of table.items) {
    if (isGroup(item)) continue;
    if ('name' in item && item.name === 'f') groups.push({ items: [] });
    groups.at(-1)?.items.push(item);
  }
  return groups;
}

const TOGGLES: Record<string, string> = { b: 'w:b', i: 'w:i', strike: 'w:strike', v: 'w:vanish' };

/** Adds the styles of a file to the package (`\stylesheet`). */
export function addStyles(table: RtfGroup, maker: PackageMaker, fonts: ReadonlyMap<number, RtfFont>, encoding: string): void {
  for (const group of table.items.filter(isGroup)) {
    const [paragraph, character] = [valueOf(group, 's'), valueOf(group, 'cs')];
    if (has(group, 'ts') || has(group, 'ds')) continue;
    const font = fonts.get(valueOf(group, 'f') ?? -1);
    const run: Children = [];
    for (const [name, property] of Object.entries(TOGGLES)) if (has(group, name)) run.push(maker.value(property, valueOf(group, name) === 0 ? 0 : 1));
    if (font) run.push(maker.element('w:rFonts', { 'w:eastAsia': font.name }));
    const level = valueOf(group, 'outlinelevel');
    const list = valueOf(group, 'ls');
    const numbering = list === undefined ? [] : [maker.element('w:numPr', {}, [maker.value('w:numId', list), maker.value('w:ilvl', valueOf(group, 'ilvl') ?? 0)])];
    const properties = [
      ...(level === undefined ? [] : [maker.value('w:outlineLvl', level)]),
      ...(has(group, 'qc') ? [maker.value('w:jc', 'center')] : []),
      ...numbering,
    ];
    const based = valueOf(group, 'sbasedon');
    const id = character === undefined ? `s${paragraph ?? 0}` : `c${character}`;
    const children = [
      maker.value('w:name', textOfGroup(group, font?.encoding ?? encoding).replace(/;\s*$/, '').trim()),
      ...(based === undefined || based === (character ?? paragraph) ? [] : [maker.value('w:basedOn', character === undefined ? `s${based}` : `c${based}`)]),
      maker.element('w:pPr', {}, properties),
      maker.element('w:rPr', {}, run),
    ];
    const isStandard = character === undefined && !paragraph;
    maker.add('styles', maker.element('w:style', { 'w:styleId': id, 'w:type': character === undefined ? 'paragraph' : 'character', ...(isStandard ? { 'w:default': '1' } : {}) }, children));
  }
}

const SUFFIXES = ['tab', 'space', 'nothing'];

/** Adds the definitions of lists (`\listtable`). */
export function addLists(table: RtfGroup, maker: PackageMaker, encoding: string): void {
  for (const list of groupsOf(table, 'list')) {
    const levels = groupsOf(list, 'listlevel').map((level, index) => readLevel(level, index, maker, encoding));
    maker.add('numbering', maker.element('w:abstractNum', { 'w:abstractNumId': String(valueOf(list, 'listid') ?? '') }, levels));
  }
}

function readLevel(level: RtfGroup, index: number, maker: PackageMaker, encoding: string) {
  const [text] = groupsOf(level, 'leveltext');
  const pattern = text ? textOfGroup(text, encoding) : '';
  return maker.element('w:lvl', { 'w:ilvl': String(index) }, [
    maker.value('w:start', valueOf(level, 'levelstartat') ?? 1),
    maker.value('w:numFmt', numberFormat(valueOf(level, 'levelnfcn') ?? valueOf(level, 'levelnfc') ?? 0)),
    // Its length stands before it, and the numbers of levels are characters in it.
    maker.value('w:lvlText', pattern.slice(1, 1 + pattern.charCodeAt(0)).replace(/[\u0000-\u0008]/g, (place) => `%${place.charCodeAt(0) + 1}`)),
    maker.value('w:suff', SUFFIXES[valueOf(level, 'levelfollow') ?? 0] ?? 'tab'),
    ...(valueOf(level, 'levellegal') === 1 ? [maker.value('w:isLgl', 1)] : []),
    ...(valueOf(level, 'levelnorestart') === 1 ? [maker.value('w:lvlRestart', 0)] : []),
  ]);
}

/** Adds the lists that paragraphs refer to (`\listoverridetable`). @returns their numbers */
export function addListInstances(table: RtfGroup, maker: PackageMaker, encoding: string): Set<number> {
  const known = new Set<number>();
  for (const own of groupsOf(table, 'listoverride')) {
    const number = valueOf(own, 'ls');
    if (number === undefined) continue;
    known.add(number);
    const levels = groupsOf(own, 'lfolevel').map((one, index) => {
      const [level] = groupsOf(one, 'listlevel');
      const start = has(one, 'listoverridestartat') ? valueOf(one, 'levelstartat') : undefined;
      const children = [...(start === undefined ? [] : [maker.value('w:startOverride', start)]), ...(level && has(one, 'listoverrideformat') ? [readLevel(level, index, maker, encoding)] : [])];
      return maker.element('w:lvlOverride', { 'w:ilvl': String(index) }, children);
    });
    maker.add('numbering', maker.element('w:num', { 'w:numId': String(number) }, [maker.value('w:abstractNumId', valueOf(own, 'listid') ?? ''), ...levels]));
  }
  return known;
}
