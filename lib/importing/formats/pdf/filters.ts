/*
 * The old ways of packing a stream. Nothing of it is kept: what counts is how much it unpacks to.
 */

const ASCII_85 = /^[\s!-uz]{16,}/;
const HEX = /^[\s0-9a-fA-F]{16,}/;
const LOOKED_AT = 64;

/** The bytes of a stream that is written in letters (ASCII85, hex); null for one that is not. */
export function asciiBytes(data: Uint8Array): Uint8Array | null {
  const head = latin(data.subarray(0, LOOKED_AT));
  if (HEX.test(head) && head.length === LOOKED_AT && /^[\s0-9a-fA-F]+$/.test(head)) return hexBytes(data);
  return ASCII_85.test(head) && /^[\s!-uz]+$/.test(head) && head.length === LOOKED_AT ? base85Bytes(data) : null;
}

function latin(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
}

function hexBytes(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  return Buffer.from(latin(data.subarray(0, end < 0 ? data.byteLength : end)).replace(/[^0-9a-f]/gi, ''), 'hex');
}

function base85Bytes(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (size: number) => {
    const value = [...group, 84, 84, 84, 84].slice(0, 5).reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < size; index += 1) out.push(Math.floor(value / 256 ** (3 - index)) & 0xff);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(4);
    } else if (byte > 0x20) break;
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(out);
}

/** To how many bytes a stream unpacks by LZW, counted up to `most`. */
export function lzwLength(data: Uint8Array, most: number): number {
  /** The length of what each code stands for. */
  const lengths = new Int32Array(4_097).fill(1);
  let [next, width, held, bits, total, before] = [258, 9, 0, 0, 0, 0];
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      [next, width, before] = [258, 9, 0];
      continue;
    }
    const length = code < next ? lengths[code]! : before + 1;
    total += length;
    if (total > most) return total;
    if (before > 0 && next < 4_096) lengths[next++] = before + 1;
    before = length;
    // Codes grow one early, as almost all programs write them; of the others the count is near enough.
    width = next + 1 >= 2_048 ? 12 : next + 1 >= 1_024 ? 11 : next + 1 >= 512 ? 10 : 9;
  }
  return total;
}

/** To how many bytes runs of equal bytes unpack, counted up to `most`. */
export function runLength(data: Uint8Array, most: number): number {
  let total = 0;
  for (let at = 0; at < data.byteLength && total <= most; ) {
    const size = data[at]!;
    if (size === 128) break;
    total += size < 128 ? size + 1 : 257 - size;
    at += size < 128 ? size + 2 : 2;
  }
  return total;
}
