const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 10;
/** 252 is the largest multiple of 36 in a byte: bytes from there on would favour the first letters. */
const USABLE = 252;

/** What a block id may look like: it stands in HTML `id` attributes and in addresses behind `#`, so no escaping is ever needed. */
export const BLOCK_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

const pool = new Uint8Array(1024);
let next = pool.length;

/**
 * A new random block id: ten characters of [a-z0-9]. Works in the browser and in Node. The random
 * bytes are drawn in batches, since a call of `getRandomValues` costs more than an id.
 */
export function newBlockId(): string {
  let id = '';
  while (id.length < LENGTH) {
    if (next === pool.length) {
      crypto.getRandomValues(pool);
      next = 0;
    }
    const byte = pool[next++] ?? USABLE;
    if (byte < USABLE) id += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return id;
}
