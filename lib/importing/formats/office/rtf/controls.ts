import type { ParagraphState, RunState } from './story';
import type { RtfTarget } from './target';

/** Control words and symbols that are characters. */
export const CHARACTERS: Record<string, string> = {
  '\\': '\\', '{': '{', '}': '}', '~': '\u00A0', '_': '-', emdash: '—', endash: '–', emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005',
  bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”',
};

type Value = number | undefined;
const on = (value: Value) => value !== 0;

/** What control words say of the characters behind them. */
export const RUN: Record<string, (value: Value, run: RunState) => Partial<RunState>> = {
  b: (value) => ({ bold: on(value) }),
  i: (value) => ({ italic: on(value) }),
  strike: (value) => ({ strike: on(value) }),
  striked: (value) => ({ strike: on(value) }),
  v: (value) => ({ hidden: on(value) }),
  deleted: (value) => ({ deleted: on(value) }),
  super: (value) => ({ raised: on(value) ? 'superscript' : null }),
  sub: (value) => ({ raised: on(value) ? 'subscript' : null }),
  nosupersub: () => ({ raised: null }),
  f: (value) => ({ font: value }),
  fs: (value) => ({ size: value }),
  cs: (value) => ({ style: value }),
  ...Object.fromEntries(['loch', 'hich', 'rtlch', 'ltrch'].map((name) => [name, (_: Value, { wide }: RunState) => (wide.isMeant ? { wide: { ...wide, isMeant: false } } : {})])),
  dbch: (_, { wide }) => ({ wide: { ...wide, isMeant: true } }),
  ab: (value, { wide }) => (wide.isMeant ? { wide: { ...wide, bold: on(value) } } : {}),
  ai: (value, { wide }) => (wide.isMeant ? { wide: { ...wide, italic: on(value) } } : {}),
  af: (value, { wide }) => (wide.isMeant ? { wide: { ...wide, font: value } } : {}),
};

/** What they say of the paragraph. */
export const PARAGRAPH: Record<string, (value: Value) => Partial<ParagraphState>> = {
  s: (value) => ({ style: value ?? 0 }),
  outlinelevel: (value) => ({ outlineLevel: value ?? 0 }),
  qc: () => ({ centred: true }),
  ql: () => ({ centred: false }),
  qr: () => ({ centred: false }),
  qj: () => ({ centred: false }),
  ls: (value) => ({ list: value ?? 0 }),
  ilvl: (value) => ({ listLevel: value ?? 0 }),
  intbl: () => ({ inTable: true }),
  itap: (value) => ({ depth: value ?? 1, inTable: value !== 0 }),
};

type Begin = (reader: RtfTarget) => void;
const skip: Begin = (reader) => reader.become('skip');
const quiet: Begin = (reader) => reader.become('quiet');
const text: Begin = (reader) => reader.become('text');
const furniture: Begin = (reader) => reader.furniture();

/** What a group is that begins with a word of these; a group of an unknown one with `\*` before it is skipped. */
export const DESTINATIONS: Record<string, Begin> = {
  fonttbl: (reader) => reader.readHead('fonts'),
  stylesheet: (reader) => reader.readHead('styles'),
  listtable: (reader) => reader.readHead('lists'),
  listoverridetable: (reader) => reader.readHead('instances'),
  info: quiet,
  title: (reader) => reader.addProperty('dc:title'),
  author: (reader) => reader.addProperty('dc:creator'),
  subject: (reader) => reader.addProperty('dc:subject'),
  keywords: (reader) => reader.addProperty('cp:keywords'),
  ...Object.fromEntries(['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'].map((name) => [name, furniture])),
  footnote: (reader) => reader.note(),
  annotation: (reader) => reader.comment(),
  field: (reader) => reader.field(),
  fldinst: (reader) => reader.collect((words) => reader.put(reader.maker.element('w:instrText', {}, [words]))),
  fldrslt: (reader) => {
    reader.fieldMark('separate');
    reader.become('text');
  },
  listtext: (reader) => reader.printedNumber(),
  pntext: (reader) => reader.printedNumber(),
  nesttableprops: (reader) => reader.nestedRow(),
  upr: quiet,
  ud: text,
  moMath: text,
  moMathPara: text,
  shp: quiet,
  shpgrp: quiet,
  shpinst: (reader) => reader.pictures.beginShape(),
  shptxt: (reader) => reader.textBox(),
  do: quiet,
  dptxbxtext: (reader) => reader.textBox(),
  shppict: text,
  picprop: quiet,
  sp: quiet,
  sn: (reader) => reader.pictures.propertyName(),
  sv: (reader) => reader.pictures.propertyValue(),
  pict: (reader) => reader.pictures.beginPicture(),
  object: quiet,
  objclass: (reader) => reader.collect((words) => reader.put(reader.maker.element('w:object', {}, [reader.maker.element('o:OLEObject', { ProgID: words.trim() })]))),
  result: text,
  ...Object.fromEntries(
    ['colortbl', 'filetbl', 'revtbl', 'generator', 'nonshppict', 'shprslt', 'nonesttables', 'objdata', 'datafield', 'xe', 'tc', 'rxe', 'ftnsep', 'ftnsepc', 'ftncn', 'aftnsep',
      'aftnsepc', 'aftncn', 'pgdsctbl', 'private', 'comment', 'doccomm', 'operator', 'company', 'category', 'creatim', 'revtim', 'printim', 'buptim', 'mmathPr', 'mctrlPr'].map((name) => [name, skip]),
  ),
};
