import { legacyEncoding } from './legacy-encoding';
import { decodeUtf32, utf32Order } from './utf-32';

/** An encoding by its name in the web platform's Encoding standard; `utf-32le` and `utf-32be` besides, which that leaves out. */
export type TextEncoding = string;

/** How much of a text is looked at for signs of its encoding, in bytes. */
const SAMPLE = 64 * 1024;
const FEWEST_UNITS = 8;

/**
 * Decodes the bytes of a text file. A byte order mark decides; else what looks like UTF-16 is that, what is valid UTF-8
 * but for a few damaged places is UTF-8, and the rest is in the declared encoding, or in one of East Asia: GB18030, of
 * which GBK and GB2312 are parts, Big5, Shift_JIS, EUC-JP, EUC-KR (legacy-encoding.ts). The mark is not in the text. Bytes that no encoding knows become U+FFFD; nothing is thrown.
 * @param declared a name that the document itself gives, as in HTML's `charset`; unknown ones do not count
 */
export function decodeText(bytes: Uint8Array, declared?: string): { text: string; encoding: TextEncoding } {
  const encoding = markedEncoding(bytes) ?? wideEncoding(bytes) ?? escapedEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : (known(declared) ?? legacyEncoding(bytes.subarray(0, SAMPLE))));
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return { text: decodeUtf32(bytes, encoding === 'utf-32le'), encoding };
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function markedEncoding([first, second, third, fourth]: Uint8Array): TextEncoding | null {
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'utf-32le';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** ISO-2022-JP, old Japanese mail: bytes of ASCII alone, with escape sequences that nothing else has. */
function escapedEncoding(bytes: Uint8Array): TextEncoding | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SAMPLE));
  return /\u001B\$[@B][!-~]/.test(head) && !/[\u0080-\u00FF]/.test(head) ? 'iso-2022-jp' : null;
}

/**
 * UTF-32 without a mark, or UTF-16 without one: nearly all of its units in one of the two byte orders are what Chinese texts are made of, and
 * a byte of zero, which no other encoding has, or the units of both orders, tell it from the rest.
 */
function wideEncoding(bytes: Uint8Array): TextEncoding | null {
  const order = utf32Order(bytes, SAMPLE);
  if (order) return order === 'little' ? 'utf-32le' : 'utf-32be';
  const end = Math.min(bytes.length, SAMPLE) & ~1;
  if (end < 2 || bytes.length % 2 === 1) return null;
  let little = 0;
  let big = 0;
  let zeros = 0;
  for (let i = 0; i < end; i += 2) {
    const [low = 0, high = 0] = [bytes[i], bytes[i + 1]];
    if (isUsual(low | (high << 8))) little += 1;
    if (isUsual((low << 8) | high)) big += 1;
    if (low === 0 || high === 0) zeros += 1;
  }
  const units = end / 2;
  const share = Math.max(little, big) / units;
  // ASCII read as UTF-16 is Han: without a byte of zero, only text that is not valid UTF-8 may be UTF-16, and not a few
  // characters, which rare ones of GB18030 look like.
  if (share < 0.9 || (zeros === 0 && (units < FEWEST_UNITS || isUtf8(bytes)))) return null;
  return little >= big ? 'utf-16le' : 'utf-16be';
}

function isUsual(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) || unit === 0x0a || unit === 0x0d || unit === 0x09 || (unit >= 0x4e00 && unit < 0xa000) ||
    (unit >= 0x3000 && unit < 0x3030) || (unit >= 0xff00 && unit < 0xfff0) || (unit >= 0x2010 && unit < 0x2030)
  );
}

/** Whether the bytes are UTF-8, or were before a few of them were damaged: far more good sequences than bad ones. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    const sample = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE));
    const bad = sample.match(/\uFFFD/g)?.length ?? 0;
    const good = sample.match(/[^\u0000-\u007F\uFFFD]/g)?.length ?? 0;
    return good > bad * 20;
  }
}

/** The encoding that a label names, as the web platform reads it; UTF-8 is none, since the bytes said already that they are not. */
function known(label: string | undefined): TextEncoding | null {
  try {
    const { encoding } = new TextDecoder(label?.trim() ?? '');
    return encoding.startsWith('utf-') ? null : encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}
