/** Encodings of typefaces by their character sets, and of the whole file by its code page, as the web platform names them. */
const CHARSETS: Record<number, string> = {
  77: 'macintosh', 128: 'shift_jis', 129: 'euc-kr', 134: 'gb18030', 136: 'big5', 161: 'windows-1253', 162: 'windows-1254', 163: 'windows-1258',
  177: 'windows-1255', 178: 'windows-1256', 186: 'windows-1257', 204: 'windows-1251', 222: 'windows-874', 238: 'windows-1250',
};
const CODE_PAGES: Record<number, string> = { 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 874: 'windows-874', 10_000: 'macintosh', 54_936: 'gb18030', 65_001: 'utf-8' };

/** Typefaces of signs: their characters are places in them and no text. */
export const SYMBOLS = 2;
export const LATIN = 'windows-1252';

export function encodingOfCharset(charset: number | undefined): string | undefined {
  return charset === undefined ? undefined : CHARSETS[charset];
}

export function encodingOfCodePage(page: number): string {
  return CODE_PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : LATIN);
}

const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  return decoder;
}

/** Text of bytes; where they are not of that encoding, as in Latin names within a Chinese file, they are Latin. */
export function decodeRtf(bytes: Buffer, encoding: string): string {
  if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
  const text = decoderOf(encoding).decode(bytes);
  return text.includes('\uFFFD') ? mixed(bytes, encoding) : text;
}

/** Latin characters among Chinese ones, as files have them whose typefaces say nothing of their characters. */
function mixed(bytes: Buffer, encoding: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    const isLatin = lengthOf(bytes, at) === 0;
    while (at < bytes.length && (lengthOf(bytes, at) === 0) === isLatin) at += lengthOf(bytes, at) || 1;
    pieces.push(decoderOf(isLatin ? LATIN : encoding).decode(bytes.subarray(from, at)));
  }
  return pieces.join('');
}

/** How many bytes the character takes that begins here, in an encoding of East Asia; 0 for one that is none of it. */
function lengthOf(bytes: Buffer, at: number): number {
  const [first = 0, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first < 0x80) return 1;
  if (first < 0x81 || first > 0xfe) return 0;
  if (second >= 0x40 && second <= 0xfe && second !== 0x7f) return 2;
  return second >= 0x30 && second <= 0x39 && third >= 0x81 ? 4 : 0;
}
