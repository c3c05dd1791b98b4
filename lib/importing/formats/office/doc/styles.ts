import type { Children, PackageMaker } from '../package-maker';
import { characterForm, paragraphForm, paragraphProperties, styleId } from './properties';
import type { WordFile } from './word-file';

/** Names of Word's own styles by their numbers (MS-DOC 2.9.271): a file may call them in any language. */
const BUILT_IN: Record<number, string> = { 34: 'caption', 62: 'Title', 74: 'Subtitle' };
for (let level = 1; level <= 9; level++) {
  BUILT_IN[level] = `heading ${level}`;
  BUILT_IN[level + 18] = `toc ${level}`;
}
const PARAGRAPH = 1;
const CHARACTER = 2;
const NONE = 0xfff;

/** The names of typefaces by their numbers (SttbfFfn). */
export function readFonts(file: WordFile): string[] {
  const table = file.table('fonts');
  const fonts: string[] = [];
  for (let at = 4; at < table.length; at += table[at]! + 1) {
    const name = table.subarray(at + 40, at + 1 + table[at]!).toString('utf16le');
    fonts.push(name.split('\0')[0] ?? '');
  }
  return fonts;
}

/**
 * Adds the styles of the file to the package.
 * @returns whether a style is bold, by its number
 */
export function addStyles(file: WordFile, maker: PackageMaker, fonts: readonly string[]): (style: number) => boolean {
  const table = file.table('styles');
  if (table.length < 8) return () => false;
  const head = table.readUInt16LE(0);
  const count = table.readUInt16LE(2);
  const base = table.readUInt16LE(4);
  const bold = new Map<number, boolean>();
  const basedOn = new Map<number, number>();
  let at = 2 + head;
  for (let number = 0; number < count && at + 2 <= table.length; number++) {
    const size = table.readUInt16LE(at);
    const style = table.subarray(at + 2, at + 2 + size);
    at += 2 + size;
    if (style.length < base + 2 || style.length < 12) continue;
    const kind = style.readUInt16LE(2) & 0xf;
    if (kind !== PARAGRAPH && kind !== CHARACTER) continue;
    const parent = style.readUInt16LE(2) >> 4;
    const builtIn = BUILT_IN[style.readUInt16LE(0) & 0xfff];
    const length = style.readUInt16LE(base);
    const name = style.toString('utf16le', base + 2, base + 2 + 2 * length);
    const changes = readChanges(style, base + 2 + 2 * length + 2);
    const ofCharacters = kind === PARAGRAPH ? changes[1] : changes[0];
    const run = characterForm(maker, ofCharacters ? [ofCharacters] : [], fonts, false);
    const children: Children = [maker.value('w:name', builtIn ?? name), maker.element('w:rPr', {}, run.properties)];
    if (parent !== NONE) children.push(maker.value('w:basedOn', styleId(parent)));
    // Behind the number of the style itself.
    if (kind === PARAGRAPH && changes[0]) children.push(maker.element('w:pPr', {}, paragraphProperties(maker, paragraphForm([changes[0].subarray(2)], null))));
    const attributes = { 'w:styleId': styleId(number), 'w:type': kind === PARAGRAPH ? 'paragraph' : 'character', ...(number === 0 ? { 'w:default': '1' } : {}) };
    maker.add('styles', maker.element('w:style', attributes, children));
    if (run.isBold !== undefined) bold.set(number, run.isBold);
    basedOn.set(number, parent);
  }
  return (style) => {
    for (let one: number | undefined = style, steps = 0; one !== undefined && steps < 20; one = basedOn.get(one), steps++) {
      const found = bold.get(one);
      if (found !== undefined) return found;
    }
    return false;
  };
}

/** The lists of modifications of a style, each with its length before it and at an even place. */
function readChanges(style: Buffer, from: number): Buffer[] {
  const changes: Buffer[] = [];
  let at = from;
  while (at + 2 <= style.length && changes.length < 3) {
    at += at % 2;
    if (at + 2 > style.length) break;
    const size = style.readUInt16LE(at);
    changes.push(style.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return changes;
}
