/** Text that is written with four bytes a character, which TextDecoder does not know. Numbers that are no character become U+FFFD. */
export function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let from = 0; from + 4 <= bytes.byteLength; from += 4 * AT_ONCE) {
    const codes: number[] = [];
    for (let at = from; at + 4 <= bytes.byteLength && codes.length < AT_ONCE; at += 4) codes.push(character(view.getUint32(at, isLittle)));
    text += String.fromCodePoint(...codes);
  }
  return text.replace(/^\uFEFF/, '') + (bytes.byteLength % 4 === 0 ? '' : '\uFFFD');
}

const AT_ONCE = 8_192;

function character(code: number): number {
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
}

/**
 * Whether bytes without a mark are UTF-32, and in which order: every unit is a number below 0x110000, and nearly all are below
 * 0x10000 and not 0, which nothing else is.
 */
export function utf32Order(bytes: Uint8Array, sample: number): 'little' | 'big' | null {
  const end = Math.min(bytes.byteLength, sample) & ~3;
  if (end < 8 || bytes.byteLength % 4 !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fits = (isLittle: boolean) => {
    let usual = 0;
    for (let at = 0; at < end; at += 4) {
      const code = view.getUint32(at, isLittle);
      if (code > 0x10ffff) return false;
      if (code > 0 && code < 0x10000) usual += 1;
    }
    return usual >= (end / 4) * 0.9;
  };
  return fits(true) ? 'little' : fits(false) ? 'big' : null;
}
