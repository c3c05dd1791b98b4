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

/** Text of bytes; where they are not of that encoding, as in Latin names within a Chinese file, they are Latin. */
export function decodeRtf(bytes: Buffer, encoding: string): string {
  if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') ? mixed(bytes, encoding) : text;
}

/** Latin characters among Chinese ones, as files have them whose typefaces say nothing of their characters. */
function mixed(bytes: Buffer, encoding: string): string {
  const strict = new TextDecoder(encoding, { fatal: true });
  const latin = new TextDecoder(LATIN);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = [1, 2, 4].find((length) => at + length <= bytes.length && isText(strict, bytes.subarray(at, at + length)));
    pieces.push(size === undefined ? latin.decode(bytes.subarray(at, at + 1)) : strict.decode(bytes.subarray(at, at + size)));
    at += size ?? 1;
  }
  return pieces.join('');
}

function isText(strict: TextDecoder, bytes: Buffer): boolean {
  try {
    return strict.decode(bytes) !== '';
  } catch {
    return false;
  }
}
