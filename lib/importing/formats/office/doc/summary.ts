/** Properties that say something of the document (MS-OLEPS 2.25.1), by the names of DOCX. */
const NAMES: Record<number, string> = { 2: 'dc:title', 3: 'dc:subject', 4: 'dc:creator', 5: 'cp:keywords' };
const CODE_PAGE = 1;
const TEXT = 30;
const WIDE_TEXT = 31;
const UTF8 = 65_001;

/** The properties of a file by their names; what cannot be read is not there. */
export function readSummary(stream: Buffer | null): Map<string, string> {
  const found = new Map<string, string>();
  if (!stream || stream.length < 56) return found;
  const start = stream.readUInt32LE(44);
  const section = stream.subarray(start);
  if (section.length < 8) return found;
  const offsets = new Map<number, number>();
  const count = Math.min(section.readUInt32LE(4), 100);
  for (let index = 0; index < count && 16 + 8 * index <= section.length; index++) offsets.set(section.readUInt32LE(8 + 8 * index), section.readUInt32LE(12 + 8 * index));
  const page = offsets.get(CODE_PAGE) ?? 0;
  const codePage = page > 0 && page + 6 <= section.length ? section.readUInt16LE(page + 4) : 1252;
  for (const [id, name] of Object.entries(NAMES)) {
    const at = offsets.get(Number(id));
    if (at === undefined || at + 8 > section.length) continue;
    const type = section.readUInt16LE(at);
    const length = section.readUInt32LE(at + 4);
    const bytes = section.subarray(at + 8, at + 8 + (type === WIDE_TEXT ? 2 * length : length));
    const text = type === WIDE_TEXT ? bytes.toString('utf16le') : type === TEXT ? decode(bytes, codePage) : '';
    const words = text.split('\0')[0] ?? '';
    if (words !== '') found.set(name, words);
  }
  return found;
}

function decode(bytes: Buffer, codePage: number): string {
  const name = codePage === UTF8 ? 'utf-8' : codePage === 936 ? 'gb18030' : codePage === 950 ? 'big5' : codePage === 1200 ? 'utf-16le' : 'windows-1252';
  return new TextDecoder(name).decode(bytes);
}
