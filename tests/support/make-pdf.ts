import { deflateSync } from 'node:zlib';

/** Words on a page; `y` is the line that they stand on, in points from the top of A4. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  /** Height of the letters, 12 where it is not said. */
  size?: number;
  bold?: boolean;
  /** Operators before the words: a render mode, a spacing. */
  before?: string;
  /** Where the letters point, as the first four numbers of a text matrix. */
  matrix?: string;
}

interface Made {
  pages: (readonly PdfText[])[];
  /** Operators of every page behind its words: borders, pictures. */
  drawn?: string;
  /** Entries of every page's dictionary; objects from the number `extra.from` on as they are written. */
  page?: string;
  objects?: string[];
  info?: string;
  /** Entries of the catalogue and of the trailer. */
  catalogue?: string;
  trailer?: string;
  /** How the font says what its codes are: a map of its own, the table of GBK, or not at all. */
  names?: 'map' | 'gbk' | 'none';
  /** A JPEG that every page can paint as /Im. */
  picture?: { bytes: Uint8Array; width: number; height: number };
}

const A4 = { width: 595, height: 842 };
/** The number of the first of `objects`. */
export const FIRST_OBJECT = 20;

const codes = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
const hex = (code: number) => code.toString(16).padStart(4, '0');

/** Which codes are which characters: each is its own. */
function toUnicode(text: string): string {
  const rows = [...new Set(codes(text).map((code) => code >> 8))].map((high) => `<${hex(high << 8)}> <${hex((high << 8) | 0xff)}> <${hex(high << 8)}>`);
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange ${rows.length} beginbfrange\n${rows.join('\n')}\nendbfrange endcmap end end`;
}

/** The bytes of characters as GBK has them, for the few that tests need. */
const GBK: Record<string, string> = { 案: 'B0B8', 例: 'C0FD', 背: 'B1B3', 景: 'BEB0', 做: 'D7F6', 法: 'B7A8', 水: 'CBAE', 站: 'D5BE' };

/** A PDF with Chinese words, as small as it can be: one font that is not in the file, and what `Made` says. */
export function makePdf({ pages, drawn = '', page: more = '', objects = [], info = '', catalogue = '', trailer = '', names = 'map', picture }: Made): Uint8Array {
  const all = pages.flat().map(({ text }) => text).join('');
  const shown = (text: string) => (names === 'gbk' ? [...text].map((one) => GBK[one] ?? '2020').join('') : codes(text).map((code) => hex(names === 'none' ? (code * 7) % 0x2fff : code)).join(''));
  const content = (texts: readonly PdfText[]) =>
    `${texts.map(({ text, x, y, size = 12, bold, before = '', matrix = '1 0 0 1' }) => `BT ${before} /${bold ? 'B' : 'F'} ${size} Tf ${matrix} ${x} ${A4.height - y} Tm <${shown(text)}> Tj ET`).join('\n')}\n${drawn}`;
  const numbered = new Map<number, string | Uint8Array>();
  const stream = (dictionary: string, data: Uint8Array) => Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${data.byteLength} >>\nstream\n`), data, Buffer.from('\nendstream')]);
  const font = (name: string, descendant: number) => `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /${names === 'gbk' ? 'GBK-EUC-H' : 'Identity-H'} /DescendantFonts [${descendant} 0 R] ${names === 'map' ? '/ToUnicode 7 0 R' : ''} >>`;
  const system = names === 'gbk' ? '/Registry (Adobe) /Ordering (GB1) /Supplement 2' : '/Registry (Adobe) /Ordering (Identity) /Supplement 0';
  const descendant = (name: string, described: number) => `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << ${system} >> /DW 1000 /W [32 126 500] /FontDescriptor ${described} 0 R >>`;
  numbered.set(1, `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`);
  numbered.set(3, font('SimSun', 5));
  numbered.set(4, font('SimHei-Bold', 6));
  numbered.set(5, descendant('SimSun', 8));
  numbered.set(6, descendant('SimHei-Bold', 11));
  numbered.set(7, stream('', Buffer.from(toUnicode(all))));
  for (const [number, name] of [[8, 'SimSun'], [11, 'SimHei-Bold']] as const) numbered.set(number, `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>`);
  numbered.set(9, `<< ${info} >>`);
  if (picture) numbered.set(10, stream(`/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, picture.bytes));
  objects.forEach((object, index) => numbered.set(FIRST_OBJECT + index, object));
  const first = FIRST_OBJECT + objects.length;
  pages.forEach((texts, index) => {
    numbered.set(first + 2 * index, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Resources << /Font << /F 3 0 R /B 4 0 R >> ${picture ? '/XObject << /Im 10 0 R >>' : ''} >> /Contents ${first + 2 * index + 1} 0 R ${more} >>`);
    numbered.set(first + 2 * index + 1, stream('/Filter /FlateDecode', deflateSync(Buffer.from(content(texts)))));
  });
  numbered.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ')}] >>`);
  return written(numbered, trailer);
}

function written(objects: ReadonlyMap<number, string | Uint8Array>, trailer: string): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n', 'latin1')];
  const places = new Map<number, number>();
  let length = parts[0]!.byteLength;
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.byteLength;
  };
  for (const [number, object] of [...objects].sort(([one], [other]) => one - other)) {
    places.set(number, length);
    add(Buffer.concat([Buffer.from(`${number} 0 obj\n`), typeof object === 'string' ? Buffer.from(object, 'latin1') : object, Buffer.from('\nendobj\n')]));
  }
  const most = Math.max(...places.keys());
  const start = length;
  const rows = Array.from({ length: most + 1 }, (_, number) => {
    const place = places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  add(Buffer.from(`xref\n0 ${most + 1}\n${rows.join('')}trailer << /Size ${most + 1} /Root 1 0 R /Info 9 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF`));
  return new Uint8Array(Buffer.concat(parts));
}

/** Lines below one another, from a place on the page: those of a text with its first line indented by two letters where it says so. */
export function pdfLines(lines: readonly string[], { x = 117, y = 100, size = 12, pitch = 20 }: { x?: number; y?: number; size?: number; pitch?: number } = {}): PdfText[] {
  return lines.map((line, index) => {
    const text = line.replace(/^ +/, '');
    return { text, x: x + (line.length - text.length) * size, y: y + index * pitch, size };
  });
}
