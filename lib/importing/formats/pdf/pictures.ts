import { crc32, deflateSync } from 'node:zlib';

/** A picture as the library hands it over: a JPEG undecoded, or rows of pixels. */
interface Decoded {
  width: number;
  height: number;
  kind?: number;
  data?: Uint8Array | Uint8ClampedArray | null;
  bitmap?: unknown;
}

export interface PictureFile {
  bytes: Uint8Array;
  type: 'jpg' | 'png';
}

/** Bits of a pixel, and what PNG calls it, by the library's kinds: black and white, colours, colours with opacity. */
const KINDS: Record<number, { bits: number; depth: number; colour: number }> = {
  1: { bits: 1, depth: 1, colour: 0 },
  2: { bits: 24, depth: 8, colour: 2 },
  3: { bits: 32, depth: 8, colour: 6 },
};
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The file of a picture: its own JPEG, or a PNG of its pixels; null for one that cannot be read. */
export function pictureFile(decoded: unknown): PictureFile | null {
  const { width, height, kind = 0, data, bitmap } = (decoded ?? {}) as Partial<Decoded>;
  if (bitmap instanceof ArrayBuffer) return { bytes: new Uint8Array(bitmap), type: 'jpg' };
  const form = KINDS[kind];
  if (!form || !data || !width || !height) return null;
  const row = Math.ceil((width * form.bits) / 8);
  if (data.byteLength < row * height) return null;
  return { bytes: png(data, width, height, row, form), type: 'png' };
}

function png(data: Uint8Array | Uint8ClampedArray, width: number, height: number, row: number, { depth, colour }: { depth: number; colour: number }): Uint8Array {
  // Each row begins with how it is filtered: not at all.
  const raw = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y += 1) raw.set(data.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 3 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.byteLength + 8);
  framed.writeUInt32BE(data.byteLength, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.byteLength + 4);
  return framed;
}
