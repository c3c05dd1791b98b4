import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readEnv } from '../../platform/env';

/** What an address says, all of it sealed. */
export interface Token {
  linkId: string;
  /** Of the revision, or the copy, that it shows; of no other. */
  contentId: string;
  expiresAt: Date;
}

const ID_BYTES = 16;
const TIME_BYTES = 6;
const BYTES = 2 * ID_BYTES + TIME_BYTES;
const SEAL_BYTES = 32;

function seal(said: Buffer): Buffer {
  const { NEXTAUTH_SECRET } = readEnv();
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set');
  // A key of its own: nothing that is signed for another purpose is an address.
  const key = Buffer.from(hkdfSync('sha256', NEXTAUTH_SECRET, '', 'anli preview address', 32));
  return createHmac('sha256', key).update(said).digest();
}

const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** The last part of an address of a preview: without meaning to anybody, and not to be made by anybody who has not this site's secret. */
export function encodeToken({ linkId, contentId, expiresAt }: Token): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(expiresAt.getTime(), 0, TIME_BYTES);
  const said = Buffer.concat([idBytes(linkId), idBytes(contentId), time]);
  return Buffer.concat([said, seal(said)]).toString('base64url');
}

/** What a text says that `encodeToken` of this site made; null for any other. Takes as long for one as for another of its length. */
export function decodeToken(text: string): Token | null {
  const bytes = Buffer.from(text, 'base64url');
  // A lenient decoder reads many spellings as the same bytes; one of them is the address.
  if (bytes.length !== BYTES + SEAL_BYTES || bytes.toString('base64url') !== text) return null;
  const said = bytes.subarray(0, BYTES);
  if (!timingSafeEqual(seal(said), bytes.subarray(BYTES))) return null;
  return {
    linkId: idOf(said.subarray(0, ID_BYTES)),
    contentId: idOf(said.subarray(ID_BYTES, 2 * ID_BYTES)),
    expiresAt: new Date(said.readUIntBE(2 * ID_BYTES, TIME_BYTES)),
  };
}
