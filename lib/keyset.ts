import { z } from 'zod';
import { finding } from './findings';
import { invalid } from './errors';
import { LIMITS } from './limits';

/** PostgreSQL knows no year 0. */
const moment = z.iso.datetime().refine((text) => !text.startsWith('0000'));
const position = z.tuple([moment, z.uuid()]);

/** The place of a row in a list ordered by time and id. */
export interface Place {
  at: Date;
  id: string;
}

/** A page of a list; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** How a list is asked for, from a query string. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageSize.max).default(LIMITS.pageSize.default),
});

/** A cursor as it travels in an address: opaque, base64url. */
export function encodeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

/**
 * The place that a cursor names; undefined where none is given.
 * @throws DomainError invalid for anything that `encodeCursor` did not make
 */
export function decodeCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw invalid([finding(['cursor'], 'bad_cursor')]);
  }
}

/** Cuts a list that was loaded one row too long into a page. */
export function toPage<R, T>(rows: R[], limit: number, place: (row: R) => Place, shape: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(shape), next: rows.length > limit && last ? encodeCursor(place(last)) : null };
}
