import { inflateSync } from 'node:zlib';
import { Inflate } from 'fflate';
import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { asciiBytes, lzwLength, runLength } from './filters';

/** What the streams of a PDF hold, told without reading it: its library unpacks whatever it is given. */
export interface Streams {
  /** Pictures, by what is said of the streams. */
  pictures: number;
  /** Their width times height in all; Infinity where one does not tell it plainly. */
  pixels: number;
}

/** More streams than any document has. */
const MOST = 100_000;
/** What is looked at before a stream for what is said of it. */
const DICTIONARY = 1_500;
/** How often a stream may be packed in itself. */
const DEEPEST = 4;
/** Input of a damaged stream that is unpacked at a time. */
const SLICE = 4_096;

interface Unpacked {
  length: number;
  bytes: Uint8Array | null;
}

/**
 * Unpacks every stream of a PDF and forgets it. Streams are the one thing in a PDF that is larger than its file, and each
 * begins with its own word, which nothing can hide.
 * @throws DomainError unreadable_document too_complex: they unpack to more than the limit of archives, or a page holds
 *   pictures in itself that do
 */
export function measureStreams(bytes: Uint8Array): Streams {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Streams = { pictures: 0, pixels: 0 };
  let left: number = LIMITS.archive.total;
  let count = 0;
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    if (buffer.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    if (++count > MOST) throw unreadable('too_complex');
    const start = at + 6 + (buffer[at + 6] === 0x0d ? 1 : 0) + (buffer[at + 6] === 0x0a || (buffer[at + 6] === 0x0d && buffer[at + 7] === 0x0a) ? 1 : 0);
    const before = buffer.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const dictionary = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    const isPicture = /\/Subtype\s*\/Image\b/.test(dictionary);
    const end = buffer.indexOf('endstream', start);
    const length = Number(/\/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? 0);
    const own = buffer.subarray(start, Math.max(end < 0 ? buffer.byteLength : end, start + length));
    // Compressed data says itself where it ends; all else ends where its file says so.
    left -= measured(isZlib(own) ? buffer.subarray(start) : own, dictionary, left, isPicture, found);
    if (left < 0) throw unreadable('too_complex');
    if (isPicture) {
      found.pictures += 1;
      found.pixels += area(dictionary);
    }
    // What a dictionary says in another way may be a picture too.
    if (/#[0-9a-f]{2}|\/Subtype\s*\d/i.test(dictionary)) found.pixels = Infinity;
  }
  return found;
}

function area(dictionary: string): number {
  const [width, height] = ['Width', 'Height'].map((name) => Number(new RegExp(`/${name}\\s+(\\d{1,7})(?!\\s+\\d+\\s+R)\\b`).exec(dictionary)?.[1] ?? Infinity));
  return width! * height!;
}

/** How many bytes a stream unpacks to; what is packed in what it unpacks to counts too. */
function measured(packed: Uint8Array, dictionary: string, left: number, isPicture: boolean, found: Streams): number {
  let total = 0;
  let data: Uint8Array = packed;
  if (isPlain(packed)) return inline(packed);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = unpack(data, dictionary, left - total);
    if (!next) break;
    total += next.length;
    if (total > left) return total;
    if (!next.bytes) break;
    data = next.bytes;
    if (!isPicture) total += inline(data);
  }
  if (isPicture) found.pixels += jpegArea(data);
  return total;
}

/** Whether a stream is written in the clear, as some programs write pages: operators and their numbers. */
function isPlain(data: Uint8Array): boolean {
  return /^\s*(?:q|BT|[\d.-]+\s+[\d.-]+|\/\w+\s+\w+)\s/.test(Buffer.from(data.subarray(0, 200)).toString('latin1'));
}

function unpack(data: Uint8Array, dictionary: string, left: number): Unpacked | null {
  if (isZlib(data)) return inflated(data, left);
  const plain = asciiBytes(data);
  if (plain) return { length: plain.byteLength, bytes: plain };
  if (/\/(?:LZWDecode|LZW)\b/.test(dictionary) || data[0] === 0x80) return { length: lzwLength(data, left), bytes: null };
  return /\/(?:RunLengthDecode|RL)\b/.test(dictionary) ? { length: runLength(data, left), bytes: null } : null;
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function inflated(data: Uint8Array, left: number): Unpacked {
  try {
    const bytes = inflateSync(data, { maxOutputLength: Math.max(1, left) });
    return { length: bytes.byteLength, bytes };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { length: left + 1, bytes: null };
    return { length: partly(data, left), bytes: null };
  }
}

/** How much a damaged stream unpacks to up to its damage: its library takes that. */
function partly(data: Uint8Array, left: number): number {
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.byteLength;
  });
  try {
    for (let at = 2; at < data.byteLength && length <= left; at += SLICE) inflate.push(data.subarray(at, at + SLICE), at + SLICE >= data.byteLength);
  } catch {
    // Up to here.
  }
  return length;
}

const INLINE = /\bBI\b([^]{1,600}?)\bID\s/g;

/** Bytes of the pictures that are written in a page itself: the product of the two largest numbers that are said of each. */
function inline(content: Uint8Array): number {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!buffer.includes('BI') || !buffer.includes('ID')) return 0;
  let total = 0;
  for (const [, said = ''] of buffer.toString('latin1').matchAll(INLINE)) {
    const numbers = (said.match(/\d+/g) ?? []).map(Number).sort((one, other) => other - one);
    total += (numbers[0] ?? 0) * (numbers[1] ?? 0);
  }
  return total;
}

/** Width times height as a JPEG says it itself; 0 for what is none. */
function jpegArea(data: Uint8Array): number {
  if (data[0] !== 0xff || data[1] !== 0xd8) return 0;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 2; at + 9 < data.byteLength; ) {
    if (data[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = data[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) ? 1 : 2 + view.getUint16(at + 2);
  }
  return Infinity;
}
