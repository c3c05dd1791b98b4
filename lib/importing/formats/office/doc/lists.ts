import type { XmlElement } from '../../docx/xml';
import { numberFormat, type PackageMaker } from '../package-maker';
import type { WordFile } from './word-file';

const LIST = 28;
const LEVEL_HEAD = 28;
const OVERRIDE = 16;
const LEVELS = 9;
const SUFFIXES = ['tab', 'space', 'nothing'];
const NO_STYLE = 0xfff;

/** Adds the numbered lists of the file to the package: their definitions, and what paragraphs refer to (MS-DOC 2.9.150). */
export function addLists(file: WordFile, maker: PackageMaker): void {
  const table = file.table('lists', true);
  const known = file.table('lists');
  if (known.length < 2) return;
  const count = Math.min(known.readUInt16LE(0), Math.floor((known.length - 2) / LIST));
  const reader = new LevelReader(table, maker);
  reader.at = 2 + LIST * count;
  for (let index = 0; index < count; index++) {
    const list = known.subarray(2 + LIST * index);
    const levels = (list[26]! & 1) === 1 ? 1 : LEVELS;
    const children: XmlElement[] = [];
    for (let level = 0; level < levels; level++) {
      const style = list.readUInt16LE(8 + 2 * level);
      const read = reader.level(level, style === NO_STYLE ? null : style);
      if (!read) return addInstances(file, maker);
      children.push(read);
    }
    maker.add('numbering', maker.element('w:abstractNum', { 'w:abstractNumId': String(list.readUInt32LE(0)) }, children));
  }
  addInstances(file, maker);
}

/** The lists that paragraphs refer to by their place, each one of a definition, with starts and levels of its own. */
function addInstances(file: WordFile, maker: PackageMaker): void {
  const table = file.table('listOverrides');
  if (table.length < 4) return;
  const count = Math.min(table.readUInt32LE(0), Math.floor((table.length - 4) / OVERRIDE));
  const reader = new LevelReader(table, maker);
  reader.at = 4 + OVERRIDE * count;
  for (let index = 0; index < count; index++) {
    const own = table.subarray(4 + OVERRIDE * index);
    const children = [maker.value('w:abstractNumId', own.readUInt32LE(0)), ...reader.overrides(own[12]!)];
    maker.add('numbering', maker.element('w:num', { 'w:numId': String(index + 1) }, children));
  }
}

/** Reads levels one behind the other; each says its own length. */
class LevelReader {
  at = 0;

  constructor(
    private readonly table: Buffer,
    private readonly maker: PackageMaker,
  ) {}

  /** The next level (LVL) as an element; null where the table ends. */
  level(number: number, style: number | null): XmlElement | null {
    const { table, maker, at } = this;
    if (at + LEVEL_HEAD + 2 > table.length) return null;
    const head = table.subarray(at, at + LEVEL_HEAD);
    const text = at + LEVEL_HEAD + head[24]! + head[25]!;
    if (text + 2 > table.length) return null;
    const length = table.readUInt16LE(text);
    this.at = text + 2 + 2 * length;
    const pattern = table.toString('utf16le', text + 2, Math.min(this.at, table.length)).replace(/[\u0000-\u0008]/g, (place) => `%${place.charCodeAt(0) + 1}`);
    const flags = head[5]!;
    const children = [
      maker.value('w:start', head.readInt32LE(0)),
      maker.value('w:numFmt', numberFormat(head[4]!)),
      maker.value('w:lvlText', pattern),
      maker.value('w:suff', SUFFIXES[head[15]!] ?? 'tab'),
      ...((flags & 4) === 0 ? [] : [maker.value('w:isLgl', 1)]),
      ...((flags & 8) === 0 ? [] : [maker.value('w:lvlRestart', head[26]!)]),
      ...(style === null ? [] : [maker.value('w:pStyle', `s${style}`)]),
    ];
    return maker.element('w:lvl', { 'w:ilvl': String(number) }, children);
  }

  /** What a list has of its own for some of its levels. */
  overrides(count: number): XmlElement[] {
    const { table, maker } = this;
    this.at += 4;
    const found: XmlElement[] = [];
    for (let index = 0; index < Math.min(count, LEVELS) && this.at + 8 <= table.length; index++) {
      const start = table.readInt32LE(this.at);
      const flags = table.readUInt32LE(this.at + 4);
      const number = flags & 15;
      this.at += 8;
      const level = flags & 32 ? this.level(number, null) : null;
      const children = [...(flags & 16 && !level ? [maker.value('w:startOverride', start)] : []), ...(level ? [level] : [])];
      found.push(maker.element('w:lvlOverride', { 'w:ilvl': String(number) }, children));
    }
    return found;
  }
}
