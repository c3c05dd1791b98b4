/** What the first bytes of a picture say. */
export interface PictureHeader {
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  /** In px; null where the bytes that were given do not say. */
  size: { width: number; height: number } | null;
}

/** So many bytes are enough for the size of nearly all pictures: a JPEG may have a preview of itself in front. */
export const HEADER_BYTES = 256 * 1024;

const ascii = (view: DataView, at: number, length: number) =>
  at + length <= view.byteLength ? String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length)) : '';

/**
 * Type and size of a picture by its first bytes, in the browser: so that who chooses a picture that the store would refuse hears of
 * it before it travels. The store itself asks libvips and decides (domains/assets/acceptance.ts).
 * @param bytes the first `HEADER_BYTES` of the file
 * @returns null for what is none of the types that the store takes
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ascii(view, 1, 3) === 'PNG') return { type: 'image/png', size: view.byteLength >= 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : null };
  if (ascii(view, 0, 4) === 'GIF8') return { type: 'image/gif', size: view.byteLength >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null };
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return { type: 'image/webp', size: webpSize(view) };
  if (view.byteLength > 2 && view.getUint16(0) === 0xffd8) return { type: 'image/jpeg', size: jpegSize(view) };
  return null;
}

function webpSize(view: DataView): PictureHeader['size'] {
  if (view.byteLength < 30) return null;
  const form = ascii(view, 12, 4);
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (form === 'VP8X') return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (form === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

/** The frame header of a JPEG: SOF0 to SOF15, which DHT, JPG and DAC lie between. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function jpegSize(view: DataView): PictureHeader['size'] {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes before a marker count as none.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
