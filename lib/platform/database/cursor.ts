import { createHmac, timingSafeEqual } from 'node:crypto';
import { readEnv } from '../env';
import { invalid } from '../errors';
import { finding } from '../findings';

/** The place of a row in a list ordered by time and id. */
export interface Place {
  at: Date;
  id: string;
}

const TIME_BYTES = 8;
const PLACE_BYTES = TIME_BYTES + 16;
/** 80 bits: not to be guessed, and an address stays short. */
const SEAL_BYTES = 10;

/** What a cursor belongs to: a list in pages of one length. Places of another one would be addresses that the site never wrote. */
export type ListName = `${string}/${number}`;

function seal(list: ListName, place: Buffer): Buffer {
  const { NEXTAUTH_SECRET } = readEnv();
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set');
  // Nothing else that is signed with this secret begins with this word.
  return createHmac('sha256', NEXTAUTH_SECRET).update(`cursor ${list} `).update(place).digest().subarray(0, SEAL_BYTES);
}

/**
 * A cursor as it travels in an address: base64url without meaning to anybody, sealed, so that only places which this
 * site has issued for the same list can be asked for. (Answers are kept by address, and nobody shall fill that store with invented ones.)
 */
export function encodeCursor(list: ListName, { at, id }: Place): string {
  const place = Buffer.alloc(PLACE_BYTES);
  place.writeBigInt64BE(BigInt(at.getTime()));
  place.write(id.replaceAll('-', ''), TIME_BYTES, 'hex');
  return Buffer.concat([place, seal(list, place)]).toString('base64url');
}

function open(list: ListName, cursor: string): Place | null {
  const bytes = Buffer.from(cursor, 'base64url');
  // A lenient decoder reads many spellings as the same bytes; one of them is the cursor's.
  if (bytes.length !== PLACE_BYTES + SEAL_BYTES || bytes.toString('base64url') !== cursor) return null;
  const place = bytes.subarray(0, PLACE_BYTES);
  if (!timingSafeEqual(seal(list, place), bytes.subarray(PLACE_BYTES))) return null;
  const id = place.toString('hex', TIME_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { at: new Date(Number(place.readBigInt64BE())), id };
}

/** Whether `encodeCursor` of this site made the text for this list. Costs one HMAC. */
export function isOwnCursor(list: ListName, text: string): boolean {
  return open(list, text) !== null;
}

/**
 * The place that a cursor names; undefined where none is given.
 * @throws DomainError invalid for anything that `encodeCursor` did not make for this list
 */
export function decodeCursor(list: ListName, cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const place = open(list, cursor);
  if (!place) throw invalid([finding(['cursor'], 'bad_cursor')]);
  return place;
}
