import { unreadable } from '../../../../platform/errors';
import { LIMITS } from '../../../../platform/limits';

/** Who is told what stands in an RTF file, in its order. */
export interface RtfListener {
  open(): void;
  close(): void;
  /** A control word (`\par`) or symbol (`\~`); `value` is the number behind it. */
  control(name: string, value: number | undefined): void;
  /** Bytes of text; `isCoded`: they are written by their codes, `\'d6\'d0`. */
  text(bytes: Buffer, isCoded: boolean): void;
  /** Raw bytes behind `\bin`. */
  binary(bytes: Buffer): void;
}

const [OPEN, CLOSE, BACKSLASH, CR, LF, SPACE, QUOTE, MINUS] = [0x7b, 0x7d, 0x5c, 0x0d, 0x0a, 0x20, 0x27, 0x2d];
/** More letters than any control word has (RTF 1.9.1). */
const LONGEST = 32;

const isLetter = (byte: number | undefined) => byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/**
 * Goes through an RTF file once. What is still open at its end is closed.
 * @throws DomainError unreadable_document too_deep
 */
export function readTokens(bytes: Buffer, listener: RtfListener): void {
  let at = 0;
  let depth = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === OPEN) {
      if (++depth > LIMITS.markup.depth) throw unreadable('too_deep');
      listener.open();
      at += 1;
    } else if (byte === CLOSE) {
      at += 1;
      if (depth > 0) listener.close();
      // What stands behind the end of the document is none of it.
      if (--depth <= 0) break;
    } else if (byte === BACKSLASH) at = readControl(bytes, at + 1, listener);
    else if (byte === CR || byte === LF) at += 1;
    else {
      let to = at + 1;
      while (to < bytes.length && ![OPEN, CLOSE, BACKSLASH, CR, LF].includes(bytes[to]!)) to += 1;
      listener.text(bytes.subarray(at, to), false);
      at = to;
    }
  }
  for (; depth > 0; depth--) listener.close();
}

/** @param at behind the backslash @returns where the text goes on */
function readControl(bytes: Buffer, at: number, listener: RtfListener): number {
  const first = bytes[at];
  if (first === undefined) return at;
  if (first === QUOTE) {
    const codes: number[] = [];
    let to = at;
    // A character of Chinese takes two of them.
    for (; bytes[to] === QUOTE; to += bytes[to + 3] === BACKSLASH && bytes[to + 4] === QUOTE ? 4 : 3) {
      const code = Number.parseInt(bytes.toString('latin1', to + 1, to + 3), 16);
      if (!Number.isNaN(code)) codes.push(code);
    }
    if (codes.length > 0) listener.text(Buffer.from(codes), true);
    return to;
  }
  if (!isLetter(first)) {
    // A break of the source behind a backslash ends a paragraph.
    listener.control(first === CR || first === LF ? 'par' : String.fromCharCode(first), undefined);
    return at + 1;
  }
  let end = at;
  while (isLetter(bytes[end]) && end - at < LONGEST) end += 1;
  const name = bytes.toString('latin1', at, end);
  const number = end;
  if (bytes[end] === MINUS && isDigit(bytes[end + 1])) end += 1;
  while (isDigit(bytes[end]) && end - number < LONGEST) end += 1;
  const value = end > number ? Number(bytes.toString('latin1', number, end)) : undefined;
  if (bytes[end] === SPACE) end += 1;
  if (name !== 'bin') {
    listener.control(name, value);
    return end;
  }
  const length = Math.max(0, value ?? 0);
  listener.binary(bytes.subarray(end, end + length));
  return end + length;
}
